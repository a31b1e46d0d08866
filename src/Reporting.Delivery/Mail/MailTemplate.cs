using System.Text.RegularExpressions;
using Reporting.Warehouse.Problems;

namespace Reporting.Delivery.Mail;

/// <summary>Texts with places such as <c>{report}</c> that are filled when a mail is made.</summary>
public static partial class MailTemplate
{
    /// <summary>The places that there are.</summary>
    public static readonly IReadOnlyList<string> Places = ["report", "name", "date", "shows", "data_version", "data_as_of", "recipient"];

    /// <summary>Null where the text can be filled. Problems: <c>unknown-placeholder</c>.</summary>
    public static Problem? Check(string? text) =>
        text is not null && Place().Matches(text).Select(m => m.Groups["name"].Value).FirstOrDefault(name => !Places.Contains(name)) is { } unknown
            ? new Problem(
                ErrorCodes.UnknownPlaceholder, $"There is nothing to put in place of '{{{SafeText.Of(unknown)}}}'.",
                NearestName.Hint(unknown, Places, $"Known are: {string.Join(", ", Places.Select(p => $"{{{p}}}"))}."))
            : null;

    public static string Fill(string text, IReadOnlyDictionary<string, string> values) => Place().Replace(text, m => values.GetValueOrDefault(m.Groups["name"].Value, m.Value));

    [GeneratedRegex(@"\{(?<name>[A-Za-z_]{1,40})\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Place();
}
