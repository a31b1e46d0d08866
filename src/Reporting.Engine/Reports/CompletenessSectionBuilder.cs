using Reporting.Engine.Engagements;
using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Reports;

/// <summary>Builds a table of missing data, with its sentence as note, or only the sentence.</summary>
internal sealed class CompletenessSectionBuilder(SectionQueries queries, SemanticModel model)
{
    private Languages.CompletenessPhrases Words => queries.Language.Phrases.Completeness;

    public async Task<Outcome<ReportSection>> BuildAsync(CompletenessDefinition definition) => (await queries.CompletenessAsync(definition)).Then<ReportSection>(found =>
        definition.IsLine
            ? new TextSection(definition.Id, queries.Text(definition.Title), queries.Text(definition.Note, null), [CompletenessSentence.Of(found, queries.Language)])
            : Table(definition, found));

    private TableSection Table(CompletenessDefinition definition, Completeness found)
    {
        (string Caption, long? Count)[] gaps =
            [(Words.NoDay, found.WithoutDay), (Words.NoPlace, found.WithoutPlace), (Words.NoDomain, found.WithoutDomain), (Words.NoSecondSource, found.WithoutSecondSource)];
        return new TableSection(
            definition.Id,
            queries.Text(definition.Title),
            string.Join(' ', new[] { queries.Text(definition.Note, null), CompletenessSentence.Of(found, queries.Language) }.OfType<string>()),
            [
                new TableColumn("missing", Words.Missing, ValueFormat.Text),
                new TableColumn("engagements", queries.Text(model.Measure(MeasureKind.Engagements).Caption), ValueFormat.Count),
                new TableColumn("share", Words.Share, ValueFormat.Percent),
            ],
            [.. gaps.Where(gap => gap.Count is not null).Select(gap => (IReadOnlyList<object?>)[gap.Caption, gap.Count, Proportion.Of(gap.Count!.Value, found.Engagements)])],
            Total: null,
            Truncated: false);
    }
}
