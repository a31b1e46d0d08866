using Microsoft.Extensions.Logging.Abstractions;
using Reporting.Rendering.Pdf;

namespace Reporting.Api.Tests;

/// <summary>The browsers of all tests in this process. A browser takes longer to start than most tests take. They end with the process.</summary>
internal static class TestChromium
{
    static TestChromium() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        Printing.Dispose();
        Pages.Dispose();
    };

    /// <summary>Prints for every app. A print that hangs ends it, so the pages of tests have another.</summary>
    public static ChromiumBrowser Printing { get; } = new(NullLogger<ChromiumBrowser>.Instance);

    /// <summary>Opens the pages of tests.</summary>
    public static ChromiumBrowser Pages { get; } = new(NullLogger<ChromiumBrowser>.Instance);
}
