using Reporting.Engine.Model;
using Reporting.Rendering.Renderers;
using Reporting.Warehouse.Members;

namespace Reporting.Api.Pages;

/// <summary>Addresses of the pages of members, for the dimensions that the caller sees.</summary>
public sealed class MemberLinks(string pathBase, SemanticModel visible)
{
    /// <summary>The page of a member by the attribute of its dimension (see StarSchema); null for a hidden dimension and for "not stated".</summary>
    public string? ByAttribute(string attribute, string? code) =>
        visible.FindDimension(attribute) is { } dimension ? Of(dimension, code) : null;

    /// <summary>The page of a member; null for a pair of countries, which has none.</summary>
    public string? Of(ModelDimension dimension, string? code) =>
        code is null or UnknownMembers.Code ? null : $"{Index(Whole(dimension))}/{PathCode.Escape(code)}";

    /// <summary>The list of a dimension's members by its attribute; null for a hidden dimension.</summary>
    public string? IndexByAttribute(string attribute) => visible.FindDimension(attribute) is { } dimension ? Index(dimension) : null;

    /// <summary>The list of a dimension's members.</summary>
    public string Index(ModelDimension dimension) => $"{pathBase}/members/{dimension.Id}";

    // A partner has the page of the participant that it is.
    private ModelDimension Whole(ModelDimension dimension) =>
        dimension.Attribute is { IsOfPartner: true, Reveals: { } same } && !dimension.Attribute.IsCountryPair ? visible.FindDimension(same) ?? dimension : dimension;
}
