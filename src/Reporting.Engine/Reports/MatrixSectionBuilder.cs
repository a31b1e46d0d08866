using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Reports;

/// <summary>Builds a matrix: cells, rows, columns and grand total, each counted at its own grain.</summary>
internal sealed class MatrixSectionBuilder(SectionQueries queries)
{
    // A brief report shows no more rows than fit on a page. The totals hold the rest.
    private const int MaxBriefRows = 20;

    // So many columns fit on an upright page in small type. Amounts are wider than counts.
    private const int MaxPeriods = 9;
    private const int MaxPeriodsOfMoney = 5;

    public async Task<Outcome<ReportSection>> BuildAsync(MatrixDefinition definition)
    {
        var isBrief = queries.Run.Detail == ReportDetail.Brief;
        if (isBrief && definition is { Top: null, TopColumns: null, Descending: true, Rows.Time: null } && !definition.Measure.IsShare)
        {
            definition = definition with { Top = MaxBriefRows };
        }

        if (!(definition.TopColumns is null ? await ColumnsAsync(definition, isBrief) : await TopColumnsAsync(definition)).IsValue(out var columns, out var problem)
            || !(definition.Top is null ? await AllAsync(definition) : await TopAsync(definition, columns)).IsValue(out var rows, out problem))
        {
            return problem;
        }

        if (definition.Order is { } order)
        {
            if (!(await RankingAsync(definition, order, rows.Inside)).IsValue(out var ranking, out problem))
            {
                return problem;
            }

            rows = rows.InOrderOf(ranking.Rows.Select(r => r.Members[0]));
        }

        LeadingColumn? lead = null;
        if (columns is { Leading: { } years, Rows.Count: > 0 })
        {
            var known = new LeadingRows(rows.Members, rows.HasOthers, rows.Inside, rows.Parts);
            if (!(await new LeadingColumnBuilder(queries).BuildAsync(definition, years, known)).IsValue(out var figures, out problem))
            {
                return problem;
            }

            (rows, lead) = rows.With(figures);
        }

        return new MatrixSection(
            definition.Id,
            queries.Text(definition.Title),
            queries.Text(definition.Note, columns.Note),
            queries.Axis(definition.Rows, rows.Members, rows.NotStated),
            queries.Axis(definition.Columns, columns.Rows.Select(c => c.Members[0]), columns.Rows.Select(c => c.Members[0]).CountNotStated()),
            definition.Measure.Id,
            queries.Text(definition.Measure.Caption),
            definition.Measure.Format,
            [.. rows.Cells.Select(row => (IReadOnlyList<object?>)[.. columns.Rows.Select(c => row.GetValueOrDefault(c.Members[0]))])],
            rows.Totals,
            [.. columns.Rows.Select(c => c.Values[0])],
            columns.Grand)
        {
            HasOthers = rows.HasOthers,
            OmitsTotals = definition.OmitsTotals,
            Lead = lead,
            Behind = new DrillThrough([.. queries.Run.Filters, .. definition.Where], definition.Rows.Id, definition.Columns.Id, queries.Language.Code)
            {
                Uncoded = rows.Uncoded(definition, columns, queries),
            },
        };
    }

    private async Task<Outcome<MatrixColumns>> ColumnsAsync(MatrixDefinition definition, bool isBrief)
    {
        var builder = new LeadingColumnBuilder(queries);
        if (!(await builder.YearBeforeAsync(definition)).IsValue(out var before, out var unknown))
        {
            return unknown;
        }

        if (!(await queries.KeepsEmptyAsync(definition.Columns)).IsValue(out var fills, out var problem)
            || !(await PeriodsAsync(definition, fills)).IsValue(out var columns, out problem))
        {
            return problem;
        }

        var (table, grand) = columns;
        var all = (fills ? queries.Covered(table.Rows) : table.Rows).StatedFirst();
        var periods = all.Count - all.Select(c => c.Members[0]).CountNotStated();
        var most = (definition.Measure.Format == ValueFormat.Money ? MaxPeriodsOfMoney : MaxPeriods) - (all.Count - periods);
        var earlier = definition.Columns.Time is null ? 0 : Math.Max(periods - most, 0);
        if (earlier == 0)
        {
            return new MatrixColumns(all, grand) { Leading = before };
        }

        // Pages choose between all years and one column for the earlier ones. It takes a place too.
        if (definition.Columns.Time == TimeLevel.Year && definition.Rows.Time is null)
        {
            return new MatrixColumns(all, grand) { Leading = builder.Earlier(definition, all[0].Members[0].Code!, all[earlier].Members[0].Code!, earlier + 1) };
        }

        // Engagements whose quarter or month is not stated have a column of their own, so one column cannot hold all earlier ones.
        return !isBrief ? new MatrixColumns(all, grand) : new MatrixColumns([.. all.Skip(earlier)], grand)
        {
            Note = ReportFormatter.LastPeriods(periods - earlier, periods, queries.Language),
        };
    }

    // Other sections ask for periods and totals of counts too. As queries of their own they run once for all.
    private async Task<Outcome<(ResultTable Table, object? Grand)>> PeriodsAsync(MatrixDefinition definition, bool fills)
    {
        var query = Query(definition, [definition.Columns]) with { Fill = fills };
        if (!definition.Measure.IsCounted)
        {
            return (await queries.AskAsync(query with { Totals = TotalsKind.Grand })).Then<(ResultTable, object?)>(both => (both, both.Grand!.Values[0]));
        }

        return (await queries.AskAsync(query)).IsValue(out var table, out var problem)
            ? (await queries.AskAsync(Query(definition, []))).Then<(ResultTable, object?)>(whole => (table, whole.Rows[0].Values[0]))
            : problem;
    }

    private async Task<Outcome<MatrixColumns>> TopColumnsAsync(MatrixDefinition definition)
    {
        var order = new QueryOrder(definition.Measure.Id, true);
        if (!(await TopMembers.AskAsync(queries, definition.Columns, [definition.Measure], order, definition.TopColumns!.Value, definition.Where)).IsValue(out var top, out var problem))
        {
            return problem;
        }

        return (await queries.AskAsync(Query(definition, []))).Then<MatrixColumns>(whole => new MatrixColumns(top.Rows, whole.Rows[0].Values[0])
        {
            Inside = top.HasOthers || top.NotStated is not null ? top.Stated : null,
            Note = top.HasOthers ? ReportFormatter.FirstColumns(top.Rows.Count, top.All, queries.Language) : null,
        });
    }

    private async Task<Outcome<MatrixRows>> AllAsync(MatrixDefinition definition)
    {
        var query = Query(definition, [definition.Rows, definition.Columns]) with
        {
            Totals = TotalsKind.Levels,
            Order = definition.Descending ? [new QueryOrder(definition.Measure.Id, true)] : [],
        };
        return (await queries.AskAsync(query)).Then<MatrixRows>(table =>
        {
            var rows = table.Levels[0].Rows.StatedFirst();
            return new MatrixRows([.. rows.Select(r => r.Members[0])], Cells(rows, table), [.. rows.Select(r => r.Values[0])], false) { NotStated = rows.Select(r => r.Members[0]).CountNotStated() };
        });
    }

    private async Task<Outcome<MatrixRows>> TopAsync(MatrixDefinition definition, MatrixColumns columns)
    {
        var order = new QueryOrder(definition.Measure.Id, true);
        if (!(await TopMembers.AskAsync(queries, definition.Rows, [definition.Measure], order, definition.Top!.Value, definition.Where)).IsValue(out var top, out var problem))
        {
            return problem;
        }

        if (top.Shown.Count == 0)
        {
            return new MatrixRows([], [], [], false);
        }

        var query = Query(definition, [definition.Rows, definition.Columns]);
        var shown = columns.Inside is { } some ? query with { Filters = [.. query.Filters, some] } : query;
        if (!(await queries.AskPartAsync(shown, top.Inside)).IsValue(out var inside, out problem))
        {
            return problem;
        }

        var cells = Cells(top.Rows, inside);
        var totals = top.Rows.Select(r => r.Values[0]).ToList();
        var members = top.Rows.Select(r => r.Members[0]).ToList();

        // "Not stated" is a member among the cells. A composed measure may have another value there than alone.
        var isAmongCells = definition.Measure.IsCounted;
        var parts = new List<(int Place, QueryFilter Filter)>();
        foreach (var (member, filter) in top.Apart(queries.Language, withNotStated: !isAmongCells))
        {
            query = Query(definition, [definition.Columns]) with { Totals = TotalsKind.Grand };
            if (!(await queries.AskPartAsync(query, filter)).IsValue(out var part, out problem))
            {
                return problem;
            }

            if (filter.Mode == FilterMode.Unpaired && (part.Grand!.Values[0] is null or 0L))
            {
                continue;
            }

            parts.Add((members.Count, filter));
            cells.Add(part.Rows.ToDictionary(r => r.Members[0], r => r.Values[0]));
            totals.Add(part.Grand!.Values[0]);
            members.Add(member);
        }

        if (top.NotStatedRow is { } unstated && isAmongCells)
        {
            cells.AddRange(Cells([unstated], inside));
            totals.Add(unstated.Values[0]);
            members.Add(unstated.Members[0]);
        }

        return new MatrixRows(members, cells, totals, top.HasOthers)
        {
            Rest = top.HasOthers ? top.Rest : null,
            NotStated = members.Count - top.Rows.Count - (top.HasOthers ? 1 : 0),
            Inside = top.Inside,
            Parts = parts,
        };
    }

    // The members of a top N are the same in every order, so the order is a query of its own.
    private async Task<Outcome<ResultTable>> RankingAsync(MatrixDefinition definition, ColumnOrder order, QueryFilter? inside)
    {
        var query = Query(definition, [definition.Rows]);
        query = inside is null ? query : query with { Filters = [.. query.Filters, inside] };
        if (order.Column == definition.Measure.Id || order.Column == definition.Rows.Id)
        {
            return await queries.AskAsync(query with { Order = [new QueryOrder(order.Column, order.Descending)] });
        }

        return await queries.AskPartAsync(query with { Order = [new QueryOrder(definition.Measure.Id, order.Descending)] }, new QueryFilter(definition.Columns.Id, FilterMode.Links, [order.Column]));
    }

    private ReportQuery Query(MatrixDefinition definition, IReadOnlyList<ModelDimension> by) => queries.Query([definition.Measure], by, definition.Where);

    private static List<Dictionary<Member, object?>> Cells(IReadOnlyList<ResultRow> rows, ResultTable cells)
    {
        var byRow = cells.Rows.ToLookup(r => r.Members[0]);
        return [.. rows.Select(r => byRow[r.Members[0]].ToDictionary(c => c.Members[1], c => c.Values[0]))];
    }
}
