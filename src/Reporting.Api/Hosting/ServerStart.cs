using Microsoft.Extensions.Options;
using Reporting.Api.Access.Identity;
using Reporting.Warehouse.Folders;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Hosting;

/// <summary>Starts the server after checking settings, folders, secrets and databases, so that problems show at start.</summary>
internal static class ServerStart
{
    /// <summary>Returns a running server, or the problem in one line.</summary>
    /// <param name="inOneLine">False rethrows exceptions, which test hosts expect.</param>
    public static async Task<Outcome<WebApplication>> TryAsync(string[] settings, bool inOneLine)
    {
        WebApplicationBuilder? builder = null;
        WebApplication? app = null;
        try
        {
            builder = ReportingHost.CreateBuilder(settings);
            app = ReportingHost.BuildServer(builder);
            if (await PrepareAsync(app, CancellationToken.None) is { } problem)
            {
                await app.DisposeAsync();
                return problem;
            }

            await app.StartAsync();
            app.HasStarted();
            return app;
        }
        catch (Exception e) when (inOneLine)
        {
            if (app is not null)
            {
                await app.DisposeAsync();
            }

            return new Problem(ErrorCodes.NotStarted, StartProblems.Line(e, builder?.Configuration), string.Empty);
        }
    }

    /// <summary>Checks settings, folders, secrets and databases; null if all are usable.</summary>
    private static async Task<Problem?> PrepareAsync(WebApplication app, CancellationToken cancellationToken)
    {
        app.Services.GetService<IStartupValidator>()?.Validate();
        foreach (var folder in app.Services.GetRequiredService<WorkFolders>().All)
        {
            if (folder.Check() is { } unusable)
            {
                return unusable;
            }
        }

        app.Services.GetRequiredService<KeySecret>().Read();
        var warehouse = app.Services.GetRequiredService<InstalledWarehouse>();
        if (await warehouse.PrepareAsync(cancellationToken) is { } problem)
        {
            return problem;
        }

        await warehouse.HoldAsync(cancellationToken);
        return null;
    }
}
