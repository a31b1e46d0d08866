using Reporting.Engine.Access;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Imports.History;

namespace Reporting.Engine.Execution;

/// <summary>A query to be read from one snapshot of the data.</summary>
/// <param name="Kind">The kind of result (table, list, members): part of the query's id and of the log.</param>
public sealed record SnapshotQuery(string Kind, ReportQuery Query, Caller Caller)
{
    /// <summary>Counts all engagements.</summary>
    internal static readonly ReportQuery Everything = new() { Measures = [nameof(MeasureKind.Engagements).ToLowerInvariant()] };

    /// <summary>The data version that was read just before; null to read it with the query.</summary>
    public DataVersion? Version { get; init; }

    /// <summary>True for a query that always uses the heavy lane.</summary>
    public bool IsHeavy { get; init; }

    /// <summary>
    /// True for one of several queries with the same filters, such as those of a page: the engagements of a filter are then found once. Null for a query
    /// alone: they are found only for rows of pairs, which take longest to join.
    /// </summary>
    public bool? SharesFilters { get; init; } = false;

    /// <summary>True for a query that also reads states that are not in the star. Its plan has rules to test them with.</summary>
    public bool ReadsPast { get; init; }

    /// <summary>Engagements that are usually left out and that the query includes without naming their dimension. The caller must see that dimension.</summary>
    public Exclusions Includes { get; init; }

    /// <summary>Makes a query that counts engagements to find rows or members, also for callers who may not read that measure.</summary>
    internal static SnapshotQuery Counting(string kind, ReportQuery query, Caller caller) =>
        new(kind, query, caller with { Visible = new Visibility(null, caller.Visible.Dimensions) });
}
