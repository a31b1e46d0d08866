using System.Globalization;
using Reporting.Engine.Languages;

namespace Reporting.Engine.Model;

/// <summary>Names members whose code is all that the star holds: by the model's captions, else by the code in words.</summary>
public static class MemberFormatter
{
    public static string NameOf(this ModelDimension dimension, string code, string language)
    {
        if (dimension.MemberNames.TryGetValue(code, out var captions))
        {
            return captions.In(language);
        }

        var words = code.Replace('-', ' ').Replace('_', ' ').Trim();
        return words.Length == 0 ? code : char.ToUpperInvariant(words[0]) + words[1..];
    }

    /// <summary>
    /// A member of a table: in English by the name that the data give it, in another language by the model's where it has one. Without a name it
    /// is a place without a city, or a word of the model.
    /// </summary>
    /// <param name="name">As the data have it; null for none.</param>
    public static string NameOf(this ModelDimension dimension, string code, string? name, string language)
    {
        if (language != Language.English.Code && dimension.MemberNames.TryGetValue(code, out var captions) && captions.Texts.TryGetValue(language, out var own))
        {
            return own;
        }

        return name ?? (dimension.Attribute.Table is { Name: "DimPlace" } ? PlaceWithoutCity(code, language) : dimension.NameOf(code, language));
    }

    private static string PlaceWithoutCity(string code, string language)
    {
        var phrases = Language.Of(language).Phrases;
        return code == "unknown" ? phrases.PlaceNotStated : string.Format(CultureInfo.InvariantCulture, phrases.CityNotStated, code.ToUpperInvariant());
    }
}
