using Reporting.TestWarehouses;

namespace Reporting.Api.Tests.Pages;

/// <summary>A test with Chromium and npm packages: those that check pages, or those of another folder. It is skipped with a reason without them.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PageChecksFactAttribute : EngineFactAttribute
{
    public static readonly string Folder = RepositoryRoot.File("tests", "page-checks");

    /// <param name="folder">The folder of the packages in tests.</param>
    public PageChecksFactAttribute(string folder = "page-checks")
    {
        if (!ExternalPrograms.IsInstalled("chromium") || !ExternalPrograms.IsInstalled("node") || !Directory.Exists(RepositoryRoot.File("tests", folder, "node_modules")))
        {
            Skip = $"Needs chromium, node and the packages of tests/{folder}: run 'make test' as root on Debian, or install them and run 'npm ci' there.";
        }
    }
}
