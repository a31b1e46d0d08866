using System.Globalization;
using System.Text;
using Reporting.Warehouse.Imports.Mappings;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Suggestions;

/// <summary>The text of a suggested mapping. Every line states its certainty, with a reason when it is not sure.</summary>
internal sealed class SuggestedText
{
    private readonly StringBuilder _yaml = new();

    public override string ToString() => _yaml.ToString();

    public void Note(string text = "") => _yaml.Append(text.Length == 0 ? "\n" : $"# {TextSteps.Spaces(text)}\n");

    public void Key(string line) => _yaml.Append(line).Append('\n');

    public void Sure(string line) => Line(line, "sure", "");

    public void Likely(string line, string why) => Line(line, "likely", why);

    public void Doubtful(string line, string why) => Line(line, "doubtful", why);

    public void Line(string line, string certainty, string why) => _yaml.Append(CultureInfo.InvariantCulture, $"{line}  # {certainty}{(why.Length > 0 ? $": {Comment(why, 300)}" : "")}\n");

    public static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";

    /// <summary>A text of the file on one line, without characters that YAML does not allow.</summary>
    public static string Comment(string text, int length = 60) => TextRules.Short(TextSteps.Spaces(string.Concat(text.Select(c => char.IsControl(c) || char.IsSurrogate(c) || c >= '\uFFFE' ? ' ' : c))), length);
}
