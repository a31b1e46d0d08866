namespace Reporting.Engine.Model;

/// <summary>Names members whose code is all that the star holds: by the model's captions, else by the code in words.</summary>
public static class MemberWords
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

    /// <summary>A member whose table holds no name: a place without a city, or a word of the model.</summary>
    public static string WithoutName(ModelDimension dimension, string code, string language) =>
        dimension.Attribute.Table is { Name: "DimPlace" } ? PlaceWithoutCity(code) : dimension.NameOf(code, language);

    /// <summary>A place without a city is named after what is known of it.</summary>
    public static string PlaceWithoutCity(string code) =>
        code == "unknown" ? "Place not stated" : $"City not stated ({code.ToUpperInvariant()})";
}
