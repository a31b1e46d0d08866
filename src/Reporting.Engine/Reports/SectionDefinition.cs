using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Engine.Reports.Documents;

namespace Reporting.Engine.Reports;

/// <summary>A section of a report, before it is asked.</summary>
public abstract record SectionDefinition(string Id, Captions Title, Captions? Note)
{
    /// <summary>Filters of this section alone, beside those that the parameters give.</summary>
    public IReadOnlyList<QueryFilter> Where { get; init; } = [];

    /// <summary>How its pages lie; null leaves it to what it needs.</summary>
    public PageOrientation? Orientation { get; init; }
}
