using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Reporting.Api.Tests.ReportPages;

/// <summary>Waits for the address of a page, also where a script sets it. Playwright's own wait misses an address that is set just before it begins.</summary>
internal static class PageAddress
{
    public static Task ReachAsync(this IPage page, Regex address) => page.ReachAsync(address.IsMatch);

    /// <param name="address">The end of the address; <c>*</c> stands for any text.</param>
    public static Task ReachAsync(this IPage page, string address) =>
        page.ReachAsync(new Regex(Regex.Escape(address).Replace("\\*", ".*", StringComparison.Ordinal) + "$", RegexOptions.None, TimeSpan.FromSeconds(1)));

    public static async Task ReachAsync(this IPage page, Func<string, bool> isReached)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!isReached(page.Url) || !await IsLoadedAsync(page))
        {
            Assert.False(late.IsCancellationRequested, $"The page stays at {page.Url}.");
            await Task.Delay(50);
        }
    }

    // Playwright's own wait can also miss that a page was loaded.
    private static async Task<bool> IsLoadedAsync(IPage page)
    {
        try
        {
            return await page.EvaluateAsync<string>("document.readyState") == "complete";
        }
        catch (PlaywrightException)
        {
            // The page is being replaced.
            return false;
        }
    }
}
