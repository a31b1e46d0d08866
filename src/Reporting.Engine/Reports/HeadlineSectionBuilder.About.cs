using Reporting.Engine.Engagements;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Dates;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Reports;

// Headlines about commitments and about silence. Each figure is a query of its own, as in those about engagements.
internal sealed partial class HeadlineSectionBuilder
{
    // Overdue commitments are compared with those of the same day a year before.
    private async Task<Outcome<ReportSection>> CommitmentsAsync(HeadlineDefinition definition, ModelDimension rows)
    {
        var (overdue, commitments, delivered) = (MeasureOf(HeadlineMeasures.Overdue), MeasureOf(HeadlineMeasures.Commitments), MeasureOf(HeadlineMeasures.Delivered));
        var query = queries.Query([overdue, commitments, delivered], [], []);
        if (!(await queries.AskAsync(query)).IsValue(out var now, out var problem))
        {
            return problem;
        }

        // Where nothing is overdue, the members with the most commitments come first, and not those without any.
        var first = now.Rows[0].Values[0] is > 0L ? overdue : commitments;
        var table = new TableDefinition(definition.Id + HeadlineParts.Top, definition.Title, null, rows, [overdue, commitments], new QueryOrder(first.Id, true), Top);
        if (!(await TopAsync(table)).IsValue(out var top, out problem)
            || !(await queries.DataYearsAsync()).IsValue(out var data, out problem))
        {
            return problem;
        }

        KpiChange? change = null;
        if (now.Version.Day is { } day)
        {
            var yearBefore = day.AddYears(-1);
            if (!(await queries.RunAsync(query with { AsOfDay = yearBefore })).IsValue(out var then, out problem))
            {
                return problem;
            }

            change = then.Rows[0].Values[1] is long and > 0 ? KpiSectionBuilder.Change(queries.Language.Date(PartialDate.On(yearBefore)), now.Rows[0].Values[0], then.Rows[0].Values[0]) : null;
        }

        // Where no commitment has a due date, none can be overdue.
        CommitmentPage? all = null;
        if (now.Rows[0].Values[0] is 0L && now.Rows[0].Values[1] is > 0L && !(await queries.CommitmentsAsync([])).IsValue(out all, out problem))
        {
            return problem;
        }

        var covered = Covered(queries.Run.NamedYears, data);
        return Section(definition, HeadlineKind.Commitments, Figure(overdue, now.Rows[0].Values[0]) with { Change = change }, WithCommitments(top)) with
        {
            Beside = [Figure(commitments, now.Rows[0].Values[1]), Figure(delivered, now.Rows[0].Values[2])],
            FirstYear = covered.From,
            LastYear = covered.To,
            HasNoDueDates = all is { Next: null } && all.Commitments.All(c => c.DueBy is null),
        };
    }

    // Most members have no commitments, and a row of zeros would take a place among the first ones.
    private static TableSection WithCommitments(TableSection top)
    {
        var kept = Enumerable.Range(0, top.Rows.Count).Where(row => top.Rows[row][^1] is not 0L).ToList();
        return top with
        {
            Rows = [.. kept.Select(row => top.Rows[row])],
            Codes = [.. kept.Select(row => top.Codes[row])],
            Total = kept.Count == 0 ? null : top.Total,
            HasOthers = kept.Contains(top.OthersRow),
            NotStated = kept.Count(row => row >= top.Rows.Count - top.NotStated),
        };
    }

    // The longest silence is compared with the longest gap that its member had before.
    private async Task<Outcome<ReportSection>> SilenceAsync(HeadlineDefinition definition, ModelDimension rows)
    {
        var (days, gap) = (MeasureOf(HeadlineMeasures.DaysSinceLast), MeasureOf(HeadlineMeasures.LongestGap));
        var table = new TableDefinition(definition.Id + HeadlineParts.Top, definition.Title, null, rows, [days], new QueryOrder(days.Id, true), Top);
        if (!(await queries.AskAsync(queries.Query([days], [], []))).IsValue(out var all, out var problem) || !(await TopAsync(table)).IsValue(out var top, out problem))
        {
            return problem;
        }

        var section = Section(definition, HeadlineKind.Silence, Figure(days, all.Rows[0].Values[0]), top);
        if (section.Leaders.Count == 0 || section.Leaders[0].Code is not { } first)
        {
            return section;
        }

        var ofFirst = new QueryFilter(rows.Id, FilterMode.Links, [first]);
        return (await queries.AskPartAsync(queries.Query([gap], [], []), ofFirst)).Then<ReportSection>(table => table.Rows[0].Values[0] is { } longest
            ? section with { Beside = [Figure(gap, longest) with { Caption = section.Leaders[0].Name + ": " + queries.Text(gap.Caption), Where = [ofFirst] }] }
            : section);
    }

    private HeadlineSection Section(HeadlineDefinition definition, HeadlineKind kind, Kpi figure, TableSection top) => new(
        definition.Id, queries.Text(definition.Title), queries.Text(definition.Note, null), string.Empty, figure, Leaders(top, Given(definition)), null, top) { Kind = kind };

    private Task<Outcome<TableSection>> TopAsync(TableDefinition table) => PartAsync<TableSection>(table, own => new TableSectionBuilder(own).BuildAsync(table));

    private Kpi Figure(ModelMeasure measure, object? value) => new(measure.Id, queries.Text(measure.Caption), value, measure.Format, null);

    private ModelMeasure MeasureOf(string id) => model.FindMeasure(id)!;
}
