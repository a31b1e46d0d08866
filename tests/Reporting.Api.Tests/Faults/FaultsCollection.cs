namespace Reporting.Api.Tests.Faults;

/// <summary>Tests that take the server from under others, or all of the machine: they run after the rest, one by one.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class FaultsCollection
{
    public const string Name = "Faults";
}
