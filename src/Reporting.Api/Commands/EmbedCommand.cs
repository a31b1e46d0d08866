using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Options;
using Reporting.Api.Access.Keys;
using Reporting.Api.Embed;
using Reporting.Delivery.Links;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Commands;

/// <summary><c>embed</c>: makes the address of a report inside a page of another site.</summary>
internal static class EmbedCommand
{
    private const int MaxDays = 366;

    public static Command Create()
    {
        var report = new Option<string>("--report") { Description = "Id of the report.", Required = true };
        var key = new Option<string>("--key") { Description = "Id of the key whose access rights the report has, from 'keys list'. Revoking the key ends the link.", Required = true };
        var days = new Option<int>("--days") { Description = "Days for which the link is valid, at most 366.", DefaultValueFactory = _ => 90 };
        var command = new Command("embed", "Prints the address of a report for a frame in another site (setting Embed:Origins).") { report, key, days };
        command.SetAction((parsed, cancellationToken) => CommandHost.RunAsync(
            services => MakeAsync(services, parsed.GetRequiredValue(report), parsed.GetRequiredValue(key), parsed.GetValue(days), cancellationToken),
            prepare: true));
        return command;
    }

    private static async Task<Problem?> MakeAsync(IServiceProvider services, string report, string keyId, int days, CancellationToken cancellationToken)
    {
        if (services.GetRequiredService<IOptions<EmbedOptions>>().Value.Sites.Count == 0)
        {
            return new Problem(ErrorCodes.EmbedOff, "Embedding is off.", "Name the sites that may show reports in Embed:Origins.");
        }

        if (!(await services.GetRequiredService<KeyRing>().FindAsync(keyId, cancellationToken)).IsValue(out var key, out var problem))
        {
            return problem;
        }

        var until = services.GetRequiredService<TimeProvider>().GetUtcNow().AddDays(Math.Clamp(days, 1, MaxDays));
        var signed = services.GetRequiredService<EmbedLinks>().Sign(new EmbedLink(report, key.Id, until));
        await CommandAudit.RecordAsync(services, AuditAction.Change, "embed", string.Create(CultureInfo.InvariantCulture, $"report={report}&key={key.Id}&until={until:yyyy-MM-dd}"), isAnswered: true);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report} with the access rights of {key.Name}, until {until:yyyy-MM-dd}. Everyone who has the address sees it."));
        Console.WriteLine($"{services.GetRequiredService<MailLinks>().Home}{EmbedEndpoints.Path}/{Uri.EscapeDataString(report)}?{EmbedEndpoints.LinkParameter}={signed}");
        return null;
    }
}
