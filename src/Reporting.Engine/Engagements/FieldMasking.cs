using Reporting.Engine.Languages;
using Reporting.Engine.Model;
using Reporting.Warehouse.Imports.Records;

namespace Reporting.Engine.Engagements;

/// <summary>Masks the fields of an engagement that the caller may not see: members of hidden dimensions, values of hidden measures.</summary>
internal sealed class FieldMasking
{
    private readonly Visibility _visible;
    private readonly Dictionary<string, bool> _shown;
    private readonly string _notShown;
    private readonly ListedMember _hidden;

    public FieldMasking(SemanticModel model, Visibility visible, Language language)
    {
        _notShown = language.Phrases.NotShown;
        _hidden = new ListedMember("withheld", _notShown);
        _visible = visible;
        var seen = model.VisibleTo(visible).Dimensions.Select(d => d.Attribute.Id).ToHashSet();
        _shown = StarSchema.Attributes.Keys.ToDictionary(a => a, seen.Contains);
        ShowsHeadcount = Shows(model, MeasureKind.Headcount);
        ShowsAmount = Shows(model, MeasureKind.AmountUsd);
    }

    /// <summary>States follow from dates, so a caller who does not see dates sees no commitments.</summary>
    public bool ShowsCommitments => _shown["date.date"];

    /// <summary>True if the caller sees who takes part, by person and by organisation.</summary>
    public bool ShowsParties => _shown["participation.participant"] && _shown["participation.organisation"];

    public bool ShowsDomains => _shown["domain.domain"];

    public bool ShowsCategories => _shown["type.category"];

    private bool ShowsHeadcount { get; }

    private bool ShowsAmount { get; }

    public ListedEngagement Of(ListedEngagement engagement) => _visible.IsEverything ? engagement : engagement with
    {
        AsStated = null,
        StartDate = _shown["date.date"] ? engagement.StartDate : null,
        StartLabel = _shown["date.date"] ? engagement.StartLabel : _notShown,
        EndDate = _shown["date.date"] ? engagement.EndDate : null,
        EndLabel = _shown["date.date"] ? engagement.EndLabel : _notShown,
        Type = _shown["type.type"] ? engagement.Type : _hidden,
        Category = _shown["type.category"] ? engagement.Category : _hidden,
        City = _shown["place.city"] ? engagement.City : null,
        PlaceCode = _shown["place.city"] ? engagement.PlaceCode : string.Empty,
        PlaceCountry = _shown["place.country"] ? engagement.PlaceCountry : _hidden,
        Handling = _shown[StarSchema.Handling] ? engagement.Handling : _notShown,
        HandlingName = _shown[StarSchema.Handling] ? engagement.HandlingName : _notShown,
        Status = _shown[StarSchema.Status] ? engagement.Status : null,
        Review = _shown[StarSchema.Review] ? engagement.Review : null,
        Confidence = _shown[StarSchema.Confidence] ? engagement.Confidence : null,
        Statements = !_shown["source.source"] || engagement.Statements?.Where(s => Shows(s.Field)).ToList() is not { Count: > 0 } statements ? null : statements,
        Relations = engagement.Relations is null ? null : [.. engagement.Relations.Select(Of)],
        RelationStates = [.. engagement.RelationStates.Select(r => r with { DateLabel = _shown["date.date"] ? r.DateLabel : null, Source = _shown["source.source"] ? r.Source : null })],
        Commitments = engagement.Commitments is null || !ShowsCommitments ? null : [.. engagement.Commitments.Select(Of)],
        Headcount = ShowsHeadcount ? engagement.Headcount : null,
        AmountUsd = ShowsAmount ? engagement.AmountUsd : null,
        Domains = _shown["domain.domain"] ? engagement.Domains : [],
        Participants = _shown["participation.participant"] ? [.. engagement.Participants.Select(Of)] : [],
        Sources = _shown["source.source"] ? engagement.Sources : [],
    };

    public ListedCommitment Of(ListedCommitment commitment) => _visible.IsEverything ? commitment : commitment with
    {
        Domain = ShowsDomains ? commitment.Domain : null,
        Parties = ShowsParties ? commitment.Parties : [],
        Source = _shown["source.source"] ? commitment.Source : null,
        Assessments = [.. commitment.Assessments.Select(a => a with { Source = _shown["source.source"] ? a.Source : null })],
    };

    public Completeness Of(Completeness found) => found with
    {
        WithoutDay = _shown["date.date"] ? found.WithoutDay : null,
        WithoutPlace = _shown["place.country"] ? found.WithoutPlace : null,
        WithoutDomain = ShowsDomains ? found.WithoutDomain : null,
        WithoutSecondSource = _shown[StarSchema.Confidence] ? found.WithoutSecondSource : null,
        MedianDaysToRecord = _shown["date.date"] ? found.MedianDaysToRecord : null,
    };

    private ListedParticipation Of(ListedParticipation line) => line with
    {
        Kind = _shown["participation.kind"] ? line.Kind : _notShown,
        Organisation = _shown["participation.organisation"] ? line.Organisation : null,
        Country = _shown["participation.country"] ? line.Country : _hidden,
        Role = _shown["participation.role"] ? line.Role : _notShown,
        Capacity = _shown["participation.role"] ? line.Capacity : null,
    };

    private ListedRelation Of(ListedRelation relation) => relation with
    {
        StartLabel = _shown["date.date"] ? relation.StartLabel : _notShown,
        DateLabel = _shown["date.date"] ? relation.DateLabel : null,
        Source = _shown["source.source"] ? relation.Source : null,
    };

    // A statement tells the value of its field.
    private bool Shows(string field) => field switch
    {
        StatedFields.Start or StatedFields.End => _shown["date.date"],
        StatedFields.City => _shown["place.city"],
        StatedFields.Country => _shown["place.country"],
        StatedFields.Headcount => ShowsHeadcount,
        _ => ShowsAmount,
    };

    private bool Shows(SemanticModel model, MeasureKind kind) => _visible.ShowsMeasure(model.Measure(kind).Id);
}
