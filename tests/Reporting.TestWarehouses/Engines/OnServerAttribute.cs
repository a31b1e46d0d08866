namespace Reporting.TestWarehouses.Engines;

/// <summary>
/// Marks the nested class that runs on the server of <see cref="TestServer"/>. Without a server, its tests (<see cref="EngineFactAttribute"/>,
/// <see cref="EngineTheoryAttribute"/>) are skipped with the reason.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class OnServerAttribute : Attribute;
