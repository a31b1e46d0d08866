using Reporting.Engine.Queries;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Subscriptions;

/// <summary>Whose mail is looked at, and in what form.</summary>
internal sealed record PreviewParameters(string? Recipient, string Format)
{
    private static readonly NamedParameters Names = new("recipient", "format");
    private static readonly string[] Formats = ["json", "html", "eml"];

    public static Outcome<PreviewParameters> Read(IEnumerable<KeyValuePair<string, string>> pairs) =>
        Names.Read(pairs, new PreviewParameters(null, Formats[0]), (asked, name, value) => asked.With(name, value));

    private Outcome<PreviewParameters> With(string name, string value) => name switch
    {
        "recipient" => this with { Recipient = value },
        _ when Formats.Contains(value) => this with { Format = value },
        _ => new Problem(ErrorCodes.BadChoice, $"'{SafeText.Of(value)}' is not a value of 'format'.", "Known are: json, html, eml."),
    };
}
