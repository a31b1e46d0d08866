using Microsoft.Extensions.Options;
using Reporting.Api.Access;
using Reporting.Warehouse.Folders;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Hosting;

/// <summary>Starts the server, after a look at all that it needs: what is missing is said at once, not when the first mail is due.</summary>
internal static class ServerStart
{
    /// <summary>A server that listens; or why there is none, as one line.</summary>
    /// <param name="inOneLine">False lets exceptions through, for hosts of tests that wait for them.</param>
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

    /// <summary>Null where all is there: settings, folders, secrets, databases.</summary>
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
