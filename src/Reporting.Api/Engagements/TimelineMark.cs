using Reporting.Engine.Engagements;
using Reporting.Warehouse.Dates;

namespace Reporting.Api.Engagements;

/// <summary>An engagement on the timeline of another one.</summary>
/// <param name="StartLabel">The start as the caller sees it; other words where it is masked.</param>
public sealed record TimelineMark(string Code, string Title, string StartLabel, PartialDate Start)
{
    public static TimelineMark Of(ListedEngagement engagement) => new(engagement.Code, engagement.Title, engagement.StartLabel, engagement.Start);

    /// <summary>Related engagements, and evidence of commitments.</summary>
    public static IEnumerable<TimelineMark> AroundOf(ListedEngagement engagement) =>
        (engagement.Relations ?? []).Select(r => new TimelineMark(r.Code, r.Title, r.StartLabel, r.Start))
        .Concat((engagement.Commitments ?? []).SelectMany(c => c.Evidence).Select(e => new TimelineMark(e.Code, e.Title, e.StartLabel, e.Start)));
}
