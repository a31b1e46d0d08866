using Reporting.TestWarehouses;

namespace Reporting.Api.Tests.OpenApi;

/// <summary>The document keeps all of Spectral's rules for OpenAPI.</summary>
public sealed class SpectralTests(ReportingApp app) : IClassFixture<ReportingApp>
{
    [SpectralFact]
    public async Task Spectral_has_no_error_and_no_warning()
    {
        var rules = RepositoryRoot.File("tests", "api-rules");
        var document = Path.Combine(Directory.CreateTempSubdirectory("reporting-rules-").FullName, "reporting.json");
        await File.WriteAllBytesAsync(document, await app.BytesAsync("/swagger/v1/swagger.json"));
        var found = await ExternalPrograms.RunAsync(
            "node", [Path.Combine(rules, "node_modules", "@stoplight", "spectral-cli", "dist", "index.js"), "lint", document, "--ruleset", Path.Combine(rules, "spectral.yaml"), "--fail-severity", "warn"]);
        Assert.Contains("No results with a severity of 'warn' or higher found", found, StringComparison.Ordinal);
        Directory.Delete(Path.GetDirectoryName(document)!, recursive: true);
    }

    private sealed class SpectralFactAttribute : FactAttribute
    {
        public SpectralFactAttribute() => Skip = TestRun.IsDeep ? PackagesFactAttribute.Missing("api-rules") : "Takes a quarter of a minute: REPORTING_DEEP=1 asks for it.";
    }
}
