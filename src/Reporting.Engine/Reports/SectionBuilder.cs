using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Reports;

/// <summary>Fills the sections of one report.</summary>
internal sealed class SectionBuilder(SectionQueries questions)
{
    public async Task<Outcome<ReportSection>> FillAsync(SectionDefinition definition) =>
        (await FillPlainAsync(definition)).Then<ReportSection>(section => section with { Orientation = definition.Orientation });

    private async Task<Outcome<ReportSection>> FillPlainAsync(SectionDefinition definition) => definition switch
    {
        _ when !Shows(definition) => new HiddenSection(definition.Id, questions.Text(definition.Title), questions.Language.Phrases.Withheld),
        KpiDefinition kpis => await new KpiSectionBuilder(questions).FillAsync(kpis),
        MatrixDefinition matrix => await new MatrixSectionBuilder(questions).FillAsync(matrix),
        TableDefinition table => await new TableSectionBuilder(questions).FillAsync(table),
        ChartDefinition chart => await new ChartSectionBuilder(questions).FillAsync(chart),
        TextDefinition text => Text(text),
        PageBreakDefinition pageBreak => new PageBreakSection(pageBreak.Id),
        EngagementListDefinition list => await EngagementsAsync(list),
        _ => throw new NotSupportedException($"Nothing fills {definition.GetType().Name}."),
    };

    // Figures of a row and measures of a table are left out by themselves; a matrix or a chart is whole or not there.
    private bool Shows(SectionDefinition definition) => definition.Where.All(f => questions.Shows(f.Dimension)) && definition switch
    {
        KpiDefinition kpis => kpis.Figures.Any(questions.Shows),
        MatrixDefinition matrix => questions.Shows(matrix.Measure) && questions.Shows(matrix.Rows) && questions.Shows(matrix.Columns),
        TableDefinition table => questions.Shows(table.Rows) && table.Measures.Any(questions.Shows) && (table.Order is null || table.Measures.Any(m => m.Id == table.Order.Name && questions.Shows(m))),
        ChartDefinition chart => questions.Shows(chart.Measure) && questions.Shows(chart.Categories) && (chart.Series is null || questions.Shows(chart.Series)),
        _ => true,
    };

    private TextSection Text(TextDefinition definition) => new(
        definition.Id,
        questions.Text(definition.Title),
        questions.Text(definition.Note, null),
        [.. questions.Text(definition.Text).ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(p => p.Replace('\n', ' '))]);

    private async Task<Outcome<ReportSection>> EngagementsAsync(EngagementListDefinition definition)
    {
        var most = Math.Min(definition.Limit ?? int.MaxValue, questions.Question.Limits.MaxListed);
        var answer = await questions.ListAsync(questions.Query([], [], definition.Where) with { Limit = most });
        return answer.Then<ReportSection>(page => new EngagementListSection(
            definition.Id, questions.Text(definition.Title), questions.Text(definition.Note, null), page.Engagements, page.Count, page.Next is not null));
    }
}
