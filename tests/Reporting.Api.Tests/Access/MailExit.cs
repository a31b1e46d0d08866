using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Reporting.Api.Access.Keys;
using Reporting.Api.Tests.Exports;
using Reporting.Api.Tests.Mail;

namespace Reporting.Api.Tests.Access;

/// <summary>The door by which answers leave while nobody asks: a mail, set up by somebody who sees everything, to somebody who does not.</summary>
internal static partial class MailExit
{
    /// <summary>What the table of doors calls it; its addresses are those of people.</summary>
    public const string Address = "mailto:";

    public const string Preview = "preview:";

    /// <summary>What an owner of these roles is shown of a mail before it is sent.</summary>
    public static async Task<string> PreviewAsync(RoledApp app, string roles)
    {
        using var owner = app.CreateClient();
        owner.DefaultRequestHeaders.Add(RoledApp.Header, roles);
        var id = (await owner.SubscribeAsync(["asha@example.org"], new { formats = new[] { "csv", "xlsx" }, onBehalfOf = "owner" })).Id();
        var preview = JsonNode.Parse(await owner.GetStringAsync($"{MailsOfApp.Route}/{id}/preview"))!.AsObject();
        // The message has signed links and boundaries of its own.
        Assert.True(preview.Remove("bytes") && preview["html"] is not null, $"{preview}");
        return Links().Replace(preview.ToJsonString(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }), "link");
    }

    /// <summary>The copy that arrives at a recipient of these roles: what became of it, its subject, its texts and its files.</summary>
    public static async Task<string> AskAsync(RoledApp app, int rule, string roles)
    {
        var recipient = $"rule-{rule}@example.org";
        Assert.Null((await app.Services.GetRequiredService<KeyRing>().MakeAsync(recipient, roles.Split(' '), null, "test", CancellationToken.None)).Problem);
        using var owner = app.CreateClient();
        owner.DefaultRequestHeaders.Add(RoledApp.Header, RowRules.Unlimited);
        var copy = (await owner.RunAsync(await owner.SubscribeAsync([recipient], new { formats = new[] { "csv", "xlsx" }, skipWhenEmpty = true })))[0];
        if (ExportsOfApp.State(copy) == "skipped")
        {
            // Its reason is what the owner sees, not the recipient.
            return "skipped";
        }

        Assert.True(ExportsOfApp.State(copy) == "delivered", $"{copy}");
        var message = await File.ReadAllTextAsync(app.Eml(copy));
        var said = new StringBuilder().AppendLine(Subject().Match(message).Value);
        var parts = MailParts.Of(message).ToList();
        Assert.Equal(4, parts.Count);
        foreach (var part in parts)
        {
            said.AppendLine(part.AsSpan().StartsWith("PK"u8) ? Convert.ToHexStringLower(SHA256.HashData(part)) : Links().Replace(Encoding.UTF8.GetString(part), "link"));
        }

        return said.ToString();
    }

    [GeneratedRegex(@"(?m)^Subject:.*(\n .*)*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Subject();

    // Signed, for this copy alone.
    [GeneratedRegex("""https?://[^\s"<>]+""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Links();
}
