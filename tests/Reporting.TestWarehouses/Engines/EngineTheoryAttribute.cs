using Xunit;
using Xunit.Sdk;

namespace Reporting.TestWarehouses.Engines;

/// <summary>A theory that holds on every engine.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Reporting.TestWarehouses.Engines.EngineTheoryDiscoverer", "Reporting.TestWarehouses")]
public class EngineTheoryAttribute : TheoryAttribute;
