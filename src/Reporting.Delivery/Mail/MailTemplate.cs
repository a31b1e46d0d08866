using System.Text.RegularExpressions;
using Reporting.Warehouse.Problems;

namespace Reporting.Delivery.Mail;

/// <summary>Texts with placeholders such as <c>{report}</c>, which are replaced when a mail is made.</summary>
public static partial class MailTemplate
{
    /// <summary>The names of all placeholders.</summary>
    public static readonly IReadOnlyList<string> Placeholders = ["headline", "report", "name", "date", "shows", "data_version", "data_as_of", "recipient"];

    /// <summary>Null if all placeholders are known. Problem: <c>unknown-placeholder</c>.</summary>
    public static Problem? Check(string? text) =>
        text is not null && Placeholder().Matches(text).Select(m => m.Groups["name"].Value).FirstOrDefault(name => !Placeholders.Contains(name)) is { } unknown
            ? new Problem(
                ErrorCodes.UnknownPlaceholder, $"There is no placeholder '{{{SafeText.Of(unknown)}}}'.",
                NearestName.Hint(unknown, Placeholders, $"Placeholders: {string.Join(", ", Placeholders.Select(p => $"{{{p}}}"))}."))
            : null;

    public static string Fill(string text, IReadOnlyDictionary<string, string> values) => Placeholder().Replace(text, m => values.GetValueOrDefault(m.Groups["name"].Value, m.Value));

    [GeneratedRegex(@"\{(?<name>[A-Za-z_]{1,40})\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Placeholder();
}
