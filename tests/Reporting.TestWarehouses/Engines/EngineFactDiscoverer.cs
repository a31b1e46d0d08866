using Xunit.Abstractions;
using Xunit.Sdk;

namespace Reporting.TestWarehouses.Engines;

/// <summary>Finds the facts of a class. Without a test server, those of the server are skipped.</summary>
public sealed class EngineFactDiscoverer(IMessageSink messages) : FactDiscoverer(messages)
{
    protected override IXunitTestCase CreateTestCase(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        TestServer.WhySkippedIn(testMethod) is { } why
            ? new XunitSkippedDataRowTestCase(DiagnosticMessageSink, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod, why)
            : base.CreateTestCase(discoveryOptions, testMethod, factAttribute);
}
