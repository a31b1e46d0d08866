using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Renderers;

namespace Reporting.Rendering.Tests.Pdf;

/// <summary>
/// The rules of PDF/UA-1 (ISO 14289-1) that a program can check, by the numbers of the Matterhorn Protocol 1.1, read with qpdf. A stricter reader of the same
/// rules is veraPDF, which the registries do not have.
/// </summary>
[Collection("chromium")]
public sealed partial class AccessiblePdfTests
{
    private static readonly string[] StandardTypes =
    [
        "/Document", "/Part", "/Art", "/Sect", "/Div", "/BlockQuote", "/Caption", "/TOC", "/TOCI", "/Index", "/NonStruct", "/Private", "/P", "/H", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6",
        "/L", "/LI", "/Lbl", "/LBody", "/Table", "/TR", "/TH", "/TD", "/THead", "/TBody", "/TFoot", "/Span", "/Quote", "/Note", "/Reference", "/BibEntry", "/Code", "/Link", "/Annot", "/Figure", "/Formula", "/Form",
    ];

    [TheoryNeeds("chromium", "qpdf")]
    [InlineData("en", "true")]
    [InlineData("he", "true")]
    [InlineData("hi", "false")]
    public async Task A_printed_report_keeps_the_rules_of_PDF_UA(string language, string pack)
    {
        await using var services = TestRenderer.Services(("Pdf:Pack", pack), ("PublicBaseUrl", "https://reports.example.org"));
        var document = SampleReport.Whole() with { Language = language };
        Assert.True((await services.GetRequiredService<ReportRenderers>().RenderAsync("pdf", document, CancellationToken.None)).IsValue(out var file, out var problem), problem?.Message);
        var path = TestRenderer.Temporary(file.Content.ToArray(), ".pdf");
        if (Environment.GetEnvironmentVariable("RENDER_SAMPLES") is { } folder)
        {
            File.Copy(path, Path.Combine(folder, $"accessible-{language}.pdf"), overwrite: true);
        }

        TestRenderer.Run("qpdf", "--check", path);
        var found = Broken(PdfObjects.Of(path), document).Distinct().Take(20).ToList();
        File.Delete(path);
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    private static IEnumerable<string> Broken(PdfObjects pdf, ReportDocument document) =>
        [.. Document(pdf, document), .. Contents(pdf), .. Structure(pdf), .. Annotations(pdf), .. Fonts(pdf)];

    private static IEnumerable<string> Document(PdfObjects pdf, ReportDocument document)
    {
        if (pdf.Get(pdf.Get(pdf.Catalogue, "/MarkInfo") ?? default, "/Marked") is not { ValueKind: JsonValueKind.True })
        {
            yield return "01-007: not marked as tagged";
        }

        if (pdf.Get(pdf.Get(pdf.Catalogue, "/ViewerPreferences") ?? default, "/DisplayDocTitle") is not { ValueKind: JsonValueKind.True })
        {
            yield return "07-001: the window does not show the title";
        }

        if (pdf.Text(pdf.Catalogue, "/Lang") != document.Language)
        {
            yield return $"11-001: the language is {pdf.Text(pdf.Catalogue, "/Lang")}";
        }

        if (pdf.Get(pdf.Catalogue, "/Outlines") is null)
        {
            yield return "no outline";
        }

        var packet = pdf.Catalogue.TryGetProperty("/Metadata", out _) ? pdf.Content(pdf.Catalogue, "/Metadata") : null;
        if (packet is null)
        {
            yield return "06-001: no metadata";
            yield break;
        }

        var xml = XDocument.Parse(System.Text.Encoding.UTF8.GetString(System.Text.Encoding.Latin1.GetBytes(packet)).Trim());
        if (xml.Descendants("{http://www.aiim.org/pdfua/ns/id/}part").SingleOrDefault()?.Value != "1")
        {
            yield return "05-001: the part of PDF/UA is not stated";
        }

        if (xml.Descendants("{http://purl.org/dc/elements/1.1/}title").SingleOrDefault()?.Value != document.Title)
        {
            yield return "06-003: the metadata have no title";
        }
    }

    /// <summary>Everything painted is either an artifact, such as a line, or belongs to the structure.</summary>
    private static IEnumerable<string> Contents(PdfObjects pdf)
    {
        foreach (var (number, page) in pdf.Pages.Index())
        {
            var marks = new Stack<bool>();
            foreach (Match token in Operators().Matches(Texts().Replace(pdf.Content(page, "/Contents"), "()")))
            {
                switch (token.Groups["operator"].Value)
                {
                    case "BDC" or "BMC":
                        marks.Push(token.Value.Contains("/Artifact", StringComparison.Ordinal) || token.Value.Contains("/MCID", StringComparison.Ordinal));
                        break;
                    case "EMC":
                        marks.Pop();
                        break;
                    case var paints when !marks.Contains(true):
                        yield return $"01-005: page {number + 1} paints outside of the structure ({paints})";
                        break;
                }
            }
        }
    }

    private static IEnumerable<string> Structure(PdfObjects pdf)
    {
        var roles = pdf.Get(pdf.Get(pdf.Catalogue, "/StructTreeRoot")!.Value, "/RoleMap");
        var level = 0;
        foreach (var node in pdf.Structure)
        {
            var type = pdf.Name(node, "/S")!;
            type = roles is { } map ? pdf.Name(map, type) ?? type : type;
            if (!StandardTypes.Contains(type))
            {
                yield return $"02-001: {type} is no standard type";
            }

            if (type == "/Figure" && string.IsNullOrWhiteSpace(pdf.Text(node, "/Alt")) && string.IsNullOrWhiteSpace(pdf.Text(node, "/ActualText")))
            {
                yield return "13-004: a figure without a description";
            }

            if (type is ['/', 'H', >= '1' and <= '6'])
            {
                if (type[2] - '0' > level + 1)
                {
                    yield return $"14-003: {type} after level {level}";
                }

                level = type[2] - '0';
            }

            if (type == "/TH" && !pdf.Items(node, "/A").Any(attributes => pdf.Name(attributes, "/Scope") is not null))
            {
                yield return "15-003: a header cell without scope";
            }
        }
    }

    private static IEnumerable<string> Annotations(PdfObjects pdf)
    {
        foreach (var page in pdf.Pages.Where(page => pdf.Items(page, "/Annots").Any()))
        {
            if (pdf.Name(page, "/Tabs") != "/S")
            {
                yield return "28-008: the order of links is not that of the structure";
            }

            foreach (var link in pdf.Items(page, "/Annots"))
            {
                if (pdf.Get(link, "/StructParent") is null)
                {
                    yield return "28-011: a link outside of the structure";
                }

                if (string.IsNullOrWhiteSpace(pdf.Text(link, "/Contents")))
                {
                    yield return "28-012: a link without a description";
                }
            }
        }
    }

    private static IEnumerable<string> Fonts(PdfObjects pdf)
    {
        foreach (var font in pdf.All.Where(o => pdf.Name(o, "/Type") == "/Font"))
        {
            if (pdf.Name(font, "/Subtype") is "/CIDFontType2" or "/CIDFontType0" or "/TrueType" or "/Type1"
                && (pdf.Get(font, "/FontDescriptor") is not { } descriptor || !new[] { "/FontFile", "/FontFile2", "/FontFile3" }.Any(key => descriptor.TryGetProperty(key, out _))))
            {
                yield return $"31-009: {pdf.Name(font, "/BaseFont")} is not embedded";
            }

            if (pdf.Name(font, "/Subtype") is "/Type0" or "/Type3" && !font.TryGetProperty("/ToUnicode", out _))
            {
                yield return $"31-027: {pdf.Name(font, "/BaseFont")} has no Unicode values";
            }
        }
    }

    [GeneratedRegex(@"/\w+(?:\s*<<[^>]*>>|\s*/\w+)?\s*(?<operator>BDC|BMC)|(?<=\s|^)(?<operator>EMC|Tj|TJ|f\*?|F|S|s|B\*?|b\*?|Do|sh)(?=\s|$)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Operators();

    // Texts may hold anything, so they are taken out before operators are looked for.
    [GeneratedRegex(@"\((?:\\.|[^\\)])*\)|<[0-9A-Fa-f\s]*>", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 5000)]
    private static partial Regex Texts();
}
