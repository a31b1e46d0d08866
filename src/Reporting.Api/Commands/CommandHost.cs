using Reporting.Api.Hosting;
using Reporting.Warehouse.Folders;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Commands;

/// <summary>Runs one command with the program's services. Only warnings and errors are logged, to standard error.</summary>
internal static class CommandHost
{
    /// <param name="prepare">True to check and prepare the database first.</param>
    /// <param name="add">Adds the services that only this command needs.</param>
    public static async Task<int> RunAsync(Func<IServiceProvider, Task<Problem?>> command, bool prepare, Action<WebApplicationBuilder>? add = null)
    {
        var builder = ReportingHost.CreateBuilder([]);
        builder.Logging.ClearProviders();
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).AddFilter(level => level >= LogLevel.Warning);
        add?.Invoke(builder);
        await using var app = builder.Build();
        var problem = prepare ? await app.Services.GetRequiredService<InstalledWarehouse>().PrepareAsync(CancellationToken.None) : null;
        problem ??= await command(app.Services);
        return problem is null ? 0 : CommandLine.Fail(app.Services.GetRequiredService<WorkFolders>().Explain(problem, path: true));
    }
}
