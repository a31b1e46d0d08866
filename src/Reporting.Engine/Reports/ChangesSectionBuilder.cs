using System.Globalization;
using Reporting.Engine.Changes;
using Reporting.Engine.Languages;
using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Reports;

/// <summary>Builds a table of the engagements that changed in the last days of the data, under the filters of the report.</summary>
internal sealed class ChangesSectionBuilder(SectionQueries queries, SemanticModel model)
{
    private ChangePhrases Words => queries.Language.Phrases.Changes;

    public async Task<Outcome<ReportSection>> BuildAsync(ChangesDefinition definition) => (await queries.ChangesAsync(definition)).Then<ReportSection>(page => new TableSection(
        definition.Id,
        queries.Text(definition.Title),
        string.Join(' ', new[] { queries.Text(definition.Note, null), string.Format(CultureInfo.InvariantCulture, Words.Since, page.Since) }.OfType<string>()),
        [
            new TableColumn("change", Words.Change, ValueFormat.Text),
            new TableColumn("start", Caption("date.date") ?? Caption("date.year") ?? string.Empty, ValueFormat.Text),
            new TableColumn("title", Words.Title, ValueFormat.Text),
            new TableColumn("fields", Words.Fields, ValueFormat.Text),
        ],
        [.. page.Changes.Select(Row)],
        Total: null,
        Truncated: page.Next is not null));

    private IReadOnlyList<object?> Row(EngagementChange change) =>
    [
        change.Kind switch
        {
            ChangeKind.New => Words.New,
            ChangeKind.Corrected => Words.Corrected,
            ChangeKind.Recoded => Words.Recoded,
            ChangeKind.Members => Words.Members,
            _ => Words.Withdrawn,
        },
        change.Engagement?.StartLabel,
        change.Engagement?.Title ?? change.Code,
        change.Fields.Count == 0 ? null : string.Join(", ", change.Fields.Select(f => Name(f.Field)).OfType<string>().Distinct()),
    ];

    private string? Name(string field) => field switch
    {
        "title" => Words.Title,
        "summary" => Words.Summary,
        "startLabel" => Caption("date.date"),
        "endLabel" => Words.End,
        "type" => Caption("type.type"),
        "category" => Caption("type.category"),
        "city" => Caption("place.city"),
        "placeCountry" => Caption("place.country"),
        "handling" => Caption(StarSchema.Handling),
        "status" => Caption(StarSchema.Status),
        "review" => Caption(StarSchema.Review),
        "confidence" => Caption(StarSchema.Confidence),
        "headcount" => queries.Text(model.Measure(MeasureKind.Headcount).Caption),
        "amountUsd" => queries.Text(model.Measure(MeasureKind.AmountUsd).Caption),
        "domains" => Caption("domain.domain"),
        "participants" => Caption("participation.participant"),
        "sources" => Caption("source.source"),
        _ => null,
    };

    private string? Caption(string attribute) => model.FindDimension(attribute) is { } dimension ? queries.Text(dimension.Caption) : null;
}
