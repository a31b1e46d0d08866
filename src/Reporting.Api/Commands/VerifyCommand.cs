using System.CommandLine;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Reporting.Api.Verify;
using Reporting.Delivery.Verify;
using Reporting.Engine.Access;
using Reporting.Warehouse.Operations;

namespace Reporting.Api.Commands;

/// <summary><c>verify</c>: prints what is known of a file, as <c>/api/v1/verify</c> does.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var hash = new Argument<string>("hash") { Description = "The 64 digits in the file." };
        var command = new Command("verify", "Verifies a file by its hash: of which edition it is, and which of its figures differ today.") { hash };
        command.SetAction((parsed, cancellationToken) => CommandHost.RunAsync(
            async services =>
            {
                if (!VerifyEndpoints.Hash(parsed.GetRequiredValue(hash)).IsValue(out var digits, out var problem))
                {
                    return problem;
                }

                var verified = await services.GetRequiredService<ReportVerifier>().VerifyAsync(digits, Caller.Local, cancellationToken);
                await CommandAudit.RecordAsync(services, AuditAction.Question, "verify", "hash=" + digits, isAnswered: true, verified.Now.Version);
                Console.WriteLine(JsonSerializer.Serialize(VerifyResponse.Of(verified), new JsonSerializerOptions(services.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions) { WriteIndented = true }));
                return null;
            },
            prepare: true));
        return command;
    }
}
