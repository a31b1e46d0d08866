namespace Reporting.Engine.Model;

/// <summary>A dimension of the model, for grouping and filters.</summary>
public sealed record ModelDimension(string Id, StarAttribute Attribute, LocalizedText Caption, LocalizedText Description)
{
    /// <summary>The dimension one level up, if any: domain → domain_group.</summary>
    public string? Parent { get; init; }

    /// <summary>Names of members that have only a code in the star (roles, kinds, classifications).</summary>
    public IReadOnlyDictionary<string, LocalizedText> MemberNames { get; init; } = new Dictionary<string, LocalizedText>();

    /// <summary>Of participants and organisations: the names of countries by their English name, because a country can take part itself.</summary>
    public IReadOnlyDictionary<string, LocalizedText> CountryNames { get; init; } = new Dictionary<string, LocalizedText>();

    /// <summary>A sentence made from the declaration of groups, bands or a calendar; empty for an attribute of the star.</summary>
    public LocalizedText Explanation { get; init; } = LocalizedText.None;

    public bool IsMany => Attribute.IsMany;

    public TimeLevel? Time => Attribute.Time;

    /// <summary>True if the members are countries by their ISO codes.</summary>
    public bool IsCountry => Attribute.IsCountry;
}
