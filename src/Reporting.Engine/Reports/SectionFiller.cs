using Reporting.Engine.Access;
using Reporting.Engine.Engagements;
using Reporting.Engine.Markings;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Reports;

/// <summary>Fills the sections of one report, and notes which data versions and rules the answers had.</summary>
internal sealed class SectionFiller(QueryRunner queries, ReportQuestion question, Caller caller, CancellationToken cancellationToken)
{
    private const string Withheld = "This section is not shown: it is made of figures or members that your roles do not include.";
    private const string PartlyWithheld = "Some figures are not shown: your roles do not include them.";

    private readonly List<string> counting = [];
    private IReadOnlyList<FilterWords> said = [];

    public HashSet<DataVersion> Versions { get; } = [];

    public string Filters { get; private set; } = string.Empty;

    public string Counting => string.Join(" ", counting);

    /// <summary>The highest marking of the answers.</summary>
    public Marking? Handling { get; private set; }

    public async Task<Outcome<ReportSection>> FillAsync(SectionDefinition definition) => definition switch
    {
        _ when !Shows(definition) => new WithheldSection(definition.Id, Text(definition.Title), Withheld),
        KpiDefinition kpis => await KpisAsync(kpis),
        MatrixDefinition matrix => await MatrixAsync(matrix),
        ChartDefinition chart => await ChartAsync(chart),
        _ => await EngagementsAsync((EngagementListDefinition)definition),
    };

    /// <summary>The value of a parameter in words.</summary>
    public string Say(ReportParameter parameter) => parameter.Kind switch
    {
        ParameterKind.FirstYear => question.From?.ToString("0000") ?? "earliest",
        ParameterKind.LastYear => question.To?.ToString("0000") ?? "latest",
        _ => said.FirstOrDefault(s => s.Dimension == parameter.Dimension.Id) is { } words ? string.Join(", ", words.Values) : "all",
    };

    private async Task<Outcome<ReportSection>> KpisAsync(KpiDefinition definition)
    {
        var shown = definition.Measures.Where(Shows).ToList();
        var note = shown.Count == definition.Measures.Count ? Note(definition) : $"{Note(definition)} {PartlyWithheld}".TrimStart();
        var answer = await AskAsync(Query(shown, []));
        return answer.Then<ReportSection>(table => new KpiSection(
            definition.Id,
            Text(definition.Title),
            note,
            [.. table.Measures.Select((m, i) => new Kpi(m.Id, Text(m.Caption), table.Rows[0].Values[i], m.Format, Text(m.Description)))]));
    }

    private async Task<Outcome<ReportSection>> MatrixAsync(MatrixDefinition definition)
    {
        var query = Query([definition.Measure], [definition.Rows, definition.Columns]) with
        {
            Totals = TotalsKind.Levels,
            Order = definition.Descending ? [new QueryOrder(definition.Measure.Id, true)] : [],
        };
        if (!(await AskAsync(query)).IsValue(out var cells, out var problem)
            || !(await AskAsync(Query([definition.Measure], [definition.Columns]))).IsValue(out var columns, out problem))
        {
            return problem;
        }

        var rows = cells.Levels[0].Rows;
        var byMembers = cells.Rows.ToDictionary(r => (r.Members[0], r.Members[1]), r => r.Values[0]);
        return new MatrixSection(
            definition.Id,
            Text(definition.Title),
            Note(definition),
            Axis(definition.Rows, rows),
            Axis(definition.Columns, columns.Rows),
            definition.Measure.Id,
            Text(definition.Measure.Caption),
            definition.Measure.Format,
            [.. rows.Select(r => (IReadOnlyList<object?>)[.. columns.Rows.Select(c => byMembers.GetValueOrDefault((r.Members[0], c.Members[0])))])],
            [.. rows.Select(r => r.Values[0])],
            [.. columns.Rows.Select(c => c.Values[0])],
            cells.Grand!.Values[0]);
    }

    private async Task<Outcome<ReportSection>> ChartAsync(ChartDefinition definition)
    {
        var by = definition.Series is { } series ? new[] { definition.Categories, series } : [definition.Categories];
        var answer = await AskAsync(Query([definition.Measure], by) with { Totals = TotalsKind.Levels });
        return answer.Then<ReportSection>(table =>
        {
            var categories = definition.Series is null ? table.Rows : table.Levels[0].Rows;
            var members = definition.Series is null ? [] : table.Rows.Select(r => r.Members[1]).Distinct().OrderBy(m => m.Name, StringComparer.Ordinal).ToList();
            var cells = table.Rows.ToDictionary(r => (r.Members[0], definition.Series is null ? default : r.Members[1]), r => r.Values[0]);
            return new ChartSection(
                definition.Id,
                Text(definition.Title),
                Note(definition),
                definition.Chart,
                Text(definition.Measure.Caption),
                definition.Measure.Format,
                Axis(definition.Categories, categories),
                definition.Series is null
                    ? [new ChartSeries(definition.Measure.Id, Text(definition.Measure.Caption), [.. categories.Select(c => c.Values[0])])]
                    : [.. members.Select(m => new ChartSeries(m.Code, m.Name, [.. categories.Select(c => cells.GetValueOrDefault((c.Members[0], m)))]))]);
        });
    }

    private async Task<Outcome<ReportSection>> EngagementsAsync(EngagementListDefinition definition)
    {
        var query = Query([], []) with { Limit = question.MostRows };
        if (!(await ListAsync(query with { Limit = 1 })).IsValue(out var first, out var problem))
        {
            return problem;
        }

        if (first.Count > question.MostRows)
        {
            return TooMany($"{first.Count:N0} engagements");
        }

        var answer = await ListAsync(query);
        return answer.Then<ReportSection>(page =>
            new EngagementListSection(definition.Id, Text(definition.Title), Note(definition), page.Engagements, page.Count, page.Next is not null));
    }

    /// <summary>Finds out of what data a report is whose sections are all withheld.</summary>
    public Task<Outcome<EngagementPage>> AskNothingAsync() => ListAsync(Query([], []) with { Limit = 1 });

    private async Task<Outcome<EngagementPage>> ListAsync(ReportQuery query)
    {
        var answer = await queries.ListAsync(new EngagementQuery(query, null), caller, cancellationToken);
        if (answer.IsValue(out var page, out _))
        {
            Versions.Add(page.Version);
            Handling = page.Handling;
        }

        return answer;
    }

    private async Task<Outcome<ResultTable>> AskAsync(ReportQuery query)
    {
        if (!(await queries.RunAsync(query, caller, cancellationToken)).IsValue(out var table, out var problem))
        {
            return problem;
        }

        if (table.Truncated)
        {
            return TooMany($"{table.RowCount:N0} rows");
        }

        Versions.Add(table.Version);
        Handling = table.Handling;
        Filters = table.Filters;
        said = table.Said;
        counting.AddRange(table.Counting.Except(counting, StringComparer.Ordinal));
        return table;
    }

    private Problem TooMany(string what) => new(
        ProblemKind.Unanswerable,
        "too-many-rows",
        $"The report has {what}; this format carries {question.MostRows:N0}.",
        "Narrow the parameters, or take csv or json, which carry more.");

    private ReportQuery Query(IReadOnlyList<ModelMeasure> measures, IReadOnlyList<ModelDimension> by) => new()
    {
        Measures = [.. measures.Select(m => m.Id)],
        By = [.. by.Select(d => d.Id)],
        Filters = question.Filters,
        Limit = question.MostRows,
        Language = question.Language,
    };

    private Axis Axis(ModelDimension dimension, IReadOnlyList<ResultRow> rows) =>
        new(dimension.Id, Text(dimension.Caption), [.. rows.Select(r => new AxisMember(r.Members[0].Code, r.Members[0].Name))]);

    // A figure of a row is left out by itself; a matrix or a chart is whole or not there.
    private bool Shows(SectionDefinition definition) => definition switch
    {
        KpiDefinition kpis => kpis.Measures.Any(Shows),
        MatrixDefinition matrix => Shows(matrix.Measure) && Shows(matrix.Rows) && Shows(matrix.Columns),
        ChartDefinition chart => Shows(chart.Measure) && Shows(chart.Categories) && (chart.Series is null || Shows(chart.Series)),
        _ => true,
    };

    private bool Shows(ModelMeasure measure) => caller.Visible.ShowsMeasure(measure.Id);

    private bool Shows(ModelDimension dimension) => caller.Visible.ShowsDimension(dimension.Id);

    private string? Note(SectionDefinition definition) => definition.Note is { } note ? Text(note) : null;

    private string Text(Captions captions) => captions.In(question.Language);
}
