using System.Globalization;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Imports;

/// <summary>Reads the parameters of an import from the query string. Unknown names are refused.</summary>
/// <param name="FileName">The file's name, if the body does not contain it.</param>
internal sealed record ImportParameters(string? Mapping = null, bool Preview = false, bool Replace = false, int MaxRejected = 0, string? FileName = null)
{
    private static readonly NamedParameters Names = new("mapping", "preview", "mode", "maxRejected", "file");

    public static Outcome<ImportParameters> Read(IEnumerable<KeyValuePair<string, string>> pairs) =>
        Names.Read(pairs, new ImportParameters(), (parameters, name, value) => parameters.With(name, value));

    private Outcome<ImportParameters> With(string name, string value) => (name, value) switch
    {
        ("mapping", _) => this with { Mapping = value },
        ("file", _) => this with { FileName = value },
        ("preview", "true" or "false") => this with { Preview = value == "true" },
        ("mode", "merge" or "replace") => this with { Replace = value == "replace" },
        ("maxRejected", _) when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) => this with { MaxRejected = count },
        ("maxRejected", _) => new Problem(ErrorCodes.BadLimit, $"'{SafeText.Of(value)}' is not a number of engagements.", "Write a whole number from 0."),
        ("preview", _) => Choice("preview", value, "true, false"),
        _ => Choice("mode", value, "merge (keeps engagements that are not in the file) or replace (retires them)"),
    };

    private static Problem Choice(string name, string value, string known) => new Problem(ErrorCodes.BadChoice, $"'{SafeText.Of(value)}' is not a value of '{name}'.", $"Use one of: {known}.");
}
