using Reporting.Engine.Languages;
using Reporting.Engine.Model;

namespace Reporting.Engine.Engagements;

/// <summary>Masks the fields of an engagement that the caller may not see: members of hidden dimensions, values of hidden measures.</summary>
internal sealed class FieldMasking
{
    private readonly Visibility visible;
    private readonly Dictionary<string, bool> shown;
    private readonly string notShown;
    private readonly ListedMember hidden;

    public FieldMasking(SemanticModel model, Visibility visible, Language language)
    {
        notShown = language.Phrases.NotShown;
        hidden = new ListedMember("withheld", notShown);
        this.visible = visible;
        shown = StarSchema.Attributes.Keys.ToDictionary(a => a, a => model.Dimensions.Any(d => d.Attribute.Id == a && visible.ShowsDimension(d.Id)));
        ShowsHeadcount = Shows(model, MeasureKind.Headcount);
        ShowsAmount = Shows(model, MeasureKind.AmountUsd);
    }

    private bool ShowsHeadcount { get; }

    private bool ShowsAmount { get; }

    public ListedEngagement Of(ListedEngagement engagement) => visible.IsEverything ? engagement : engagement with
    {
        AsStated = null,
        StartDate = shown["date.date"] ? engagement.StartDate : null,
        StartLabel = shown["date.date"] ? engagement.StartLabel : notShown,
        EndDate = shown["date.date"] ? engagement.EndDate : null,
        EndLabel = shown["date.date"] ? engagement.EndLabel : notShown,
        Type = shown["type.type"] ? engagement.Type : hidden,
        Category = shown["type.category"] ? engagement.Category : hidden,
        City = shown["place.city"] ? engagement.City : null,
        PlaceCountry = shown["place.country"] ? engagement.PlaceCountry : hidden,
        Handling = shown[StarSchema.Handling] ? engagement.Handling : notShown,
        HandlingName = shown[StarSchema.Handling] ? engagement.HandlingName : notShown,
        Headcount = ShowsHeadcount ? engagement.Headcount : null,
        AmountUsd = ShowsAmount ? engagement.AmountUsd : null,
        Domains = shown["domain.domain"] ? engagement.Domains : [],
        Participants = shown["participation.participant"] ? [.. engagement.Participants.Select(Of)] : [],
        Sources = shown["source.source"] ? engagement.Sources : [],
    };

    private ListedParticipation Of(ListedParticipation line) => line with
    {
        Kind = shown["participation.kind"] ? line.Kind : notShown,
        Organisation = shown["participation.organisation"] ? line.Organisation : null,
        Country = shown["participation.country"] ? line.Country : hidden,
        Role = shown["participation.role"] ? line.Role : notShown,
        Capacity = shown["participation.role"] ? line.Capacity : null,
    };

    private bool Shows(SemanticModel model, MeasureKind kind) => visible.ShowsMeasure(model.Measure(kind).Id);
}
