namespace Reporting.Engine.Model;

/// <summary>A dimension of the model, for grouping and filters.</summary>
public sealed record ModelDimension(string Id, StarAttribute Attribute, LocalizedText Caption, LocalizedText Description)
{
    /// <summary>The dimension one level up, if any: domain → domain_group.</summary>
    public string? Parent { get; init; }

    /// <summary>Names of members that have only a code in the star (roles, kinds, classifications).</summary>
    public IReadOnlyDictionary<string, LocalizedText> MemberNames { get; init; } = new Dictionary<string, LocalizedText>();

    public bool IsMany => Attribute.IsMany;

    public TimeLevel? Time => Attribute.Time;
}
