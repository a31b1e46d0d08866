namespace Reporting.Warehouse.Demo;

/// <summary>What was generated, and how long it took with all indexes in place.</summary>
public sealed record DemoResult(int Engagements, long DomainLinks, long Lines, long SourceLinks, int Participants, int Sources, int DataVersion, TimeSpan Took);
