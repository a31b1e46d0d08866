namespace Reporting.Engine.Model;

/// <summary>A measure of the model, with its unit (<c>Format</c>) and where it adds up.</summary>
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

    /// <summary>Whether the cells of this measure add up over the members of a dimension.</summary>
    public bool AddsUpOver(ModelDimension dimension) => Additivity switch
    {
        Additivity.None => false,
        Additivity.OneValued => !dimension.IsMany,
        _ => !dimension.IsMany || dimension.Attribute.On == BridgeKind.Domain,
    };
}

/// <summary>Over which dimensions the cells of a measure may be added up.</summary>
public enum Additivity
{
    /// <summary>Over none: distinct members, dates, changes.</summary>
    None,

    /// <summary>Over dimensions of which an engagement has one member (year, type, place …).</summary>
    OneValued,

    /// <summary>Over those and over domains: weights of an engagement add up to 1.</summary>
    OneValuedAndDomains,
}
