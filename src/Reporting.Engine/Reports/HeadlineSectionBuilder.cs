using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Members;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Engine.Reports;

/// <summary>
/// Builds the headline of a report: how many engagements, more or fewer than before, most in what, by period, and the first five. Each figure is a query
/// of its own; none is computed from the shown rows.
/// </summary>
internal sealed partial class HeadlineSectionBuilder(SectionQueries queries, SemanticModel model)
{
    private const int Top = 5;
    private const int MaxLeaders = 2;

    private ModelMeasure Measure => queries.Engagements;

    public async Task<Outcome<ReportSection>> BuildAsync(HeadlineDefinition definition) => definition.About switch
    {
        HeadlineAbout.Commitments => await CommitmentsAsync(definition, definition.Rows!),
        HeadlineAbout.Silence => await SilenceAsync(definition, definition.Rows!),
        _ => await EngagementsAsync(definition),
    };

    private async Task<Outcome<ReportSection>> EngagementsAsync(HeadlineDefinition definition)
    {
        if (!(await queries.PeriodBeforeAsync()).IsValue(out var period, out var problem)
            || !(await CountAsync(queries.Run.Filters)).IsValue(out var now, out problem)
            || !(await TopAsync(definition)).IsValue(out var top, out problem)
            || !(await LeadersAsync(definition, top)).IsValue(out var leaders, out problem))
        {
            return problem;
        }

        if (!(await queries.DataYearsAsync()).IsValue(out var data, out problem))
        {
            return problem;
        }

        ChartSection? trend = null;
        if (TrendPeriods() is { } periods && !(await TrendAsync(definition, periods)).IsValue(out trend, out problem))
        {
            return problem;
        }

        KpiChange? change = null;
        if (period.Filters is { } before)
        {
            if (!(await CountAsync(before)).IsValue(out var then, out problem))
            {
                return problem;
            }

            change = KpiSectionBuilder.Change(period.Period, now, then);
        }

        var covered = Covered(queries.Run.NamedYears, data);
        return new HeadlineSection(
            definition.Id,
            queries.Text(definition.Title),
            queries.Text(definition.Note, period.Filters is null ? period.Note : null),
            string.Empty,
            new Kpi(Measure.Id, queries.Text(Measure.Caption), now, Measure.Format, null) { Change = change },
            leaders,
            trend is { Categories.Members.Count: > 0 } ? trend with { Size = ChartSize.Small } : null,
            top)
        {
            Kind = definition.Rows switch
            {
                null => HeadlineKind.Gaps,
                { Attribute.IsCountryPair: true } => HeadlineKind.MostBetween,
                { Attribute: { IsMany: true, On: BridgeKind.Participation } } => HeadlineKind.MostWith,
                _ => HeadlineKind.MostIn,
            },
            FirstYear = covered.From,
            LastYear = covered.To,
        };
    }

    // "From 2017 to 2026" would claim two years more than the data have if these end in 2024.
    private static YearSpan Covered(YearSpan years, DataYears data) =>
        years is { From: { } from, To: { } to } && data is { From: { } begin, To: { } end } && begin <= to && end >= from ? new YearSpan(Math.Max(from, begin), Math.Min(to, end)) : years;

    private async Task<Outcome<object>> CountAsync(IReadOnlyList<QueryFilter> filters) =>
        (await queries.AskAsync(queries.Query([Measure], [], []) with { Filters = filters })).Then<object>(table => table.Rows[0].Values[0]!);

    private async Task<Outcome<TableSection>> TopAsync(HeadlineDefinition definition)
    {
        if (definition.Rows is not { } rows)
        {
            return await GapsAsync(definition);
        }

        var table = Definition(definition, rows);
        return await PartAsync<TableSection>(table, own => new TableSectionBuilder(own).BuildAsync(table));
    }

    private TableDefinition Definition(HeadlineDefinition definition, ModelDimension rows) =>
        new(definition.Id + HeadlineParts.Top, definition.Title, null, rows, [Measure], new QueryOrder(Measure.Id, true), Top);

    /// <summary>A part of the headline, whose note names the filters that it leaves out.</summary>
    private async Task<Outcome<T>> PartAsync<T>(SectionDefinition part, Func<SectionQueries, Task<Outcome<ReportSection>>> build)
        where T : ReportSection
    {
        var own = queries.Of(part);
        return (await build(own)).Then<T>(section =>
        {
            queries.Add(own);
            return (T)(section with { Note = queries.NotFilteredBy(own) });
        });
    }

    // The sentence is about what was chosen, also where the table has all members.
    private async Task<Outcome<IReadOnlyList<HeadlineLeader>>> LeadersAsync(HeadlineDefinition definition, TableSection top)
    {
        var given = Given(definition);
        if (definition.Rows is not { } rows || Definition(definition, rows) is not { } table || ReferenceEquals(queries.Of(table).Run, queries.Run))
        {
            return Leaders(top, given);
        }

        return (await new TableSectionBuilder(queries).BuildAsync(table)).Then<IReadOnlyList<HeadlineLeader>>(section => Leaders((TableSection)section, given));
    }

    /// <summary>The engagements without a detail, one query for each.</summary>
    private async Task<Outcome<TableSection>> GapsAsync(HeadlineDefinition definition)
    {
        var rows = new List<(string Name, object? Count)>();
        foreach (var dimension in definition.Missing.Where(queries.Shows))
        {
            var unstated = new QueryFilter(dimension.Id, FilterMode.Links, [UnknownMembers.Code]) { MayBeAbsent = true };
            if (!(await queries.AskAsync(queries.Query([Measure], [], [unstated]))).IsValue(out var table, out var problem))
            {
                return problem;
            }

            // A date of which the month is known lacks its day only.
            rows.Add((dimension.Time == TimeLevel.Date ? queries.Language.Phrases.Day : queries.Text(dimension.Caption), table.Rows[0].Values[0]));
        }

        return new TableSection(
            definition.Id + HeadlineParts.Top,
            queries.Text(definition.Title),
            null,
            [new TableColumn("detail", TextRules.Capitalised(queries.Language.Phrases.NotStated), ValueFormat.Text), queries.Column(Measure)],
            [.. rows.OrderByDescending(row => row.Count as long?).Take(Top).Select(row => (IReadOnlyList<object?>)[row.Name, row.Count])],
            null,
            Truncated: false);
    }

    /// <summary>Months if the report is about one year, otherwise years; null if the caller does not see them.</summary>
    private ModelDimension? TrendPeriods()
    {
        var level = queries.Run.Years is { From: { } from, To: { } to } && from == to ? TimeLevel.Month : TimeLevel.Year;
        return model.Dimensions.FirstOrDefault(d => d.Time == level && queries.Shows(d));
    }

    private Task<Outcome<ChartSection>> TrendAsync(HeadlineDefinition definition, ModelDimension periods)
    {
        var chart = new ChartDefinition(definition.Id + HeadlineParts.Trend, definition.Title, null, ChartKind.Column, periods, null, Measure, Descending: false, Top: null);
        return PartAsync<ChartSection>(chart, own => new ChartSectionBuilder(own).BuildAsync(chart));
    }

    /// <summary>The members that every engagement of the report has, because it is filtered by them.</summary>
    private HashSet<string> Given(HeadlineDefinition definition) =>
        [.. queries.Run.Filters.Where(f => f.Dimension == definition.Rows?.Id && (f.Mode == FilterMode.All || f.Values.Count == 1)).SelectMany(f => f.Values)];

    // A member is named only if it has more than the next one, so that no equal member is left out. "Cyber security: most in Cyber security" says nothing.
    private static List<HeadlineLeader> Leaders(TableSection top, HashSet<string> given)
    {
        var stated = top.Rows.Take(top.Rows.Count - top.NotStated - (top.HasOthers ? 1 : 0))
            .Select((row, i) => new HeadlineLeader(top.Codes.ElementAtOrDefault(i), (string)row[0]!, row[1] as long? ?? 0)).Where(leader => leader.Count > 0 && !given.Contains(leader.Code ?? string.Empty)).ToList();
        var named = Math.Min(MaxLeaders, stated.Count);
        while (named > 0 && named < stated.Count && stated[named - 1].Count == stated[named].Count)
        {
            named--;
        }

        return stated[..named];
    }
}
