namespace Reporting.Warehouse.Demo;

/// <summary>Keys of the members that engagements refer to, as the warehouse has them after the demo's own were added.</summary>
internal sealed record DemoMembers(
    IReadOnlyList<int> Domains,
    IReadOnlyList<int> Types,
    IReadOnlyList<IReadOnlyList<DemoPlace>> Places,
    DemoParticipants Participants,
    int FirstEngagement,
    int FirstSource,
    int SourceCount);
