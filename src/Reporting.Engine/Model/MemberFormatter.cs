using System.Globalization;
using Reporting.Engine.Languages;
using Reporting.Warehouse.Members;
using Reporting.Warehouse.Text;

namespace Reporting.Engine.Model;

/// <summary>Names members that have only a code in the star: by the model's captions, otherwise by the words of the code.</summary>
public static class MemberFormatter
{
    /// <summary>True for two different codes of countries in order, as pairs are written.</summary>
    public static bool IsCountryPair(string code) => code.Split('-') is [{ Length: > 0 } first, { Length: > 0 } second] && string.CompareOrdinal(first, second) < 0;

    public static string NameOf(this ModelDimension dimension, string code, string language)
    {
        if (dimension.MemberNames.TryGetValue(code, out var captions))
        {
            return captions.In(language);
        }

        if (dimension.Attribute.IsCountryPair && code.Split('-') is [var first, var second])
        {
            return $"{dimension.NameOf(first, language)} – {dimension.NameOf(second, language)}";
        }

        // A range is named as it is written.
        if (code.Contains("..", StringComparison.Ordinal))
        {
            return code.StartsWith("..", StringComparison.Ordinal) ? $"≤ {code[2..]}" : code.EndsWith("..", StringComparison.Ordinal) ? $"≥ {code[..^2]}" : code.Replace("..", "–", StringComparison.Ordinal);
        }

        return Slugs.Humanise(code);
    }

    /// <summary>
    /// Names a member of a table: in English by its name in the data, in other languages by the model's name if there is one, else by its local name if
    /// that is written in the language's script. A participant with the English name of a country is named as the country.
    /// A member without a name is a place without a city, or a word of the model.
    /// </summary>
    /// <param name="name">The name in the data; null for none.</param>
    /// <param name="localName">The name in the member's own script; null for none.</param>
    public static string NameOf(this ModelDimension dimension, string code, string? name, string language, string? localName = null)
    {
        if (language != Language.English.Code && dimension.MemberNames.TryGetValue(code, out var captions) && captions.Texts.TryGetValue(language, out var own))
        {
            return own;
        }

        if (localName is not null && Language.Of(language).Writes(localName))
        {
            return localName;
        }

        if (language != Language.English.Code && name is not null && dimension.CountryNames.TryGetValue(name.StartsWith("The ", StringComparison.Ordinal) ? name[4..] : name, out var country))
        {
            return country.In(language);
        }

        return name ?? (dimension.Attribute.Table is { Name: "DimPlace" } ? PlaceWithoutCity(code, language) : dimension.NameOf(code, language));
    }

    private static string PlaceWithoutCity(string code, string language)
    {
        var phrases = Language.Of(language).Phrases;
        return code == UnknownMembers.Code ? phrases.PlaceNotStated : string.Format(CultureInfo.InvariantCulture, phrases.CityNotStated, code.ToUpperInvariant());
    }
}
