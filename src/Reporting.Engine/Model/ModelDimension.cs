namespace Reporting.Engine.Model;

/// <summary>A dimension of the model: what one may ask by and filter on.</summary>
public sealed record ModelDimension(string Id, StarAttribute Attribute, LocalizedText Caption, LocalizedText Description)
{
    /// <summary>The dimension one level up, if any: domain → domain_group.</summary>
    public string? Parent { get; init; }

    /// <summary>Names of members whose code is all that the star holds (roles, kinds, markings).</summary>
    public IReadOnlyDictionary<string, LocalizedText> MemberNames { get; init; } = new Dictionary<string, LocalizedText>();

    public bool IsMany => Attribute.IsMany;

    public TimeLevel? Time => Attribute.Time;
}
