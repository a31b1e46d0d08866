using System.CommandLine;
using System.Text.Json;
using Reporting.Api.Health;
using Reporting.Api.HealthChecks;
using Reporting.Api.Hosting;

namespace Reporting.Api.Commands;

/// <summary><c>doctor</c>: runs the checks of health. The exit code is 1 if one of them failed; warnings give 0.</summary>
internal static class DoctorCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Print the answer of /api/v1/health/checks." };
        var command = new Command("doctor", "Checks every part of the service, and names the command or setting that fixes it.") { json };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(bool json, CancellationToken cancellationToken)
    {
        var found = await CheckAsync(cancellationToken);
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(found, Json));
        }
        else
        {
            Print(found);
        }

        return found.State == HealthCheckResponse.NameOf(HealthState.Failed) ? 1 : 0;
    }

    private static async Task<HealthChecksResponse> CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            var builder = ReportingHost.CreateBuilder([], readDefinitions: false);
            builder.Logging.ClearProviders();
            builder.Services.AddHealth();
            builder.Services.AddDoctor();
            // Without definitions some services cannot be created. The checks do not need them.
            builder.Host.UseDefaultServiceProvider(provider => (provider.ValidateOnBuild, provider.ValidateScopes) = (false, false));
            await using var app = builder.Build();
            return await app.Services.GetRequiredService<DoctorRunner>().RunAsync(cancellationToken);
        }
        catch (Exception e) when (e is not (OutOfMemoryException or OperationCanceledException))
        {
            // Without valid settings no other check can run.
            var settings = HealthCheckResponse.Of("settings", "The settings are valid.", HealthFinding.Failed(StartProblems.Line(e, null), "Correct the settings: docs/settings.md describes them."));
            return new HealthChecksResponse(settings.State, TimeProvider.System.GetUtcNow(), [settings]);
        }
    }

    private static void Print(HealthChecksResponse found)
    {
        var width = found.Data.Max(check => check.Name.Length);
        foreach (var check in found.Data)
        {
            Console.WriteLine($"{check.State,-8} {check.Name.PadRight(width)}  {check.Detail}");
            if (check.Remedy is not null)
            {
                Console.WriteLine($"{new string(' ', width + 9)}  To fix it: {check.Remedy}");
            }
        }
    }
}
