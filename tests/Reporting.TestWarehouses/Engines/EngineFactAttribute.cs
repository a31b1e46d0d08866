using Xunit;
using Xunit.Sdk;

namespace Reporting.TestWarehouses.Engines;

/// <summary>A fact that holds on every engine.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Reporting.TestWarehouses.Engines.EngineFactDiscoverer", "Reporting.TestWarehouses")]
public class EngineFactAttribute : FactAttribute;
