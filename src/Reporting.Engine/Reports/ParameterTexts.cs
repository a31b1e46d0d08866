using System.Text;
using System.Text.RegularExpressions;
using Reporting.Engine.Languages;
using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Definitions;

namespace Reporting.Engine.Reports;

/// <summary>
/// Puts the values of parameters in place of <c>{country}</c> in the texts of a report. A paragraph that names a parameter without a value is left out, so
/// that no sentence claims a filter that does not apply.
/// </summary>
internal sealed partial class ParameterTexts(IReadOnlyDictionary<string, string?> values)
{
    /// <summary>The requested years in words, in every report.</summary>
    public const string Years = "years";

    private const string Paragraphs = "\n\n";

    /// <summary>The text with its values; null if nothing of it applies.</summary>
    public string? Fill(string text)
    {
        if (!text.Contains('{', StringComparison.Ordinal))
        {
            return text;
        }

        var kept = text.ReplaceLineEndings("\n").Split(Paragraphs, StringSplitOptions.RemoveEmptyEntries)
            .Where(paragraph => NamesIn(paragraph).All(name => values.GetValueOrDefault(name) is not null)).Select(Paragraph).ToList();
        return kept.Count == 0 ? null : string.Join(Paragraphs, kept);
    }

    /// <summary>A section with its title, note and paragraphs filled.</summary>
    public ReportSection Fill(ReportSection section, SectionDefinition definition, string language)
    {
        var note = definition.Note?.In(language) is { } own && section.Note is { } shown ? shown.Replace(own, Fill(own)?.Replace(Paragraphs, " ", StringComparison.Ordinal), StringComparison.Ordinal).Trim() : section.Note;
        var filled = section with { Title = Fill(section.Title) ?? section.Title, Note = string.IsNullOrEmpty(note) ? null : note };
        return filled is TextSection text ? text with { Paragraphs = [.. text.Paragraphs.Select(Fill).OfType<string>()] } : filled;
    }

    /// <summary>The names in braces.</summary>
    public static IEnumerable<string> NamesIn(string text) => Braces().Matches(text).Select(match => match.Groups["name"].Value);

    /// <summary>Refuses names that the report does not have. A title needs a value in any case, so it takes required parameters only.</summary>
    public static void Check(IEnumerable<LocalizedText> texts, IReadOnlyList<ReportParameter> parameters, bool needsValue, DefinitionText source)
    {
        var known = parameters.Where(p => !needsValue || p.IsRequired).Select(p => p.Id).Append(Years).ToList();
        foreach (var name in texts.SelectMany(t => t.Texts.Values).SelectMany(NamesIn).Where(name => !known.Contains(name)))
        {
            throw source.At($"{{{name}}}", $"'{{{name}}}' names no {(needsValue ? "required " : string.Empty)}parameter.", $"Known values: {string.Join(", ", known.Select(k => $"{{{k}}}"))}.");
        }
    }

    private string Paragraph(string text)
    {
        var filled = new StringBuilder();
        var last = 0;
        foreach (var match in Braces().Matches(text).Cast<Match>())
        {
            filled.Append(text, last, match.Index - last);
            HebrewPrefix.Append(filled, values[match.Groups["name"].Value]!);
            last = match.Index + match.Length;
        }

        return filled.Append(text, last, text.Length - last).ToString();
    }

    [GeneratedRegex(@"\{(?<name>[a-z][a-z0-9_]*)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Braces();
}
