namespace Reporting.Engine.Model;

/// <summary>A measure of the model, with its unit (<c>Format</c>) and definition. Where it adds up follows from the definition.</summary>
public sealed record ModelMeasure(string Id, LocalizedText Caption, LocalizedText Description, ValueFormat Format, MeasureDefinition Definition)
{
    private static readonly MeasureKind[] KindsOverTime = [MeasureKind.EngagementsChange, MeasureKind.EngagementsChangePct, MeasureKind.EngagementsRunning];

    /// <summary>How one statement counts it; null where it is composed of the results of several.</summary>
    public MeasureKind? Kind { get; init; }

    /// <summary>A sentence about the definition; empty for a measure that is counted directly.</summary>
    public LocalizedText Explanation { get; init; } = LocalizedText.None;

    /// <summary>True where it looks at other periods, so that the query needs one time level.</summary>
    public bool IsOverTime => Definition is MeasureDefinition.Period || Definition.Operands.Any(o => o.IsOverTime);

    /// <summary>True where one statement counts it, without other periods.</summary>
    public bool IsCounted => Kind is not null && !IsOverTime;

    /// <summary>True where a part of it is divided by a coarser total.</summary>
    public bool IsShare => Definition is MeasureDefinition.Share || Definition.Operands.Any(o => o.IsShare);

    /// <summary>True for a change since the period before, in numbers or in percent. It has a sign.</summary>
    public bool IsChange => Definition is MeasureDefinition.Period { Form: PeriodForm.Change or PeriodForm.ChangePct };

    /// <summary>True if other measures can be derived from it: it is neither a share nor a comparison of the database.</summary>
    public bool IsOneCell => Kind is { } kind && kind != MeasureKind.EngagementShare && !KindsOverTime.Contains(kind);

    /// <summary>True for the days between engagements, or since the last one. They are neither counts nor sums.</summary>
    public bool IsGap => Kind is MeasureKind.DaysSinceLast or MeasureKind.LongestGapDays;

    /// <summary>True for a number of days. It is neither a count nor a sum.</summary>
    public bool IsDays => IsGap || Kind is MeasureKind.DaysToFollowUp;

    public Additivity Additivity => AdditivityRules.Of(Definition);

    /// <summary>True if the cells of this measure add up over the members of a dimension.</summary>
    public bool AddsUpOver(ModelDimension dimension) => Additivity switch
    {
        _ when dimension.Attribute.Overlaps => false,
        Additivity.OneValuedAndStates when dimension.Attribute.On == BridgeKind.Commitment => true,
        Additivity.OneValuedAndStates => !dimension.IsMany,
        Additivity.None => false,
        Additivity.OneValued => !dimension.IsMany,
        _ => !dimension.IsMany || dimension.Attribute.On == BridgeKind.Domain,
    };

    /// <summary>The measure itself, and all measures in its definition.</summary>
    public IEnumerable<ModelMeasure> Tree() => Definition.Operands.SelectMany(o => o.Tree()).Prepend(this);
}

/// <summary>The dimensions over which the cells of a measure add up.</summary>
public enum Additivity
{
    /// <summary>Over none: distinct members, dates, ratios, shares, other periods.</summary>
    None,

    /// <summary>Dimensions with one member for each engagement (year, type, place …).</summary>
    OneValued,

    /// <summary>Those dimensions and domains: the weights of an engagement add up to 1.</summary>
    OneValuedAndDomains,

    /// <summary>Dimensions with one member for each engagement, and the states of commitments: each commitment has one.</summary>
    OneValuedAndStates,
}

/// <summary>Derives where a measure adds up.</summary>
internal static class AdditivityRules
{
    public static Additivity Of(MeasureDefinition definition) => definition switch
    {
        MeasureDefinition.Base counted => Of(counted.Kind),
        MeasureDefinition.Filtered filtered => filtered.Of.Additivity,
        MeasureDefinition.Combination both => (Additivity)Math.Min((int)both.First.Additivity, (int)both.Second.Additivity),

        // A row may be missing in one period and have figures in another, so rows over time do not add up.
        _ => Additivity.None,
    };

    private static Additivity Of(MeasureKind kind) => kind switch
    {
        MeasureKind.Engagements or MeasureKind.Agreements or MeasureKind.Headcount or MeasureKind.AmountUsd or MeasureKind.AgreementsWithoutFollowUp => Additivity.OneValued,
        MeasureKind.Commitments => Additivity.OneValuedAndStates,
        MeasureKind.AllocatedEngagements or MeasureKind.AllocatedAmountUsd => Additivity.OneValuedAndDomains,
        _ => Additivity.None,
    };
}
