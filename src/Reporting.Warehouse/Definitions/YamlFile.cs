using System.Text.RegularExpressions;
using Reporting.Warehouse.Imports;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Reporting.Warehouse.Definitions;

/// <summary>
/// Reads a definition file into the records that describe its keys; an unknown key is refused, and so is what could make a small
/// file large: aliases, deep nesting, too many characters.
/// </summary>
public static partial class YamlFile
{
    private const int MaxFile = 1_000_000;
    private const int Deepest = 12;

    /// <summary>Converters read values that may be written in more than one way; <paramref name="keys"/> is the page that documents the keys.</summary>
    public static T Parse<T>(string name, string text, IReadOnlyList<IYamlTypeConverter>? converters = null, string keys = "reports/README.md")
    {
        if (text.Length > MaxFile)
        {
            throw new DefinitionException(name, 1, "The file is too large.", $"Definitions hold at most {MaxFile:N0} characters.");
        }

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
            RefuseBombs(name, text);
            return builder.Build().Deserialize<T>(text)
                ?? throw new DefinitionException(name, 1, "The file is empty.", $"See {keys} for its keys.");
        }
        catch (YamlException e)
        {
            // The reader names its own types; whoever writes a report knows keys.
            var message = (e.InnerException?.Message ?? e.Message).Split(" not found on type")[0] switch
            {
                var said when said.StartsWith("Property '", StringComparison.Ordinal) => $"There is no key {said[9..]}.",
                var said => said,
            };
            var line = text.Split('\n').ElementAtOrDefault((int)e.Start.Line - 1) ?? "";
            throw Bare().Match(line) is { Success: true, Value: var bare }
                ? Unquoted(name, e.Start.Line, bare)
                : new DefinitionException(name, e.Start.Line, message, $"See {keys} for the keys.", e);
        }
    }

    // YAML takes {title} for a list of keys, the key "title" among them without a value.
    private static DefinitionException Unquoted(string name, long line, string bare) =>
        new(name, line, $"{bare} stands without quotation marks, and is no text to YAML.", $"Write \"{bare}\" in quotation marks, with all that stands beside it.");

    [GeneratedRegex(@"(?<=[:\-]\s*)\{[^{}""':,]+\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Bare();

    // Ten aliases of ten aliases of … are a small file with more values than there is memory for.
    private static void RefuseBombs(string name, string text)
    {
        var parser = new Parser(new StringReader(text));
        var (depth, opened, only) = (0, false, (Scalar?)null);
        while (parser.MoveNext())
        {
            var here = parser.Current!;
            if (here is Scalar { Style: ScalarStyle.Plain, Value.Length: 0 } && only is not null)
            {
                throw Unquoted(name, here.Start.Line, $"{{{only.Value}}}");
            }

            (opened, only) = (here is MappingStart { Style: MappingStyle.Flow }, opened ? here as Scalar : null);
            depth += here.NestingIncrease;
            if (here is AnchorAlias || here is NodeEvent { Anchor.IsEmpty: false })
            {
                throw new DefinitionException(name, here.Start.Line, "Anchors and aliases (&name, *name) are not taken.", "Write the value out where it is needed.");
            }

            if (here is Scalar scalar && TextRules.HasNoText(scalar.Value))
            {
                throw new DefinitionException(name, here.Start.Line, "A value is not text: it holds half a character, or a NUL.", "Write plain Unicode text.");
            }

            if (depth > Deepest)
            {
                throw new DefinitionException(name, here.Start.Line, "The file is nested too deeply.", $"Definitions go {Deepest} levels deep at most.");
            }
        }
    }
}
