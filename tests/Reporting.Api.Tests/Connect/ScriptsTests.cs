using System.Net;
using Reporting.Api.Tests.OData;
using Reporting.TestWarehouses;

namespace Reporting.Api.Tests.Connect;

/// <summary>The scripts of docs/connect run unchanged, and the page shows them with its own address.</summary>
public abstract class ScriptsTests(PagedServer server)
{
    public sealed class OnSqlite(PagedServer server) : ScriptsTests(server), IClassFixture<PagedServer>;

    [OnServer]
    public sealed class OnSqlServer(PagedServer.OnServer server) : ScriptsTests(server), IClassFixture<PagedServer.OnServer>;

    [ScriptFact("/usr/bin/python3", "python3-pandas", "-c", "import importlib.util, sys; sys.exit(importlib.util.find_spec('pandas') is None)")]
    public Task The_script_for_pandas_prints_the_figures() => PrintsTheFiguresAsync("/usr/bin/python3", "feed.py");

    [ScriptFact("Rscript", "r-base-core and r-cran-jsonlite", "-e", "library(jsonlite)")]
    public Task The_script_for_r_prints_the_figures() => PrintsTheFiguresAsync("Rscript", "feed.R");

    [EngineFact]
    public async Task The_page_shows_the_scripts_with_its_own_address()
    {
        var page = WebUtility.HtmlDecode(await server.Client.GetStringAsync("/connect"));
        Assert.All(new[] { "feed.py", "feed.R" }, name =>
        {
            var script = File.ReadAllText(RepositoryRoot.File("docs", "connect", name));
            Assert.Contains("http://localhost:5080/odata/", script, StringComparison.Ordinal);
            Assert.Contains(script.Replace("http://localhost:5080/odata/", server.Feed, StringComparison.Ordinal), page, StringComparison.Ordinal);
        });
    }

    private async Task PrintsTheFiguresAsync(string program, string script)
    {
        var printed = await ExternalPrograms.RunAsync(program, [RepositoryRoot.File("docs", "connect", script)], ("REPORTING_FEED", server.Feed));
        // The reference data has 17 engagements, one of them without a year. A list of years that spans pages includes all.
        Assert.Matches(@"\b2022\s+7\s+2\b", printed);
        Assert.Matches(@"\b2024\s+1\s+0\b", printed);
        Assert.Matches(@"\b2025\s+8\s+5\b", printed);
        Assert.Matches(@"Engagements: 17 Sum of weights: 17(\.0)?\s*$", printed);
        Assert.Matches(@"(?m)^\s*(All|Sum)\s+7\.00\s+1(\.00)?\s+8\.00\s+1\.00?\s+17\.00\s*$", printed);
        Assert.Matches(@"(?m)^\s*Cyber security\s.*\s0\.15\s*$", printed);
    }
}
