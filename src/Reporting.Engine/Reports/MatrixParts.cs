using Reporting.Engine.Queries;
using Reporting.Engine.Reports.Documents;

namespace Reporting.Engine.Reports;

/// <summary>The columns of a matrix with their totals.</summary>
internal sealed record MatrixColumns(IReadOnlyList<ResultRow> Rows, object? Grand)
{
    /// <summary>The filter for the shown columns; null where all are shown.</summary>
    public QueryFilter? Inside { get; init; }

    /// <summary>The earlier years that share one column in front of the others; null without such a column.</summary>
    public LeadingYears? Leading { get; init; }

    /// <summary>A sentence about the columns that are not shown; null where all are.</summary>
    public string? Note { get; init; }
}

/// <summary>The rows of a matrix with their cells and totals.</summary>
internal sealed record MatrixRows(
    IReadOnlyList<Member> Members, IReadOnlyList<Dictionary<Member, object?>> Cells, IReadOnlyList<object?> Totals, bool HasOthers)
{
    /// <summary>The filter for the others by their codes; null if they are too many.</summary>
    public IReadOnlyList<string>? Rest { get; init; }

    /// <summary>How many of the last rows are not stated.</summary>
    public int NotStated { get; init; }

    /// <summary>The filter for the first rows and what is not stated; null where all are shown.</summary>
    public QueryFilter? Inside { get; init; }

    /// <summary>The filters of the rows that stand apart, by their places.</summary>
    public IReadOnlyList<(int Place, QueryFilter Filter)> Parts { get; init; } = [];

    /// <summary>The rows, including those with figures only in the leading column, and that column.</summary>
    public (MatrixRows Rows, LeadingColumn Lead) With(LeadingFigures figures)
    {
        var (years, stated) = (figures.Years, Members.Count - NotStated);
        if (figures.Alone.Count == 0)
        {
            return (this, new LeadingColumn(years.Member, figures.Cells, figures.Total, years.Replaces));
        }

        var rows = this with
        {
            Members = [.. Members.Take(stated), .. figures.Alone.Select(r => r.Members[0]), .. Members.Skip(stated)],
            Cells = [.. Cells.Take(stated), .. figures.Alone.Select(_ => new Dictionary<Member, object?>()), .. Cells.Skip(stated)],
            Totals = [.. Totals.Take(stated), .. figures.Alone.Select(_ => (object?)null), .. Totals.Skip(stated)],
        };
        return (rows, new LeadingColumn(years.Member, [.. figures.Cells.Take(stated), .. figures.Alone.Select(r => r.Values[0]), .. figures.Cells.Skip(stated)], figures.Total, years.Replaces));
    }

    /// <summary>The stated rows in the order of a ranking; rows that it lacks follow.</summary>
    public MatrixRows InOrderOf(IEnumerable<Member> ranking)
    {
        var stated = Members.Count - NotStated - (HasOthers ? 1 : 0);
        var places = ranking.Index().ToDictionary(r => r.Item, r => r.Index);
        int[] order = [.. Enumerable.Range(0, stated).OrderBy(i => places.GetValueOrDefault(Members[i], int.MaxValue)), .. Enumerable.Range(stated, Members.Count - stated)];
        return this with { Members = [.. order.Select(i => Members[i])], Cells = [.. order.Select(i => Cells[i])], Totals = [.. order.Select(i => Totals[i])] };
    }

    public Member Others => HasOthers ? Members[^(NotStated + 1)] : default;

    /// <summary>The filters of rows and columns without a code.</summary>
    public Dictionary<AxisMember, IReadOnlyList<QueryFilter>> Uncoded(MatrixDefinition definition, MatrixColumns columns, SectionQueries queries)
    {
        var named = Members.Select(m => (Member: m, Filters: queries.NotStated(definition.Rows, m)))
            .Concat(columns.Rows.Select(r => (Member: r.Members[0], Filters: queries.NotStated(definition.Columns, r.Members[0]))))
            .Append((Member: new Member(null, columns.Leading?.Member.Name ?? string.Empty), Filters: columns.Leading is { Member.Code: null } several ? [several.Range] : null))
            .Append((Member: Others, Filters: Rest is { } rest ? [new QueryFilter(definition.Rows.Id, FilterMode.Links, rest)] : null))
            .Where(p => p.Member.Code is null && p.Filters is not null);

        // "Date not stated" can appear on both sides.
        return named.DistinctBy(p => p.Member.Name).ToDictionary(p => new AxisMember(null, p.Member.Name), p => p.Filters!);
    }
}
