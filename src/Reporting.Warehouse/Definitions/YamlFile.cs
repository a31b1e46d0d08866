using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Reporting.Warehouse.Definitions;

/// <summary>Reads a definition file into the records that describe its keys; an unknown key is refused.</summary>
public static class YamlFile
{
    private const int LongestFile = 1_000_000;

    public static T Read<T>(string path)
    {
        var (name, text) = ReadText(path);
        return Parse<T>(name, text);
    }

    /// <summary>The file's name and its text, within the length that a definition may have.</summary>
    public static (string Name, string Text) ReadText(string path)
    {
        var name = Path.GetFileName(path);
        var text = File.ReadAllText(path);
        if (text.Length > LongestFile)
        {
            throw new DefinitionException(name, 1, "The file is too large.", $"Definitions hold at most {LongestFile:N0} characters.");
        }

        return (name, text);
    }

    /// <summary>Converters read values that may be written in more than one way; <paramref name="keys"/> is the page that documents the keys.</summary>
    public static T Parse<T>(string name, string text, IReadOnlyList<IYamlTypeConverter>? converters = null, string keys = "reports/README.md")
    {
        var builder = new DeserializerBuilder()
            .WithNamingConvention(UnderscoredNamingConvention.Instance)
            .WithEnforceRequiredMembers()
            .WithEnforceNullability()
            .WithDuplicateKeyChecking();
        foreach (var converter in converters ?? [])
        {
            builder = builder.WithTypeConverter(converter);
        }

        try
        {
            return builder.Build().Deserialize<T>(text)
                ?? throw new DefinitionException(name, 1, "The file is empty.", $"See {keys} for its keys.");
        }
        catch (YamlException e)
        {
            throw new DefinitionException(name, e.Start.Line, e.InnerException?.Message ?? e.Message, $"See {keys} for the keys.", e);
        }
    }
}
