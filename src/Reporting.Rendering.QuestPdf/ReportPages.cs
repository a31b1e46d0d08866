using System.Globalization;
using QuestPDF.Fluent;
using QuestPDF.Helpers;
using QuestPDF.Infrastructure;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Html;
using Reporting.Rendering.Pdf;
using Reporting.Rendering.Renderers;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.QuestPdf;

/// <summary>The pages of a report: runs of upright and turned ones, each page with its marks, the version of the data and its number.</summary>
internal sealed class ReportPages(
    ReportDocument document,
    ReportLinks links,
    PdfPaper paper,
    IReadOnlyDictionary<ReportSection, IReadOnlyList<SectionDrawing>> drawings,
    CancellationToken late) : IDocument
{
    private readonly ValueText _text = ValueText.In(document);
    private readonly Look _look = new(ValueText.In(document), document.Detail == ReportDetail.Brief);

    public DocumentMetadata GetMetadata()
    {
        // The time of the data, so that equal reports are equal files.
        var time = document.Provenance.DataAsOf ?? DateTimeOffset.UnixEpoch;
        return new DocumentMetadata { Title = document.Title, Language = document.Language, Creator = "Reporting", CreationDate = time, ModifiedDate = time };
    }

    public DocumentSettings GetSettings() => new()
    {
        PDFUA_Conformance = PDFUA_Conformance.PDFUA_1,
        ContentDirection = _look.IsRightToLeft ? ContentDirection.RightToLeft : ContentDirection.LeftToRight,
    };

    public void Compose(IDocumentContainer container)
    {
        var runs = Runs();
        foreach (var (i, run) in runs.Index())
        {
            container.Page(page =>
            {
                SetUp(page, run.IsWide);
                page.Content().Column(column =>
                {
                    if (i == 0)
                    {
                        Cover.Compose(column.Item(), document, _look);
                    }

                    Sections(column, run.Sections);
                    if (i == runs.Count - 1)
                    {
                        Origin.Compose(column.Item(), document, links, _look);
                    }
                });
            });
        }
    }

    /// <summary>Sections that follow each other on pages of the same size.</summary>
    private List<(bool IsWide, List<ReportSection> Sections)> Runs()
    {
        var runs = new List<(bool IsWide, List<ReportSection> Sections)>();
        foreach (var section in document.Sections)
        {
            var isWide = section is PageBreakSection ? runs is [.., (true, _)] : SectionLayout.IsWide(SectionLayout.Of(section, _text));
            if (runs is [.., var last] && last.IsWide == isWide)
            {
                last.Sections.Add(section);
            }
            else
            {
                runs.Add((isWide, [section]));
            }
        }

        return runs.Count == 0 ? [(false, [])] : runs;
    }

    private void SetUp(PageDescriptor page, bool isWide)
    {
        var size = paper == PdfPaper.Letter ? PageSizes.Letter : PageSizes.A4;
        page.Size(isWide ? size.Landscape() : size.Portrait());
        page.MarginHorizontal(15, Unit.Millimetre);
        page.MarginVertical(9, Unit.Millimetre);
        page.DefaultTextStyle(_look.Plain);
        if (_look.IsRightToLeft)
        {
            page.ContentFromRightToLeft();
        }

        var marks = string.Join(" · ", PrintSetUp.Marks(document, _text));
        page.Header().PaddingBottom(14).Row(row =>
        {
            _look.Sentence(row.RelativeItem(), marks, style => style.FontSize(Look.Smallest).Bold().FontColor(Palette.Grey));
            _look.Own(row.AutoItem(), PrintSetUp.Title(document), style => style.FontSize(Look.Smallest).FontColor(Palette.Grey));
        });
        page.Footer().PaddingTop(12).Row(row =>
        {
            row.Spacing(10);
            _look.Sentence(row.RelativeItem(), PrintSetUp.Version(document, _text), style => style.FontSize(Look.Smallest).FontColor(Palette.Grey));
            _look.Sentence(row.AutoItem(), marks, style => style.FontSize(Look.Smallest).Bold().FontColor(Palette.Grey));
            row.AutoItem().DefaultTextStyle(style => style.FontSize(Look.Smallest).FontColor(Palette.Grey)).Text(Number);
        });
    }

    // "Page 1 of 3". The number is written once on each page, so a late or unwanted PDF ends there.
    private void Number(TextDescriptor line)
    {
        var parts = _text.Captions.Page.Split(["{0}", "{1}"], StringSplitOptions.None);
        line.Span(parts[0]);
        line.CurrentPageNumber().Format(number =>
        {
            late.ThrowIfCancellationRequested();
            return (number ?? 1).ToString(CultureInfo.InvariantCulture);
        });
        line.Span(parts[1]);
        line.TotalPages();
        line.Span(parts[2]);
    }

    private void Sections(ColumnDescriptor column, IReadOnlyList<ReportSection> sections)
    {
        var content = new SectionContent(document, links, drawings, _look);
        var first = document.Sections.FirstOrDefault(section => section is not PageBreakSection);
        foreach (var (i, section) in sections.Index())
        {
            // Two breaks in a row, and a break at the end, would leave a page empty.
            if (section is not PageBreakSection)
            {
                content.Compose(column, section);
            }
            else if (sections.ElementAtOrDefault(i + 1) is not (null or PageBreakSection))
            {
                column.Item().PageBreak();
            }

            if (section == first && SectionLayout.HasContents(document))
            {
                Contents.Compose(column.Item(), document, _look);
            }
        }
    }
}
