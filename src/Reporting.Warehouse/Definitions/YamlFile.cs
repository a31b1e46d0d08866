using System.Text.RegularExpressions;
using Reporting.Warehouse.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Reporting.Warehouse.Definitions;

/// <summary>
/// Reads a definition file into the records that describe its keys. Refuses unknown keys. Also refuses constructs that expand a small
/// file into much data: aliases, deep nesting, too many characters.
/// </summary>
public static partial class YamlFile
{
    private const int MaxCharacters = 1_000_000;
    private const int MaxDepth = 12;

    /// <summary>Converters read values with more than one notation. <paramref name="keys"/> is the page that documents the keys.</summary>
    public static T Parse<T>(string name, string text, IReadOnlyList<IYamlTypeConverter>? converters = null, string keys = "reports/README.md")
    {
        if (text.Length > MaxCharacters)
        {
            throw new DefinitionException(name, 1, "The file is too large.", $"Definitions hold at most {MaxCharacters:N0} characters.");
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
            // The library's message names C# types; authors of reports know keys.
            var message = (e.InnerException?.Message ?? e.Message).Split(" not found on type")[0] switch
            {
                var cause when cause.StartsWith("Property '", StringComparison.Ordinal) => $"There is no key {cause[9..]}.",
                var cause => cause,
            };
            var line = text.Split('\n').ElementAtOrDefault((int)e.Start.Line - 1) ?? "";
            throw Bare().Match(line) is { Success: true, Value: var bare }
                ? Unquoted(name, e.Start.Line, bare)
                : new DefinitionException(name, e.Start.Line, message, $"See {keys} for the keys.", e);
        }
    }

    // YAML reads {title} as a mapping with the key "title" and no value.
    private static DefinitionException Unquoted(string name, long line, string bare) =>
        new(name, line, $"{bare} is not in quotation marks, so YAML does not read it as text.", $"Write \"{bare}\" in quotation marks, together with the text beside it.");

    [GeneratedRegex(@"(?<=[:\-]\s*)\{[^{}""':,]+\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Bare();

    // Nested aliases let a small file expand beyond the memory.
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
                throw new DefinitionException(name, here.Start.Line, "Anchors and aliases (&name, *name) are not allowed.", "Write the value in each place.");
            }

            if (here is Scalar scalar && TextRules.HasNoText(scalar.Value))
            {
                throw new DefinitionException(name, here.Start.Line, "A value is not valid text: it contains half a surrogate pair or a NUL.", "Write plain Unicode text.");
            }

            if (depth > MaxDepth)
            {
                throw new DefinitionException(name, here.Start.Line, "The file is nested too deeply.", $"The limit is {MaxDepth} levels.");
            }
        }
    }
}
