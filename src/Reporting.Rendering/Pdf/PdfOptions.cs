using Reporting.Rendering.Html;

namespace Reporting.Rendering.Pdf;

/// <summary>Settings of the section <c>Pdf</c>.</summary>
public sealed class PdfOptions
{
    public const string Section = "Pdf";

    /// <summary>Where Chromium is; null looks in the usual places and on the path.</summary>
    public string? ChromiumPath { get; set; }

    /// <summary>Whether Chromium runs in its own sandbox, which it never does for root; false only where another one, a container, stands around it.</summary>
    public bool Sandbox { get; set; } = true;

    /// <summary>The paper: A4 or Letter.</summary>
    public PdfPaper Paper { get; set; }

    /// <summary>Whether files are packed with qpdf, where it is installed; a fifth of the size for a moment's work.</summary>
    public bool Pack { get; set; } = true;

    /// <summary>How many PDFs are made at a time; others wait for their turn.</summary>
    public int MaxConcurrent { get; set; } = 2;

    /// <summary>How many seconds a PDF of up to 20 pages may take before it is given up with the problem <c>pdf-timeout</c>.</summary>
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>How many seconds more it may take for each further page.</summary>
    public double SecondsPerPage { get; set; } = 0.5;

    /// <summary>After how many PDFs a new browser takes the place of the old one, whose memory only grows.</summary>
    public int PrintsPerBrowser { get; set; } = 500;
}
