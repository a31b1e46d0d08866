using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Reporting.Api.Access.Keys;
using Reporting.Api.Embed;

namespace Reporting.Api.Tests.Access;

/// <summary>A report in a frame of another site as an exit: it has the rights of the key in its link.</summary>
internal static partial class EmbedExit
{
    public const string Site = "https://intranet.example.org";

    /// <summary>Prefix of the report and its filters.</summary>
    public const string Address = "embed:";

    public static async Task<string> AskAsync(AppWithRoles app, string roles, string report)
    {
        var key = (await app.Services.GetRequiredService<KeyRing>().CreateAsync("Intranet", roles.Split(' '), null, "test", CancellationToken.None)).Value!.Stored.Id;
        var link = app.Services.GetRequiredService<EmbedLinks>().Sign(new EmbedLink(report.Split('?')[0], key, app.Services.GetRequiredService<TimeProvider>().GetUtcNow().AddDays(1)));
        using var client = app.PlainClient();
        using var response = await client.GetAsync($"{EmbedEndpoints.Path}/{report}{(report.Contains('?', StringComparison.Ordinal) ? '&' : '?')}link={link}");
        return $"{(int)response.StatusCode}\n{Varying().Replace(await response.Content.ReadAsStringAsync(), string.Empty)}";
    }

    [GeneratedRegex("link=[^&\"]*|name=\"link\" value=\"[^\"]*\"", RegexOptions.None, 1000)]
    private static partial Regex Varying();
}
