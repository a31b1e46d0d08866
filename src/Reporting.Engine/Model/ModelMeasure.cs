namespace Reporting.Engine.Model;

/// <summary>A measure of the model, with its unit (<c>Format</c>) and its additivity.</summary>
public sealed record ModelMeasure(
    string Id,
    MeasureKind Kind,
    LocalizedText Caption,
    LocalizedText Description,
    ValueFormat Format,
    Additivity Additivity)
{
    /// <summary>True for measures that compare or accumulate over one time level.</summary>
    public bool IsOverTime => Kind is MeasureKind.EngagementsChange or MeasureKind.EngagementsChangePct or MeasureKind.EngagementsRunning;

    /// <summary>True if the cells of this measure add up over the members of a dimension.</summary>
    public bool AddsUpOver(ModelDimension dimension) => Additivity switch
    {
        _ when dimension.Attribute.Overlaps => false,
        Additivity.None => false,
        Additivity.OneValued => !dimension.IsMany,
        _ => !dimension.IsMany || dimension.Attribute.On == BridgeKind.Domain,
    };
}

/// <summary>The dimensions over which the cells of a measure add up.</summary>
public enum Additivity
{
    /// <summary>None: distinct members, dates, changes.</summary>
    None,

    /// <summary>Dimensions with one member for each engagement (year, type, place …).</summary>
    OneValued,

    /// <summary>Those dimensions and domains: the weights of an engagement add up to 1.</summary>
    OneValuedAndDomains,
}
