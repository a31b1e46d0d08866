namespace Reporting.Api.Tests.Faults;

/// <summary>Tests that stop the shared server or use the whole machine. They run one by one after the others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class FaultsCollection
{
    public const string Name = "Faults";
}
