using System.Collections.Concurrent;
using Microsoft.Playwright;
using Reporting.Rendering.Pdf;

namespace Reporting.Api.Tests.ReportPages;

/// <summary>Chromium for the tests of a class, found and started as for PDF. It records the errors of pages.</summary>
public sealed class TestBrowser : IAsyncLifetime
{
    /// <summary>Lists words over two lines. Codes, addresses and what is to be copied may break anywhere.</summary>
    public const string BrokenWords = """
        (() => {
          const broken = [];
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          for (let node; (node = walker.nextNode());) {
            if (node.parentElement.closest('style, script, pre, code, select, .unseen, .skip, .sources')) continue;
            for (const match of node.data.matchAll(/(?<![^\s\u002d\u05be\u2010-\u2014/])[^\s\u002d\u05be\u2010-\u2014/]{1,24}(?![^\s\u002d\u05be\u2010-\u2014/])/gu)) {
              const r = document.createRange();
              r.setStart(node, match.index); r.setEnd(node, match.index + match[0].length);
              const tops = [...r.getClientRects()].map(b => b.top);
              if (tops.length > 0 && Math.max(...tops) - Math.min(...tops) > 8) broken.push(match[0]);
            }
          }
          return broken;
        })()
        """;

    private const int Seconds = 120;

    private readonly ConcurrentQueue<IBrowserContext> _profiles = new();

    /// <summary>Errors in the console of the profile that was opened last, such as a blocked script or style.</summary>
    public ConcurrentQueue<string> Complaints { get; private set; } = new();

    /// <summary>A page in a fresh browser profile, by default 1280 pixels wide.</summary>
    public async Task<IPage> OpenAsync(ReportingApp app, bool hasScripts = true, int width = 1280)
    {
        app.StartServer();

        // Some tests open addresses that are refused, which is an error in the console and may be told late.
        var complaints = Complaints = new ConcurrentQueue<string>();
        var browser = await TestChromium.Pages.GetAsync(ChromiumLocator.Find(null)!, Seconds, sandbox: true, CancellationToken.None);
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = app.ClientOptions.BaseAddress.ToString(),
            JavaScriptEnabled = hasScripts,
            AcceptDownloads = true,
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
        });
        _profiles.Enqueue(context);
        context.SetDefaultTimeout(Seconds * 1000);
        context.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                complaints.Enqueue($"{message.Page?.Url}: {message.Text}");
            }
        };
        return await context.NewPageAsync();
    }

    public Task InitializeAsync()
    {
        // A busy machine is no failure.
        Assertions.SetDefaultExpectTimeout(Seconds * 1000);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        foreach (var profile in _profiles)
        {
            await profile.CloseAsync();
        }
    }
}
