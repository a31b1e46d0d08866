using System.Globalization;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Imports;

/// <summary>How a file is to be imported, from the query string; a name that is not known is refused.</summary>
/// <param name="FileName">What the file is called, where the body does not say.</param>
internal sealed record ImportParameters(string? Mapping = null, bool Preview = false, bool Replace = false, int MaxRejected = 0, string? FileName = null)
{
    private static readonly NamedParameters Names = new("mapping", "preview", "mode", "maxRejected", "file");

    public static Outcome<ImportParameters> Read(IEnumerable<KeyValuePair<string, string>> pairs) =>
        Names.Read(pairs, new ImportParameters(), (asked, name, value) => asked.With(name, value));

    private Outcome<ImportParameters> With(string name, string value) => (name, value) switch
    {
        ("mapping", _) => this with { Mapping = value },
        ("file", _) => this with { FileName = value },
        ("preview", "true" or "false") => this with { Preview = value == "true" },
        ("mode", "merge" or "replace") => this with { Replace = value == "replace" },
        ("maxRejected", _) when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var most) => this with { MaxRejected = most },
        ("maxRejected", _) => new Problem(ErrorCodes.BadLimit, $"'{SafeText.Of(value)}' is not a number of engagements.", "Write a whole number from 0."),
        ("preview", _) => Choice("preview", value, "true, false"),
        _ => Choice("mode", value, "merge (what the file does not have stays) and replace (it is retired)"),
    };

    private static Problem Choice(string name, string value, string known) => new Problem(ErrorCodes.BadChoice, $"'{SafeText.Of(value)}' is not a value of '{name}'.", $"Known are: {known}.");
}
