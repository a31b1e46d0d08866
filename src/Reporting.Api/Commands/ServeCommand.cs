using System.CommandLine;
using System.Reflection;
using Reporting.Api.Hosting;

namespace Reporting.Api.Commands;

/// <summary><c>serve</c>: starts the web server. Other arguments are settings, such as <c>--urls http://localhost:8080</c>.</summary>
internal static class ServeCommand
{
    public const string Name = "serve";

    public static Command Create()
    {
        var command = new Command(Name, "Serves queries and reports over HTTP.") { TreatUnmatchedTokensAsErrors = false };
        command.SetAction((parsed, _) => RunAsync([.. parsed.UnmatchedTokens]));
        return command;
    }

    public static async Task<int> RunAsync(string[] settings)
    {
        var started = await ServerStart.TryAsync(settings, inOneLine: Assembly.GetEntryAssembly() == typeof(ServeCommand).Assembly);
        if (!started.IsValue(out var app, out var problem))
        {
            return CommandLine.Fail(problem);
        }

        PrintAddresses(app);
        await app.WaitForShutdownAsync();
        await app.DisposeAsync();
        return 0;
    }

    private static void PrintAddresses(WebApplication app)
    {
        foreach (var url in app.Urls)
        {
            Console.WriteLine($"""

                Reporting listens on {url}
                  {url}/                                                             the reports, to view and download
                  {url}/swagger                                                      the API, with a page to try it
                  {url}/api/v1/aggregates/by-year-and-domain?totals=true
                  {url}/api/v1/reports/cooperation-by-year-and-domain/html           the first report
                  {url}/api/v1/reports/cooperation-by-year-and-domain/xlsx           … as a workbook
                  {url}/api/v1/reports/cooperation-by-year-and-domain/pdf            … as a PDF

                """);
        }
    }
}
