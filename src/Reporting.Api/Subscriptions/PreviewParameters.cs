using Reporting.Engine.Queries;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Subscriptions;

/// <summary>The recipient and the format of a preview.</summary>
internal sealed record PreviewParameters(string? Recipient, string Format)
{
    private static readonly NamedParameters Names = new("recipient", "format");
    private static readonly string[] Formats = ["json", "html", "eml"];

    public static Outcome<PreviewParameters> Read(IEnumerable<KeyValuePair<string, string>> pairs) =>
        Names.Read(pairs, new PreviewParameters(null, Formats[0]), (parameters, name, value) => parameters.With(name, value));

    private Outcome<PreviewParameters> With(string name, string value) => name switch
    {
        "recipient" => this with { Recipient = value },
        _ when Formats.Contains(value) => this with { Format = value },
        _ => new Problem(ErrorCodes.BadChoice, $"'{SafeText.Of(value)}' is not a value of 'format'.", "Use one of: json, html, eml."),
    };
}
