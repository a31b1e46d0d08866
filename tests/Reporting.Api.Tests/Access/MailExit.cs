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

/// <summary>Mail as an exit: a caller who sees all data sends it to a recipient who does not.</summary>
internal static partial class MailExit
{
    /// <summary>Its name in the table of exits. Its addresses are mail addresses.</summary>
    public const string Address = "mailto:";

    public const string Preview = "preview:";

    public const string Changes = "changes:";

    /// <summary>Prefix of the parameters of a mail from an owner with these roles to a recipient who sees all data.</summary>
    public const string Owner = "owner:";

    /// <summary>The preview of a mail for an owner with these roles.</summary>
    public static async Task<string> PreviewAsync(AppWithRoles app, string roles)
    {
        using var owner = app.CreateClient();
        owner.DefaultRequestHeaders.Add(AppWithRoles.Header, roles);
        var id = (await owner.SubscribeAsync(["asha@example.org"], new { formats = new[] { "csv", "xlsx" }, onBehalfOf = "owner" })).Id();
        var preview = JsonNode.Parse(await owner.GetStringAsync($"{SubscriptionRequests.Route}/{id}/preview"))!.AsObject();
        // Each message has different signed links and boundaries.
        Assert.True(preview.Remove("bytes") && preview["html"] is not null, $"{preview}");
        return Links().Replace(preview.ToJsonString(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }), "link");
    }

    /// <summary>
    /// What an owner with these roles can read about a mail that is due on three days and skipped when unchanged. The recipient sees all data. Before the second
    /// day hidden data change, and before the third day visible data.
    /// </summary>
    public static async Task<string> OwnerAsync(AppWithRoles app, int rule, string roles, string parameters, Func<Task> changeHidden, Func<Task> changeSeen)
    {
        var recipient = $"all-{rule}@example.org";
        Assert.Null((await app.Services.GetRequiredService<KeyRing>().CreateAsync(recipient, [RowRules.Unlimited], null, "test", CancellationToken.None)).Problem);
        using var owner = app.CreateClient();
        owner.DefaultRequestHeaders.Add(AppWithRoles.Header, roles);
        var made = await owner.SubscribeAsync([recipient], new { parameters = JsonNode.Parse(parameters), skipWhenUnchanged = true, notify = "maya@example.org" });
        // Each rule has days of its own: a mail with the same parameters and due time is made once, and without the data all rules are the same caller.
        var day = 3 * rule;
        await app.RunScheduledAsync(owner, made, day + 1);
        await changeHidden();
        await app.RunScheduledAsync(owner, made, day + 2);
        await changeSeen();
        await app.RunScheduledAsync(owner, made, day + 3);
        var read = new StringBuilder();
        // Includes notices to the owner.
        foreach (var copy in (await owner.UntilEndedAsync((await owner.HistoryAsync(made)).Select(SubscriptionRequests.Id))).OrderBy(c => c.GetProperty("occurrence").GetString(), StringComparer.Ordinal))
        {
            foreach (var property in copy.EnumerateObject().Where(p => p.Name is not ("id" or "subscription" or "messageId" or "createdAt" or "endedAt" or "due")))
            {
                read.Append(property.Name).Append('=').Append(property.Value).Append(' ');
            }

            read.Replace(copy.Id(), "id").AppendLine();
        }

        return read.ToString();
    }

    /// <summary>
    /// The second and the third mail to a recipient with these roles, which name what changed since the mail before. Before the second mail hidden data change,
    /// and before the third visible data.
    /// </summary>
    public static async Task<string> ChangesAsync(AppWithRoles app, int rule, string roles, Func<Task> changeHidden, Func<Task> changeSeen)
    {
        var recipient = $"changes-{rule}@example.org";
        Assert.Null((await app.Services.GetRequiredService<KeyRing>().CreateAsync(recipient, roles.Split(' '), null, "test", CancellationToken.None)).Problem);
        using var owner = app.CreateClient();
        owner.DefaultRequestHeaders.Add(AppWithRoles.Header, RowRules.Unlimited);
        var made = await owner.SubscribeAsync([recipient], new { skipWhenEmpty = true });

        // Each rule has days of its own, before those of the other mails.
        var day = -10 - (3 * rule);
        await app.RunScheduledAsync(owner, made, day);
        await changeHidden();
        var second = await SaidAsync(app, await app.RunScheduledAsync(owner, made, day + 1));
        await changeSeen();
        return second + await SaidAsync(app, await app.RunScheduledAsync(owner, made, day + 2));
    }

    private static async Task<string> SaidAsync(AppWithRoles app, JsonElement copy)
    {
        var said = new StringBuilder(ExportRequests.State(copy));
        if (ExportRequests.State(copy) == "written")
        {
            foreach (var part in MailParts.Of(await File.ReadAllTextAsync(app.Eml(copy))))
            {
                said.AppendLine(Links().Replace(Encoding.UTF8.GetString(part), "link"));
            }
        }

        return said.ToString();
    }

    /// <summary>The mail to a recipient with these roles: its state, subject, texts and files.</summary>
    public static async Task<string> AskAsync(AppWithRoles app, int rule, string roles)
    {
        var recipient = $"rule-{rule}@example.org";
        Assert.Null((await app.Services.GetRequiredService<KeyRing>().CreateAsync(recipient, roles.Split(' '), null, "test", CancellationToken.None)).Problem);
        using var owner = app.CreateClient();
        owner.DefaultRequestHeaders.Add(AppWithRoles.Header, RowRules.Unlimited);
        var copy = (await owner.RunAsync(await owner.SubscribeAsync([recipient], new { formats = new[] { "csv", "xlsx" }, skipWhenEmpty = true })))[0];
        if (ExportRequests.State(copy) == "skipped")
        {
            // The reason shows only the owner's data.
            return "skipped";
        }

        Assert.True(ExportRequests.State(copy) == "written", $"{copy}");
        var message = await File.ReadAllTextAsync(app.Eml(copy));
        var text = new StringBuilder().AppendLine(Subject().Match(message).Value);
        var parts = MailParts.Of(message).ToList();
        Assert.Equal(4, parts.Count);
        foreach (var part in parts)
        {
            text.AppendLine(part.AsSpan().StartsWith("PK"u8) ? Convert.ToHexStringLower(SHA256.HashData(part)) : Links().Replace(Encoding.UTF8.GetString(part), "link"));
        }

        return text.ToString();
    }

    [GeneratedRegex(@"(?m)^Subject:.*(\n .*)*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Subject();

    // The signed part differs for each delivery.
    [GeneratedRegex("""https?://[^\s"<>]+""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Links();
}
