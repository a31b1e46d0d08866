using Reporting.Warehouse.Problems;

namespace Reporting.Api.Subscriptions;

/// <summary>Whose mail is looked at, and in what form.</summary>
internal sealed record PreviewParameters(string? Recipient, string Format)
{
    private static readonly string[] Names = ["recipient", "format"];
    private static readonly string[] Formats = ["json", "html", "eml"];

    public static Outcome<PreviewParameters> Read(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        var asked = new PreviewParameters(null, Formats[0]);
        foreach (var (name, value) in pairs)
        {
            switch (name)
            {
                case "recipient":
                    asked = asked with { Recipient = value };
                    break;
                case "format" when Formats.Contains(value):
                    asked = asked with { Format = value };
                    break;
                case "format":
                    return new Problem(ProblemKind.Invalid, "bad-choice", $"'{Shown.Of(value)}' is not a value of 'format'.", "Known are: json, html, eml.");
                default:
                    return new Problem(ProblemKind.Invalid, "unknown-parameter", $"There is no parameter '{Shown.Of(name)}' here.", NearestName.Hint(name, Names, $"Known are: {string.Join(", ", Names)}."));
            }
        }

        return asked;
    }
}
