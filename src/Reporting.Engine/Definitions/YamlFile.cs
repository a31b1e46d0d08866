using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Reporting.Engine.Definitions;

/// <summary>Reads a definition file into the records that describe its keys; an unknown key is refused.</summary>
public static class YamlFile
{
    private const int LongestFile = 1_000_000;

    public static T Read<T>(string path)
    {
        var name = Path.GetFileName(path);
        var text = File.ReadAllText(path);
        if (text.Length > LongestFile)
        {
            throw new DefinitionException(name, 1, "The file is too large.", $"Definitions hold at most {LongestFile:N0} characters.");
        }

        return Parse<T>(name, text);
    }

    public static T Parse<T>(string name, string text)
    {
        var deserializer = new DeserializerBuilder()
            .WithNamingConvention(UnderscoredNamingConvention.Instance)
            .WithEnforceRequiredMembers()
            .WithEnforceNullability()
            .WithDuplicateKeyChecking()
            .Build();
        try
        {
            return deserializer.Deserialize<T>(text)
                ?? throw new DefinitionException(name, 1, "The file is empty.", "See reports/README.md for its keys.");
        }
        catch (YamlException e)
        {
            // The reader names its own types; whoever writes a report knows keys.
            var message = (e.InnerException?.Message ?? e.Message).Split(" not found on type")[0] switch
            {
                var said when said.StartsWith("Property '", StringComparison.Ordinal) => $"There is no key {said[9..]}.",
                var said => said,
            };
            throw new DefinitionException(name, e.Start.Line, message, "See reports/README.md for the keys.", e);
        }
    }
}
