namespace Reporting.Warehouse.Text;

/// <summary>Generates codes for members that a file only names.</summary>
internal static class CodeGenerator
{
    private const int MaxLength = 190;

    /// <summary>"Health &amp; care" → "health-and-care". A long name is cut and ends with its hash. A name without letters becomes only a hash.</summary>
    public static string Of(string name)
    {
        if (TextRules.Broken(name, lines: true) is not null)
        {
            // The checks refuse the name itself.
            return $"n-{Hash(name, 12)}";
        }

        var slug = Slugs.Of(name.Replace("&", " and ", StringComparison.Ordinal).Replace("+", " plus ", StringComparison.Ordinal));
        return slug.Length switch
        {
            0 => $"n-{Hash(name, 12)}",
            > MaxLength => $"{slug[..170].TrimEnd('-')}-{Hash(slug, 12)}",
            _ => slug,
        };
    }

    /// <summary>The same, but blank for a blank name.</summary>
    public static string OrBlank(string name) => name.Length == 0 ? "" : Of(name);

    /// <summary>The first hexadecimal digits of the text's SHA-256.</summary>
    public static string Hash(string text, int length) => Sha256.Of(text)[..length];
}
