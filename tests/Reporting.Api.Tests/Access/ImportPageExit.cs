using System.Text;
using System.Text.RegularExpressions;
using Reporting.Api.Tests.ImportPages;

namespace Reporting.Api.Tests.Access;

/// <summary>The page of an uploaded file as an exit: its check compares the file with the data.</summary>
internal static partial class ImportPageExit
{
    /// <summary>Prefix of the file's text.</summary>
    public const string Address = "import-page:";

    public static async Task<string> AskAsync(AppWithRoles app, string roles, string csv)
    {
        using var browser = FormBrowser.Of(app, roles: roles);
        await browser.UploadAsync("file.csv", Encoding.UTF8.GetBytes(csv));
        var page = await browser.UntilIdleAsync();
        await browser.SendAsync(browser.Path + "/discard");
        return Varying().Replace(page, string.Empty);
    }

    // Times, ids, form tokens, and a choice that only callers who see all data have.
    [GeneratedRegex("<p class=\"lead\">.*?</p>|[0-9a-f]{32}|name=\"__RequestVerificationToken\" value=\"[^\"]*\"|<label class=\"check\"><input type=\"checkbox\" name=\"replace\".*?</label>", RegexOptions.Singleline, 1000)]
    private static partial Regex Varying();
}
