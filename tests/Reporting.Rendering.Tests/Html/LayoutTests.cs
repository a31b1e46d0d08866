using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Html;
using Reporting.Rendering.Pdf;
using Reporting.Rendering.Renderers;
using Reporting.TestWarehouses;

namespace Reporting.Rendering.Tests.Html;

/// <summary>Reports of any width with names of any length, measured in the browser in their paper layout. All content must fit and no text may be clipped.</summary>
[Collection("chromium")]
public sealed class LayoutTests
{
    private static readonly int Reports = TestRun.IsDeep ? 100 : 6;

    // Sections have the widths that A4 leaves on landscape and portrait pages. Letter sets 186 and 249 mm.
    private const string Paper = """
        body { width: calc(WIDTHmm) !important; margin: 0 !important; }
        .wide { width: calc(WIDEmm) !important; }
        """;

    // Finds elements that extend beyond their section or clip content. Elements for screen readers only are excluded.
    private const string Measure = """
        () => {
          const found = [];
          const say = (what, e, by) => found.push(`${what} ${by.toFixed(1)}px: <${e.tagName} class="${e.getAttribute('class') ?? ''}"> in #${e.closest('section, header, footer, nav')?.id || e.tagName}: ${(e.textContent || '').trim().slice(0, 60)}`);
          for (const box of document.querySelectorAll('section, header.cover, footer.provenance, nav.contents')) {
            const page = box.getBoundingClientRect();
            for (const e of box.querySelectorAll('*')) {
              if (e.closest('.unseen, title, desc') || e.tagName === 'BR') continue;
              const r = e.getBoundingClientRect();
              if (r.width === 0 && r.height === 0) continue;
              const over = Math.max(page.left - r.left, r.right - page.right);
              if (over > 0.8) say('beyond', e, over);
              if (!(e instanceof SVGElement) && getComputedStyle(e).overflowX !== 'visible' && e.scrollWidth - e.clientWidth > 1) say('clipped', e, e.scrollWidth - e.clientWidth);
              if (e instanceof SVGTextElement) {
                const svg = e.ownerSVGElement.getBoundingClientRect();
                const above = Math.max(svg.top - r.top, r.bottom - svg.bottom);
                if (above > 2.5) say('out of its chart', e, above);
              }
              if ((e.tagName === 'TD' || e.tagName === 'TH') && e.scrollWidth - e.clientWidth > 1) say('overflowing', e, e.scrollWidth - e.clientWidth);
            }
          }
          for (const e of document.querySelectorAll('.tile .figure')) {
            const r = document.createRange();
            r.selectNodeContents(e);
            if (new Set([...r.getClientRects()].map(b => Math.round(b.top))).size > 1) say('on two lines', e, 0);
          }
          // The first members of the headline stand in a narrow table.
          for (const e of document.querySelectorAll('.in-short thead th:not(.breaks)')) {
            const text = document.createTreeWalker(e, NodeFilter.SHOW_TEXT).nextNode();
            for (const word of text?.data.matchAll(/\S+/gu) ?? []) {
              const r = document.createRange();
              r.setStart(text, word.index); r.setEnd(text, word.index + word[0].length);
              if (new Set([...r.getClientRects()].map(b => Math.round(b.top))).size > 1) say('broken', e, 0);
            }
          }
          for (const svg of document.querySelectorAll('svg')) {
            const area = e => { const r = e.getBoundingClientRect(); return { l: r.left, t: r.top, r: r.right, b: r.bottom }; };
            // The box of a text has more height than its letters.
            const texts = [...svg.querySelectorAll('text')].map(e => { const a = area(e), cut = (a.b - a.t) * .2; return { e, l: a.l + .5, t: a.t + cut, r: a.r - .5, b: a.b - cut }; });
            const circles = [...svg.querySelectorAll('circle')].map(area);
            const points = [...svg.querySelectorAll('polyline')].flatMap(p => {
              const at = p.getScreenCTM(), ends = [...p.points].map(q => q.matrixTransform(at));
              return ends.slice(1).flatMap((b, i) => { const a = ends[i], n = Math.ceil(Math.hypot(b.x - a.x, b.y - a.y) / 2); return Array.from({ length: n }, (_, k) => ({ x: a.x + (b.x - a.x) * k / n, y: a.y + (b.y - a.y) * k / n })); });
            });
            const rules = [...svg.querySelectorAll(points.length > 0 ? 'line.rule, line.base' : 'line.rule')].map(area).map(r => ({ l: r.l - .6, t: r.t - .6, r: r.r + .6, b: r.b + .6 }));
            const meet = (a, b) => Math.min(a.r, b.r) - Math.max(a.l, b.l) > .5 && Math.min(a.b, b.b) - Math.max(a.t, b.t) > .5;
            texts.forEach((a, i) => {
              if (a.e.hasAttribute('transform')) say('rotated', a.e, 0);
              for (const b of texts.slice(i + 1)) if (meet(a, b)) say(`on the label '${b.e.textContent}'`, a.e, 0);
              if (circles.some(c => meet(a, c))) say('on a point', a.e, 0);
              if (rules.some(g => meet(a, g))) say('on a grid line', a.e, 0);
              if (points.some(q => q.x > a.l && q.x < a.r && q.y > a.t && q.y < a.b)) say('on a line', a.e, 0);
            });
          }
          return found.slice(0, 12);
        }
        """;

    // On a telephone: what is wider than the screen, words over two lines, and tables that lose their first column or leave no room beside it.
    private const string OnPhone = """
        () => {
          const found = [];
          const isRight = getComputedStyle(document.body).direction === 'rtl';
          const over = document.documentElement.scrollWidth - window.innerWidth;
          if (over > 0) found.push(`the page is ${over}px wider than the screen`);
          for (const table of document.querySelectorAll('table')) {
            const first = table.querySelector('tbody .member:first-child');
            if (!first || table.scrollWidth <= table.clientWidth + 1) continue;
            table.scrollLeft = isRight ? -99999 : 99999;
            const [cell, frame] = [first.getBoundingClientRect(), table.getBoundingClientRect()];
            const gap = isRight ? frame.right - cell.right : cell.left - frame.left;
            if (Math.abs(gap) > 2) found.push(`the first column is ${gap.toFixed()}px from its place in #${table.closest('section').id}`);
            if (cell.width > frame.width * 0.7) found.push(`the first column takes ${cell.width.toFixed()}px of ${frame.width.toFixed()}px in #${table.closest('section').id}`);
            table.scrollLeft = 0;
          }
          // A word of wide letters that takes nearly half of the screen may be broken.
          const pen = document.createElement('canvas').getContext('2d');
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          for (let node; (node = walker.nextNode());) {
            if (node.parentElement.closest('style, svg, .unseen, .hash, .sources')) continue;
            for (const match of node.data.matchAll(/[^\s\u002d\u05be\u2010-\u2014]+/gu)) {
              const style = getComputedStyle(node.parentElement);
              pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
              if (match[0].length > 20 || pen.measureText(match[0]).width > 180 || /\p{Script=Han}/u.test(match[0])) continue;
              const r = document.createRange();
              r.setStart(node, match.index); r.setEnd(node, match.index + match[0].length);
              const tops = [...r.getClientRects()].map(b => b.top);
              if (tops.length > 0 && Math.max(...tops) - Math.min(...tops) > 8) found.push(`broken: ${match[0]} in ${node.parentElement.tagName} of #${node.parentElement.closest('section, header, footer')?.id}`);
            }
          }
          return found.slice(0, 12);
        }
        """;

    [FactNeeds("chromium")]
    public async Task On_a_phone_the_page_is_one_screen_wide_words_stay_whole_and_tables_keep_their_first_column()
    {
        await using var services = TestRenderer.Services();
        var browser = await services.GetRequiredService<ChromiumBrowser>().GetAsync(ChromiumLocator.Find(null)!, 30, sandbox: false, CancellationToken.None);
        await using var context = await browser.NewContextAsync(new BrowserNewContextOptions { Offline = true, ViewportSize = new ViewportSize { Width = 390, Height = 844 } });
        var page = await context.NewPageAsync();
        var all = new List<string>();

        // Seeds 1 to 3 are Hebrew, Hindi and English.
        foreach (var document in Enumerable.Range(1, Reports / 2).Select(RandomReport.Of).Concat(((string[])["en", "hi", "he"]).Select(language => SampleReport.Whole() with { Language = language })))
        {
            await page.SetContentAsync(await ReportMarkup.OfAsync(document, ReportLinks.OfPages(null)), new PageSetContentOptions { WaitUntil = WaitUntilState.Load });
            await page.EvaluateAsync("() => document.fonts.ready.then(() => true)");
            var found = (await page.EvaluateAsync<JsonElement>(OnPhone)).EnumerateArray().Select(f => $"{document.Language}: {f.GetString()}").ToList();
            all.AddRange(found);
        }

        Assert.True(all.Count == 0, string.Join('\n', all));
    }

    [FactNeeds("chromium")]
    public async Task All_content_fits_on_the_page_and_no_text_is_clipped()
    {
        await using var services = TestRenderer.Services();
        var browser = await services.GetRequiredService<ChromiumBrowser>().GetAsync(ChromiumLocator.Find(null)!, 30, sandbox: false, CancellationToken.None);
        await using var context = await browser.NewContextAsync(new BrowserNewContextOptions { Offline = true });
        var page = await context.NewPageAsync();
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await page.SetViewportSizeAsync(1200, 900);
        var all = new List<string>();
        foreach (var (seed, document) in Enumerable.Range(1, Reports).Select(seed => (seed, RandomReport.Of(seed))).Append((0, SampleReport.Whole() with { Sections = [ShortNames()] })))
        {
            var paper = seed % 2 == 0 ? PdfPaper.Letter : PdfPaper.A4;
            await page.SetContentAsync(await ReportMarkup.OfAsync(document, ReportLinks.OfPages(null), paper), new PageSetContentOptions { WaitUntil = WaitUntilState.Load });
            await page.EvaluateAsync("css => { const s = document.createElement('style'); s.textContent = css; document.head.append(s); }", CssOf(paper));
            await page.EvaluateAsync("() => document.fonts.ready.then(() => true)");
            var found = (await page.EvaluateAsync<JsonElement>(Measure)).EnumerateArray().Select(f => f.GetString()).ToList();
            if (found.Count > 0 && Environment.GetEnvironmentVariable("RENDER_SAMPLES") is { } folder)
            {
                await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"layout-{seed}.png"), FullPage = true });
            }

            all.AddRange(found.Select(f => $"seed {seed}, {paper}, {document.Language}: {f}"));
        }

        Assert.True(all.Count == 0, string.Join('\n', all));
    }

    [FactNeeds("chromium", "pdftotext", "pdfinfo")]
    public async Task On_paper_every_word_is_on_its_page()
    {
        await using var services = TestRenderer.Services();
        foreach (var seed in Enumerable.Range(100, Reports > 6 ? 30 : 1))
        {
            var document = RandomReport.Of(seed);
            Assert.True((await services.GetRequiredService<ReportRenderers>().RenderAsync("pdf", document, CancellationToken.None)).IsValue(out var file, out var problem), problem?.Message);
            PdfWords.AssertInside(file.Content.ToArray());
        }
    }

    // Chromium prints a whole report smaller if one table is too wide.
    private static TableSection ShortNames() => new(
        "organisations", "Most active organisations", null,
        [new("organisation", "Organisation", ValueFormat.Text), new("engagements", "Engagements", ValueFormat.Count), new("people", "People", ValueFormat.Count), new("agreements", "Agreements", ValueFormat.Count), new("first_date", "First date", ValueFormat.Text), new("last_date", "Last date", ValueFormat.Text)],
        [["Rafael Advanced Defense Systems", 1L, 0L, 0L, "6 November 2025", "6 November 2025"], ["Ministry of Defence of Israel", 4L, 2L, 0L, "23 July 2025", "16 November 2025"]],
        Total: null, Truncated: false);

    private static string CssOf(PdfPaper paper)
    {
        var (width, wide) = paper == PdfPaper.A4 ? (180, 267) : (186, 249);
        return Paper.Replace("WIDTH", width.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal).Replace("WIDE", wide.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }
}
