namespace Reporting.Rendering.Html;

/// <summary>The paper that reports are printed on.</summary>
public enum PdfPaper
{
    A4,
    Letter,
}
