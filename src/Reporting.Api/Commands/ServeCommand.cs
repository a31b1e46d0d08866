using System.CommandLine;
using Reporting.Api.Hosting;

namespace Reporting.Api.Commands;

/// <summary><c>serve</c>: the web server. Further words are settings, as in <c>--urls http://localhost:8080</c>.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var command = new Command("serve", "Serves questions and reports over HTTP.") { TreatUnmatchedTokensAsErrors = false };
        command.SetAction((parsed, _) => RunAsync([.. parsed.UnmatchedTokens]));
        return command;
    }

    public static async Task<int> RunAsync(string[] settings)
    {
        var app = ReportingHost.BuildServer(settings);
        if (await app.Services.GetRequiredService<InstalledWarehouse>().PrepareAsync(CancellationToken.None) is { } problem)
        {
            return CommandLine.Fail(problem);
        }

        app.Lifetime.ApplicationStarted.Register(() => PrintAddresses(app));
        await app.RunAsync();
        return 0;
    }

    private static void PrintAddresses(WebApplication app)
    {
        foreach (var url in app.Urls)
        {
            Console.WriteLine($"""

                Reporting listens on {url}
                  {url}/                                                             the reports, to look at and to take along
                  {url}/swagger                                                      the API, to try out
                  {url}/api/v1/aggregates/by-year-and-domain?totals=true
                  {url}/api/v1/reports/cooperation-by-year-and-domain/html           the first report
                  {url}/api/v1/reports/cooperation-by-year-and-domain/xlsx           … as a workbook
                  {url}/api/v1/reports/cooperation-by-year-and-domain/pdf            … as a PDF

                """);
        }
    }
}
