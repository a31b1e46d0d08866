using Xunit.Abstractions;
using Xunit.Sdk;

namespace Reporting.TestWarehouses.Engines;

/// <summary>Finds the cases of a theory. Without a test server, those of the server are skipped one by one, so that they are counted.</summary>
public sealed class EngineTheoryDiscoverer(IMessageSink messages) : TheoryDiscoverer(messages)
{
    protected override IEnumerable<IXunitTestCase> CreateTestCasesForDataRow(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo theoryAttribute, object[] dataRow) =>
        TestServer.WhySkippedIn(testMethod) is { } why
            ? CreateTestCasesForSkippedDataRow(discoveryOptions, testMethod, theoryAttribute, dataRow, why)
            : base.CreateTestCasesForDataRow(discoveryOptions, testMethod, theoryAttribute, dataRow);

    protected override IEnumerable<IXunitTestCase> CreateTestCasesForTheory(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo theoryAttribute) =>
        TestServer.WhySkippedIn(testMethod) is { } why
            ? CreateTestCasesForSkip(discoveryOptions, testMethod, theoryAttribute, why)
            : base.CreateTestCasesForTheory(discoveryOptions, testMethod, theoryAttribute);
}
