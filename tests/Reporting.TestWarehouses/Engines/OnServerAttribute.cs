namespace Reporting.TestWarehouses.Engines;

/// <summary>
/// Marks the half of a test class that runs on the server of <see cref="TestServer"/>. Its tests (<see cref="EngineFactAttribute"/>,
/// <see cref="EngineTheoryAttribute"/>) are skipped, with the reason, where there is none.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class OnServerAttribute : Attribute;
