using Reporting.Engine.Access;
using Reporting.Engine.Caching;
using Reporting.Engine.Execution;
using Reporting.Engine.Members;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.MemberPages;

/// <summary>Lists the members of a dimension with their engagements: those with the most, those that match a text, or all in order of their codes.</summary>
internal sealed class MemberIndexReader(TableCache tables, MemberRunner members)
{
    public const int PerPage = 100;

    // The most members that a search is sorted by.
    private const int MaxFound = 500;

    private static readonly MeasureKind[] Figures = [MeasureKind.FirstDate, MeasureKind.LastDate];

    /// <param name="query">Its filters and words restrict the engagements that are counted.</param>
    /// <param name="name">A part of the name or the code; null for all.</param>
    /// <param name="shown">The number of rows, for a list of those with the most engagements.</param>
    public async Task<Outcome<MemberIndex>> ReadAsync(
        ModelDimension dimension, ReportQuery query, string? name, bool byCode, int shown, SemanticModel visible, Caller caller, CancellationToken cancellationToken)
    {
        var measure = visible.FindMeasure(MeasureKind.Engagements);
        var figures = Figures.Select(visible.FindMeasure).OfType<ModelMeasure>().ToList();
        MemberPage? found = null;
        if ((name is not null || byCode || measure is null)
            && !(await members.ListAsync(new MemberQuery(dimension.Id, name, query.After, byCode || measure is null ? PerPage : MaxFound, query.Language), caller, null, cancellationToken)).IsValue(out found, out var problem))
        {
            return problem;
        }

        if (measure is null)
        {
            return new MemberIndex([], [.. found!.Members.Select(m => new MemberIndexRow(m, []))], found.Members.Count, found.Next);
        }

        if (found is { Members.Count: 0 })
        {
            return new MemberIndex([measure, .. figures], [], 0, null);
        }

        var counting = query with
        {
            Measures = [measure.Id, .. figures.Select(m => m.Id)],
            By = [dimension.Id],
            Filters = found is null || dimension.Time is not null ? query.Filters : [.. query.Filters.Where(f => f.Dimension != dimension.Id || f.Mode != FilterMode.Links), new QueryFilter(dimension.Id, FilterMode.Links, [.. found.Members.Select(m => m.Code!)])],
            Order = byCode ? [] : [new QueryOrder(dimension.Time is null ? measure.Id : dimension.Id, true)],
            Limit = found is null ? shown : ReportQuery.DefaultLimit,
            After = null,
        };
        return (await tables.RunAsync(counting, caller, cancellationToken)).Then<MemberIndex>(table =>
        {
            var codes = found?.Members.Select(m => m.Code).ToHashSet();
            var rows = table.Rows.Where(r => r.Members[0].Code is not null && codes?.Contains(r.Members[0].Code) != false).Select(r => new MemberIndexRow(r.Members[0], r.Values));
            return new MemberIndex([measure, .. figures], [.. byCode ? rows.OrderBy(r => r.Member.Code, StringComparer.Ordinal) : rows.Take(shown).OrderBy(r => r.Member.IsNotStated)], found?.Members.Count ?? table.RowCount, byCode ? found?.Next : null);
        });
    }
}

/// <summary>Members of a dimension with their figures.</summary>
/// <param name="Count">The number of members that match.</param>
/// <param name="Next">The <c>after</c> of the next page of a list by code; null on the last.</param>
public sealed record MemberIndex(IReadOnlyList<ModelMeasure> Measures, IReadOnlyList<MemberIndexRow> Rows, long Count, string? Next);

/// <summary>A member with its figures, in the order of the measures.</summary>
public sealed record MemberIndexRow(Member Member, IReadOnlyList<object?> Values);
