namespace Reporting.Engine.Model;

/// <summary>The kinds of measures that the compiler counts in one statement, and the definitions that mean the same.</summary>
internal static class MeasureKindDefinitions
{
    private const string Category = "type.category";
    private const string Date = "date.date";
    private const string ParticipantKind = "participation.kind";

    /// <summary>The kind that counts a definition; null if its values are composed.</summary>
    public static MeasureKind? KindOf(MeasureDefinition definition, IReadOnlyList<ModelDimension> dimensions) => definition switch
    {
        MeasureDefinition.Base counted => counted.Kind,
        MeasureDefinition.Filtered { Of.Kind: MeasureKind.Engagements, Where: [var filter] } when Is(filter, Category, "agreement", dimensions) => MeasureKind.Agreements,
        MeasureDefinition.Filtered { Of.Kind: MeasureKind.Participants, Where: [var filter] } when Is(filter, ParticipantKind, "person", dimensions) => MeasureKind.People,
        MeasureDefinition.Share { Of.Kind: MeasureKind.Engagements, Within: ShareWithin.Total } => MeasureKind.EngagementShare,
        MeasureDefinition.Period { Of.Kind: MeasureKind.Engagements, IsWithinRange: true, Level: null } period => period.Form switch
        {
            PeriodForm.Change => MeasureKind.EngagementsChange,
            PeriodForm.ChangePct => MeasureKind.EngagementsChangePct,
            PeriodForm.Running => MeasureKind.EngagementsRunning,
            _ => null,
        },
        _ => null,
    };

    /// <summary>The attributes from which the values of a kind follow: it is hidden with any of them. Other kinds say what their name says.</summary>
    public static IReadOnlyList<string> Reveals(MeasureKind? kind) => kind switch
    {
        MeasureKind.Commitments => [Date],
        MeasureKind.AgreementsWithoutFollowUp or MeasureKind.DaysToFollowUp => [Date, Category],
        _ => [],
    };

    /// <summary>The definition of a kind. Without the measure that it is made of, the kind is counted directly.</summary>
    /// <param name="counting">The measure that counts a kind.</param>
    public static MeasureDefinition Of(MeasureKind kind, Func<MeasureKind, ModelMeasure?> counting, IReadOnlyList<ModelDimension> dimensions)
    {
        var (category, person) = (Id(Category, dimensions), Id(ParticipantKind, dimensions));
        return kind switch
        {
            MeasureKind.Agreements when category is not null && counting(MeasureKind.Engagements) is { } of => Filtered(of, category, "agreement", isOneValued: true),
            MeasureKind.People when person is not null && counting(MeasureKind.Participants) is { } of => Filtered(of, person, "person", isOneValued: false),
            MeasureKind.EngagementShare when counting(MeasureKind.Engagements) is { } of => new MeasureDefinition.Share(of, ShareWithin.Total),
            MeasureKind.EngagementsChange when counting(MeasureKind.Engagements) is { } of => new MeasureDefinition.Period(of, PeriodForm.Change) { IsWithinRange = true },
            MeasureKind.EngagementsChangePct when counting(MeasureKind.Engagements) is { } of => new MeasureDefinition.Period(of, PeriodForm.ChangePct) { IsWithinRange = true },
            MeasureKind.EngagementsRunning when counting(MeasureKind.Engagements) is { } of => new MeasureDefinition.Period(of, PeriodForm.Running) { IsWithinRange = true },
            _ => new MeasureDefinition.Base(kind),
        };
    }

    private static MeasureDefinition.Filtered Filtered(ModelMeasure of, string dimension, string member, bool isOneValued) =>
        new(of, [new MeasureFilter(dimension, FilterMatch.Links, [member]) { IsOneValued = isOneValued }]);

    private static bool Is(MeasureFilter filter, string attribute, string member, IReadOnlyList<ModelDimension> dimensions) =>
        filter is { Match: FilterMatch.Links, Values: [var only] } && only == member && dimensions.First(d => d.Id == filter.Dimension).Attribute.Id == attribute;

    private static string? Id(string attribute, IReadOnlyList<ModelDimension> dimensions) => dimensions.FirstOrDefault(d => d.Attribute.Id == attribute)?.Id;
}
