using Reporting.Engine.Markings;

namespace Reporting.Engine.Reports.Documents;

/// <summary>Where the figures come from; the data-as-of time, never the clock.</summary>
public sealed record Provenance(long DataVersion, DateTimeOffset? DataAsOf, string Filters, string Counting)
{
    /// <summary>The highest handling marking of what the document is about; every file shows it.</summary>
    public Marking? Handling { get; init; }
}
