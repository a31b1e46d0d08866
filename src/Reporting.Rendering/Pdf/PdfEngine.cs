namespace Reporting.Rendering.Pdf;

/// <summary>What makes PDFs.</summary>
public enum PdfEngine
{
    /// <summary>The HTML page, printed by Chromium.</summary>
    Chromium,

    /// <summary>The library QuestPDF, in programs that are built with it (docs/operations.md).</summary>
    QuestPdf,
}
