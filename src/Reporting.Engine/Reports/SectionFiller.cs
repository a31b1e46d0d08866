using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Reports;

/// <summary>Fills the sections of one report.</summary>
internal sealed class SectionFiller(SectionQuestions questions)
{
    public async Task<Outcome<ReportSection>> FillAsync(SectionDefinition definition) => definition switch
    {
        KpiDefinition kpis => await new KpiFiller(questions).FillAsync(kpis),
        MatrixDefinition matrix => await new MatrixFiller(questions).FillAsync(matrix),
        TableDefinition table => await new TableFiller(questions).FillAsync(table),
        ChartDefinition chart => await new ChartFiller(questions).FillAsync(chart),
        TextDefinition text => Text(text),
        PageBreakDefinition pageBreak => new PageBreakSection(pageBreak.Id),
        EngagementListDefinition list => await EngagementsAsync(list),
        _ => throw new NotSupportedException($"Nothing fills {definition.GetType().Name}."),
    };

    private TextSection Text(TextDefinition definition) => new(
        definition.Id,
        questions.Text(definition.Title),
        questions.Text(definition.Note, null),
        [.. questions.Text(definition.Text).ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(p => p.Replace('\n', ' '))]);

    private async Task<Outcome<ReportSection>> EngagementsAsync(EngagementListDefinition definition)
    {
        var most = Math.Min(definition.Limit ?? int.MaxValue, questions.Question.Room.MostListed);
        var answer = await questions.ListAsync(questions.Query([], [], definition.Where) with { Limit = most });
        return answer.Then<ReportSection>(page => new EngagementListSection(
            definition.Id, questions.Text(definition.Title), questions.Text(definition.Note, null), page.Engagements, page.Count, page.Next is not null));
    }
}
