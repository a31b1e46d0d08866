using Reporting.Engine.Access;
using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;

namespace Reporting.Engine.Engagements;

/// <summary>Leaves out of an engagement what the caller's roles do not show: the members of hidden dimensions, the values of hidden measures.</summary>
internal sealed class Withholding
{
    private const string NotShown = "not shown";
    private static readonly ListedMember Hidden = new("withheld", NotShown);

    private readonly Visibility visible;
    private readonly Dictionary<string, bool> shown;

    public Withholding(SemanticModel model, Visibility visible)
    {
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
        StartLabel = shown["date.date"] ? engagement.StartLabel : NotShown,
        EndDate = shown["date.date"] ? engagement.EndDate : null,
        EndLabel = shown["date.date"] ? engagement.EndLabel : NotShown,
        Type = shown["type.type"] ? engagement.Type : Hidden,
        Category = shown["type.category"] ? engagement.Category : Hidden,
        City = shown["place.city"] ? engagement.City : null,
        PlaceCountry = shown["place.country"] ? engagement.PlaceCountry : Hidden,
        Handling = shown[StarSchema.Handling] ? engagement.Handling : NotShown,
        Headcount = ShowsHeadcount ? engagement.Headcount : null,
        AmountUsd = ShowsAmount ? engagement.AmountUsd : null,
        Domains = shown["domain.domain"] ? engagement.Domains : [],
        Participants = shown["participation.participant"] ? [.. engagement.Participants.Select(Of)] : [],
        Sources = shown["source.source"] ? engagement.Sources : [],
    };

    private ListedParticipation Of(ListedParticipation line) => line with
    {
        Kind = shown["participation.kind"] ? line.Kind : NotShown,
        Organisation = shown["participation.organisation"] ? line.Organisation : null,
        Country = shown["participation.country"] ? line.Country : Hidden,
        Role = shown["participation.role"] ? line.Role : NotShown,
        Capacity = shown["participation.role"] ? line.Capacity : null,
    };

    private bool Shows(SemanticModel model, MeasureKind kind) => visible.ShowsMeasure(model.Measure(kind).Id);
}
