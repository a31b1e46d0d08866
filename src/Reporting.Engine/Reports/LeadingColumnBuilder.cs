using System.Globalization;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Reports;

/// <summary>Asks for the column before the others of a matrix: earlier years in one, or the year before. No figure of it is added up.</summary>
internal sealed class LeadingColumnBuilder(SectionQueries queries)
{
    /// <summary>The year before the only year of the report; null where the matrix has no such column, or the data do not cover both years.</summary>
    public async Task<Outcome<LeadingYears?>> YearBeforeAsync(MatrixDefinition definition)
    {
        if (!queries.Run.IsOfOneYear || definition.Columns.Time != TimeLevel.Year || definition.Rows.Time is not null)
        {
            return (LeadingYears?)null;
        }

        return (await queries.PeriodBeforeAsync()).Then<LeadingYears?>(before =>
            before.Filters is { } filters ? new LeadingYears(new AxisMember(before.Period, before.Period), filters, new QueryFilter(definition.Columns.Id, FilterMode.Links, [before.Period]), Replaces: 0) : null);
    }

    /// <summary>The years that do not fit on a page.</summary>
    /// <param name="count">How many years, from the first to the last.</param>
    public LeadingYears Earlier(MatrixDefinition definition, string first, string last, int count)
    {
        var range = new QueryFilter(definition.Columns.Id, FilterMode.Links, [first == last ? first : $"{first}..{last}"]);
        var name = ReportFormatter.Years(int.Parse(first, CultureInfo.InvariantCulture), int.Parse(last, CultureInfo.InvariantCulture), queries.Language);
        return new LeadingYears(new AxisMember(first == last ? first : null, name), [.. queries.Run.Filters, range], range, count);
    }

    /// <summary>The column, and the members that have figures in no other column. The rows of the matrix do not have them yet.</summary>
    public async Task<Outcome<LeadingFigures>> BuildAsync(MatrixDefinition definition, LeadingYears years, LeadingRows rows)
    {
        if (!(await AskAsync(definition, years, [definition.Rows], rows.HasOthers ? rows.Inside : null)).IsValue(out var byRow, out var problem)
            || !(await AskAsync(definition, years, [], null)).IsValue(out var whole, out problem))
        {
            return problem;
        }

        var known = byRow.Rows.ToDictionary(r => r.Members[0], r => r.Values[0]);
        List<object?> cells = [.. rows.Members.Select(m => known.GetValueOrDefault(m))];
        foreach (var (place, part) in rows.Parts)
        {
            if (!(await AskAsync(definition, years, [], part)).IsValue(out var apart, out problem))
            {
                return problem;
            }

            // An empty cell, as in the other columns.
            cells[place] = apart.Rows[0].Values[0] is 0L or 0d or 0m ? null : apart.Rows[0].Values[0];
        }

        // A member that had engagements in the year before only has a row too.
        var alone = years.Replaces > 0 || rows.HasOthers ? [] : byRow.Rows.Where(r => !rows.Members.Contains(r.Members[0]) && !r.Members[0].IsNotStated).ToList();
        return new LeadingFigures(years, cells, whole.Rows[0].Values[0], alone);
    }

    private Task<Outcome<ResultTable>> AskAsync(MatrixDefinition definition, LeadingYears years, IReadOnlyList<ModelDimension> by, QueryFilter? part)
    {
        var query = queries.Query([definition.Measure], by, []) with { Order = by.Count > 0 && definition.Descending ? [new QueryOrder(definition.Measure.Id, true)] : [] };
        return queries.AskAsync(query with { Filters = [.. years.Filters, .. definition.Where, .. part is null ? (QueryFilter[])[] : [part]] });
    }
}

/// <summary>The years of a leading column.</summary>
/// <param name="Filters">The filters of the report for these years.</param>
/// <param name="Range">The years alone, for links to the engagements.</param>
/// <param name="Replaces">See <see cref="LeadingColumn"/>.</param>
internal sealed record LeadingYears(AxisMember Member, IReadOnlyList<QueryFilter> Filters, QueryFilter Range, int Replaces);

/// <summary>The rows of a matrix, as a leading column needs them.</summary>
/// <param name="Inside">The filter for the first rows; null where all are shown.</param>
/// <param name="Parts">The filters of the others and of what is not stated, by the place of their row.</param>
internal sealed record LeadingRows(IReadOnlyList<Member> Members, bool HasOthers, QueryFilter? Inside, IReadOnlyList<(int Place, QueryFilter Filter)> Parts);

/// <param name="Alone">Members with figures in this column only.</param>
internal sealed record LeadingFigures(LeadingYears Years, IReadOnlyList<object?> Cells, object? Total, IReadOnlyList<ResultRow> Alone);
