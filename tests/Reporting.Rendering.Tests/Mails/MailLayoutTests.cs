using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Reporting.Engine.Languages;
using Reporting.Rendering.Mails;
using Reporting.Rendering.Pdf;

namespace Reporting.Rendering.Tests.Mails;

/// <summary>Mails as a browser lays them out, on a desk and on a telephone: all of it is to be seen, from the side at which the language begins.</summary>
[Collection("chromium")]
public sealed class MailLayoutTests
{
    // How far the mail is wider than the window, and how far its heading, first figure, note and closing begin from the edge of their box.
    private const string Measure = """
        () => {
          const isRight = getComputedStyle(document.body).direction === 'rtl';
          const box = document.querySelector('h1').closest('td').getBoundingClientRect();
          const start = e => { const r = document.createRange(); r.selectNodeContents(e); const b = r.getBoundingClientRect(); return Math.round(isRight ? box.right - b.right : b.left - box.left); };
          const figure = [...document.querySelectorAll('td[width="33%"] div')][1];
          const note = [...document.querySelectorAll('p')].find(p => p.textContent.includes('NOTE'));
          const bar = getComputedStyle(note);
          return {
            isRight, over: document.documentElement.scrollWidth - window.innerWidth,
            heading: start(document.querySelector('h1')), figure: start(figure), bar: parseFloat(isRight ? bar.borderRightWidth : bar.borderLeftWidth),
          };
        }
        """;

    [FactNeeds("chromium")]
    public async Task All_of_it_fits_begins_on_its_side_and_fetches_nothing()
    {
        await using var services = Render.Services();
        var browser = await services.GetRequiredService<ChromiumBrowser>().GetAsync("/usr/bin/chromium", 30, sandbox: false, CancellationToken.None);
        await using var context = await browser.NewContextAsync(new BrowserNewContextOptions { Offline = true });
        var page = await context.NewPageAsync();
        var fetched = new List<string>();
        page.Request += (_, request) => fetched.Add(request.Url);
        foreach (var language in Language.All)
        {
            var letter = new MailContent(
                language.Code, "Subject", $"Words of the owner\nhttps://reports.example.org/subscriptions/{new string('0', 64)}", MailSummary.Of(SampleReport.Whole() with { Language = language.Code }), ["NOTE about " + new string('x', 80) + ".xlsx"],
                ["cooperation-by-year-and-domain_2022-2025_v1.pdf"], [new MailLink(new string('y', 80) + ".csv", "https://reports.example.org/links/x", "tomorrow")], "Closing", "https://reports.example.org/unsubscribe/x");
            await page.SetContentAsync(await MailMarkup.OfAsync(letter), new PageSetContentOptions { WaitUntil = WaitUntilState.Load });
            foreach (var width in new[] { 900, 390 })
            {
                await page.SetViewportSizeAsync(width, 900);
                var seen = await page.EvaluateAsync<JsonElement>(Measure);
                var where = $"{language.Code} at {width}: {seen}";
                Assert.True(seen.GetProperty("isRight").GetBoolean() == language.IsRightToLeft, where);
                Assert.True(seen.GetProperty("over").GetInt32() <= 0, where);
                Assert.True(seen.GetProperty("heading").GetInt32() == seen.GetProperty("figure").GetInt32(), where);
                Assert.True(seen.GetProperty("bar").GetDouble() == 4, where);
            }
        }

        Assert.Empty(fetched);
    }
}
