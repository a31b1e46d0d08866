namespace Reporting.Warehouse.Demo;

/// <summary>How many engagements, and the seed that decides everything about them.</summary>
public sealed record DemoRequest(int Engagements, long Seed);
