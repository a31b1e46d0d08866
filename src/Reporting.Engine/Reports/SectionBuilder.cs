using Reporting.Engine.Engagements;
using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Reports;

/// <summary>Builds the sections of one report.</summary>
internal sealed class SectionBuilder(SectionQueries queries, SemanticModel model)
{
    public async Task<Outcome<ReportSection>> BuildAsync(SectionDefinition definition) =>
        (await BuildPlainAsync(definition)).Then<ReportSection>(section => section with { Orientation = definition.Orientation, Tab = definition.Tab is { } tab ? queries.Text(tab) : null });

    private async Task<Outcome<ReportSection>> BuildPlainAsync(SectionDefinition definition) => definition switch
    {
        _ when !Shows(definition) => new HiddenSection(definition.Id, queries.Text(definition.Title), queries.Language.Phrases.Withheld),
        HeadlineDefinition headline => await new HeadlineSectionBuilder(queries, model).BuildAsync(headline),
        KpiDefinition kpis => await new KpiSectionBuilder(queries).BuildAsync(kpis),
        MatrixDefinition matrix => await new MatrixSectionBuilder(queries).BuildAsync(matrix),
        TableDefinition { Against: { } comparison } table => await new MedianSectionBuilder(queries).BuildAsync(table, comparison),
        TableDefinition table => await new TableSectionBuilder(queries).BuildAsync(table),
        ChartDefinition chart => await new ChartSectionBuilder(queries).BuildAsync(chart),
        ChangesDefinition changes => await new ChangesSectionBuilder(queries, model).BuildAsync(changes),
        CompletenessDefinition completeness => await new CompletenessSectionBuilder(queries, model).BuildAsync(completeness),
        CommitmentsDefinition commitments => await new CommitmentsSectionBuilder(queries, model).BuildAsync(commitments),
        ComparedDefinition compared => await new ComparedSectionBuilder(queries).BuildAsync(compared),
        TextDefinition text => Text(text),
        PageBreakDefinition pageBreak => new PageBreakSection(pageBreak.Id),
        EngagementListDefinition list => await EngagementsAsync(list),
        _ => throw new NotSupportedException($"No builder exists for {definition.GetType().Name}."),
    };

    // Hidden figures of a row and hidden measures of a table are left out. A matrix or a chart is hidden as a whole.
    private bool Shows(SectionDefinition definition) => definition.Where.All(f => queries.Shows(f.Dimension)) && definition switch
    {
        HeadlineDefinition headline => queries.Shows(queries.Engagements) && HeadlineMeasures.Of(headline.About).All(id => queries.Shows(model.FindMeasure(id)!)) && (headline.Rows is null ? headline.Missing.Any(queries.Shows) : queries.Shows(headline.Rows)),
        KpiDefinition kpis => kpis.Figures.Any(queries.Shows),
        MatrixDefinition matrix => queries.Shows(matrix.Measure) && queries.Shows(matrix.Rows) && queries.Shows(matrix.Columns),
        TableDefinition table => queries.Shows(table.Rows) && table.Measures.Any(queries.Shows) && (table.Order is null || table.Order.Name == table.Rows.Id || table.Measures.Any(m => m.Id == table.Order.Name && queries.Shows(m))),
        ChartDefinition chart => queries.Shows(chart.Measure) && (chart.OrderBy is null || queries.Shows(chart.OrderBy)) && queries.Shows(chart.Categories) && (chart.Series is null || queries.Shows(chart.Series)),
        CommitmentsDefinition commitments => model.FindDimension("date.date") is { } date && queries.Shows(date) && (commitments.Rows is null || queries.Shows(commitments.Rows)),
        CompletenessDefinition => queries.Shows(queries.Engagements) && Completeness.Attributes.Any(id => model.FindDimension(id) is { } dimension && queries.Shows(dimension)),
        ComparedDefinition compared => compared.Measures.Any(queries.Shows) && compared.By.All(queries.Shows),
        _ => true,
    };

    private TextSection Text(TextDefinition definition) => new(
        definition.Id,
        queries.Text(definition.Title),
        queries.Text(definition.Note, null),
        [.. queries.Text(definition.Text).ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(p => p.Replace('\n', ' '))]);

    private async Task<Outcome<ReportSection>> EngagementsAsync(EngagementListDefinition definition)
    {
        var most = Math.Min(definition.Limit ?? int.MaxValue, queries.Run.Limits.MaxListed);
        var answer = await queries.ListAsync(queries.Query([], [], definition.Where) with { Limit = most });
        return answer.Then<ReportSection>(page => new EngagementListSection(
            definition.Id, queries.Text(definition.Title), queries.Text(definition.Note, null), page.Engagements, page.Count, page.Next is not null) { IsTimeline = definition.IsTimeline });
    }
}
