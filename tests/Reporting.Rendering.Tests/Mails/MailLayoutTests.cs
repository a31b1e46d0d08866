using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Reporting.Engine.Languages;
using Reporting.Rendering.Mails;
using Reporting.Rendering.Pdf;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Tests.Mails;

/// <summary>The layout of mails in a browser, in a wide window and on a telephone. All content must be visible and start on the language's side.</summary>
[Collection("chromium")]
public sealed class MailLayoutTests
{
    // How far the mail exceeds the window, and the distance of its heading, first figure, note and closing from the edge of their box.
    private const string Measure = """
        () => {
          const isRight = getComputedStyle(document.body).direction === 'rtl';
          const box = document.querySelector('h1').closest('td').getBoundingClientRect();
          const start = e => { const r = document.createRange(); r.selectNodeContents(e); const b = r.getBoundingClientRect(); return Math.round(isRight ? box.right - b.right : b.left - box.left); };
          const figure = [...document.querySelectorAll('td[width="33%"] div')][1];
          const note = [...document.querySelectorAll('p')].find(p => p.textContent.includes('NOTE'));
          const bar = getComputedStyle(note);
          // Words of tables that are broken over two lines.
          const broken = [];
          for (const cell of document.querySelectorAll('.rows td, .rows th, td[width="33%"] div, .changes p')) {
            const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
            for (let node; (node = walker.nextNode());) {
              for (const match of node.data.matchAll(/[^\s\u002d]+/g)) {
                const r = document.createRange();
                r.setStart(node, match.index); r.setEnd(node, match.index + match[0].length);
                const tops = new Set([...r.getClientRects()].map(b => Math.round(b.top)));
                if (tops.size > 1) broken.push(match[0]);
              }
            }
          }
          // Figures stand two side by side on a telephone, also across the rows of the table.
          const tops = [...document.querySelectorAll('td[width="33%"]')].map(cell => Math.round(cell.getBoundingClientRect().top));
          return {
            lines: new Set(tops).size, figures: tops.length,
            broken: [...new Set(broken)].join(' '),
            isRight, over: document.documentElement.scrollWidth - window.innerWidth,
            heading: start(document.querySelector('h1')), figure: start(figure), bar: parseFloat(isRight ? bar.borderRightWidth : bar.borderLeftWidth),
          };
        }
        """;

    private static readonly string[] Domains =
    [
        "Research, development and standardisation of counter-terrorism technology", "अनुसंधान, विकास और आतंकवाद-निरोधी प्रौद्योगिकी का मानकीकरण", "מחקר, פיתוח ותקינה של טכנולוגיות ללוחמה בטרור ובפשיעה",
    ];

    // Long names in the language, and the most columns of a mail.
    private static MailSummary Summary(Language language)
    {
        var captions = ValueText.In(language.Code).Captions;
        var of = MailSummary.Of(SampleReport.Whole() with { Language = language.Code });
        return of with
        {
            Table = new MailTable(
                "Title", ["Participant", "2022", "Allocated engagements", captions.TotalOfAll, captions.Total], [false, true, true, true, true],
                [.. Domains.Select(d => (IReadOnlyList<string>)[d, "12,345,678", "1,234.56", "₹ 12,345,678", "12,345,678"])], [captions.Total, "12,345,678", "1,234.56", "₹ 12,345,678", "12,345,678"], null),
        };
    }

    [FactNeeds("chromium")]
    public async Task The_mail_fits_its_window_starts_on_the_right_side_and_loads_nothing()
    {
        await using var services = TestRenderer.Services();
        var browser = await services.GetRequiredService<ChromiumBrowser>().GetAsync(ChromiumLocator.Find(null)!, 30, sandbox: false, CancellationToken.None);
        await using var context = await browser.NewContextAsync(new BrowserNewContextOptions { Offline = true });
        var page = await context.NewPageAsync();
        var fetched = new List<string>();
        page.Request += (_, request) => fetched.Add(request.Url);
        foreach (var language in Language.All)
        {
            var letter = new MailContent(
                language.Code, "Subject", $"Words of the owner\nhttps://reports.example.org/subscriptions/{new string('0', 64)}", Summary(language), ["NOTE about " + new string('x', 80) + ".xlsx"],
                ["cooperation-by-year-and-domain_2022-2025_v1.pdf"], [new MailLink(new string('y', 80) + ".csv", "https://reports.example.org/links/x", "tomorrow")], "Closing", "https://reports.example.org/unsubscribe/x")
            {
                Changes = new MailChanges("Changes since the last mail", [new MailChangeGroup("New (7)", [.. Domains.Select(d => new MailChange("5 July 2024", d))])], new MailLink("All 7 changes", "https://reports.example.org/links/y", "tomorrow")),
            };
            await page.SetContentAsync(await MailMarkup.OfAsync(letter), new PageSetContentOptions { WaitUntil = WaitUntilState.Load });
            foreach (var width in new[] { 900, 390 })
            {
                await page.SetViewportSizeAsync(width, 900);
                var seen = await page.EvaluateAsync<JsonElement>(Measure);
                var where = $"{language.Code} at {width}: {seen}";
                Assert.True(seen.GetProperty("isRight").GetBoolean() == language.IsRightToLeft, where);
                Assert.True(seen.GetProperty("over").GetInt32() <= 0, where);
                Assert.True(seen.GetProperty("heading").GetInt32() == seen.GetProperty("figure").GetInt32(), where);
                Assert.True(seen.GetProperty("broken").GetString()!.Length == 0, where);
                Assert.True(seen.GetProperty("bar").GetDouble() == 4, where);
                Assert.True(seen.GetProperty("lines").GetInt32() == seen.GetProperty("figures").GetInt32() / (width == 390 ? 2 : 3), where);
            }
        }

        Assert.Empty(fetched);
    }
}
