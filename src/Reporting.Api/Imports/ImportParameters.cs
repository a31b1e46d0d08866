using System.Globalization;
using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Imports;

/// <summary>How a file is to be imported, from the query string; a name that is not known is refused.</summary>
/// <param name="FileName">What the file is called, where the body does not say.</param>
internal sealed record ImportParameters(string? Mapping = null, bool Preview = false, bool Replace = false, int MaxRejected = 0, string? FileName = null)
{
    private static readonly string[] Names = ["mapping", "preview", "mode", "maxRejected", "file"];

    public static Outcome<ImportParameters> Read(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        var asked = new ImportParameters();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, value) in pairs)
        {
            if (!Names.Contains(name))
            {
                return Invalid("unknown-parameter", $"There is no parameter '{Shown.Of(name)}' here.", NearestName.Hint(name, Names, $"Known are: {string.Join(", ", Names)}."));
            }

            if (!seen.Add(name))
            {
                return Invalid("named-twice", $"'{name}' is given twice.", "Give it once.");
            }

            if (value.Length == 0)
            {
                return Invalid("empty-value", $"'{name}' has no value.", "Give a value or leave the parameter out.");
            }

            if (!asked.With(name, value).IsValue(out var next, out var problem))
            {
                return problem;
            }

            asked = next;
        }

        return asked;
    }

    private Outcome<ImportParameters> With(string name, string value) => (name, value) switch
    {
        ("mapping", _) => this with { Mapping = value },
        ("file", _) when Texts.Broken(value) is null => this with { FileName = value },
        ("file", _) => Invalid("malformed-text", "The name of the file has characters that cannot be shown.", "Send plain Unicode text."),
        ("preview", "true" or "false") => this with { Preview = value == "true" },
        ("mode", "merge" or "replace") => this with { Replace = value == "replace" },
        ("maxRejected", _) when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var most) => this with { MaxRejected = most },
        ("maxRejected", _) => Invalid("bad-limit", $"'{Shown.Of(value)}' is not a number of engagements.", "Write a whole number from 0."),
        ("preview", _) => Choice("preview", value, "true, false"),
        _ => Choice("mode", value, "merge (what the file does not have stays) and replace (it is retired)"),
    };

    private static Problem Choice(string name, string value, string known) => Invalid("bad-choice", $"'{Shown.Of(value)}' is not a value of '{name}'.", $"Known are: {known}.");

    private static Problem Invalid(string code, string message, string hint) => new(ProblemKind.Invalid, code, message, hint);
}
