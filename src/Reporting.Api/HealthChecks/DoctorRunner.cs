using Reporting.Api.Hosting;

namespace Reporting.Api.HealthChecks;

/// <summary>Runs all checks of health, each within a time limit.</summary>
internal sealed class DoctorRunner(IServiceProvider services, TimeProvider time)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    // One run at a time: several would only slow each other down.
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>The checks in the order of their names on the page, with what each one means.</summary>
    public static readonly IReadOnlyList<(string Name, Type Check, string Meaning)> All =
    [
        ("settings", typeof(SettingValuesCheck), "The settings are valid."),
        ("database", typeof(DatabaseCheck), "The databases can be reached and read."),
        ("migrations", typeof(MigrationsCheck), "The tables have the form that this program needs."),
        ("backup", typeof(BackupCheck), "There is a recent backup of the data."),
        ("disk", typeof(DiskCheck), "The disks of the program's folders have room."),
        ("folders", typeof(FoldersCheck), "The program can write into its folders."),
        ("chromium", typeof(ChromiumCheck), "Chromium, which prints PDF, is found and starts."),
        ("fonts", typeof(FontsCheck), "PDF can show English, Hindi and Hebrew letters."),
        ("qpdf", typeof(QpdfCheck), "qpdf, which makes PDF files smaller, is found."),
        ("relay", typeof(RelayCheck), "The mail relay accepts this service. No mail is sent."),
        ("mail", typeof(MailCheck), "No scheduled mail is late."),
        ("clock", typeof(ClockCheck), "The clock and the time zones are right."),
        ("secrets", typeof(SecretsCheck), "The secret of keys and links is strong, and only the program's user can read it."),
        ("definitions", typeof(DefinitionsCheck), "The model, the reports, the roles and the mappings can be read."),
        ("public-address", typeof(PublicAddressCheck), "Links in mails and files lead to this service."),
    ];

    public async Task<HealthChecksResponse> RunAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            var results = await Task.WhenAll(All.Select(async check => HealthCheckResponse.Of(check.Name, check.Meaning, await RunAsync(check.Check, cancellationToken))));
            return new HealthChecksResponse(Worst(results), time.GetUtcNow(), results);
        }
        finally
        {
            _one.Release();
        }
    }

    private static string Worst(IEnumerable<HealthCheckResponse> results)
    {
        var states = results.Select(r => r.State).ToHashSet();
        return new[] { HealthState.Failed, HealthState.Warning }.Select(HealthCheckResponse.NameOf).FirstOrDefault(states.Contains) ?? HealthCheckResponse.NameOf(HealthState.Well);
    }

    private async Task<HealthFinding> RunAsync(Type check, CancellationToken cancellationToken)
    {
        try
        {
            // A part that is broken may not even be created.
            var created = (IHealthCheck)ActivatorUtilities.CreateInstance(services, check);
            return await Task.Run(() => created.RunAsync(cancellationToken), cancellationToken).WaitAsync(Limit, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return HealthFinding.Failed($"The check did not end within {Limit.TotalSeconds:0} seconds.", "Check whether the machine is overloaded, then run: reporting doctor");
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return HealthFinding.Failed(StartProblems.Line(e, services.GetService<IConfiguration>()), "Correct what the message names, then run: reporting doctor");
        }
    }
}
