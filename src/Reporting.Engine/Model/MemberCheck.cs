using Reporting.Warehouse.Definitions;
using Reporting.Warehouse.Members;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Model;

/// <summary>Refuses members in a definition that no data can have: in groups, in filters of measures, and in row rules.</summary>
internal static class MemberCheck
{
    private const int MaxShown = 20;

    // The members of these do not come with the data.
    private static readonly string[] Closed = ["participation.country", "pair.country", "place.country", "participation.kind", StarSchema.Handling];

    /// <summary>Refuses a value that is not a fixed member of the model, or not a pair of countries.</summary>
    public static void CheckForm(this DefinitionText source, ModelDimension dimension, string value)
    {
        if (dimension.Attribute.Fixed is { } members && !members.Positions.ContainsKey(value))
        {
            throw source.At(value, $"'{dimension.Id}' has no member '{SafeText.Of(value)}'.", NearestName.Hint(value, members.Codes, $"Known values: {string.Join(", ", members.Codes)}."));
        }

        if (dimension.Attribute.IsCountryPair && !MemberFormatter.IsCountryPair(value))
        {
            throw source.At(value, $"'{SafeText.Of(value)}' is not a pair of countries.", "Write both codes in order, such as IL-IN.");
        }
    }

    /// <summary>Refuses a code that a closed list of names lacks, and one that is nearly a name of the model. Other members come with the data.</summary>
    public static void CheckName(this DefinitionText source, ModelDimension dimension, string code)
    {
        var known = dimension.MemberNames.Keys.ToList();
        if (known.Count > 0 && code != UnknownMembers.Code && !known.Contains(code) && (Closed.Contains(dimension.Attribute.Id) || NearestName.Of(code, known) is not null))
        {
            throw source.At(code, $"'{dimension.Id}' has no member '{SafeText.Of(code)}'.", NearestName.Hint(code, known, $"Known values include: {string.Join(", ", known.Order(StringComparer.Ordinal).Take(MaxShown))}."));
        }
    }
}
