using Reporting.TestWarehouses;

namespace Reporting.Api.Tests.Pages;

/// <summary>A test of the pages in Chromium with axe-core and html-validate. It is skipped with a reason without them.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PageChecksFactAttribute : EngineFactAttribute
{
    public static readonly string Folder = RepositoryRoot.File("tests", "page-checks");

    public PageChecksFactAttribute()
    {
        if (!ExternalPrograms.IsInstalled("chromium") || !ExternalPrograms.IsInstalled("node") || !Directory.Exists(Path.Combine(Folder, "node_modules")))
        {
            Skip = "Needs chromium, node and the packages of tests/page-checks: run 'make test' as root on Debian, or install them and run 'npm ci' there.";
        }
    }
}
