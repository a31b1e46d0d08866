using Reporting.Rendering.Html;

namespace Reporting.Rendering.Pdf;

/// <summary>Settings of the section <c>Pdf</c>.</summary>
public sealed class PdfOptions
{
    public const string Section = "Pdf";

    /// <summary>What makes PDFs: Chromium, or QuestPdf in a program that was built with it.</summary>
    public PdfEngine Engine { get; set; }

    /// <summary>The licence of QuestPDF that the operator has: Community, Professional, Enterprise or Evaluation. Needed with that engine only.</summary>
    public string? QuestPdfLicense { get; set; }

    /// <summary>The path of Chromium. Null searches the usual folders and the path.</summary>
    public string? ChromiumPath { get; set; }

    /// <summary>Whether Chromium runs in its own sandbox (never as root). Set false only inside another sandbox, such as a container.</summary>
    public bool Sandbox { get; set; } = true;

    /// <summary>The paper: A4 or Letter.</summary>
    public PdfPaper Paper { get; set; }

    /// <summary>Whether files of at least 300 kB are compressed with qpdf, if installed. They become a fifth of the size.</summary>
    public bool Pack { get; set; } = true;

    /// <summary>The most PDFs printed at once. Others wait.</summary>
    public int MaxConcurrent { get; set; } = 2;

    /// <summary>The most PDFs that may wait while their readers do; further ones are refused (<c>pdf-busy</c>). Export jobs and mails wait without this limit.</summary>
    public int MaxWaiting { get; set; } = 50;

    /// <summary>Seconds that such a PDF waits.</summary>
    public int WaitSeconds { get; set; } = 60;

    /// <summary>Seconds for a PDF of up to 20 pages. After that the problem is <c>pdf-timeout</c>.</summary>
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>Additional seconds for each further page.</summary>
    public double SecondsPerPage { get; set; } = 0.5;

    /// <summary>Seconds for a PDF that no reader waits for: export jobs and mails.</summary>
    public int BackgroundSeconds { get; set; } = 600;

    /// <summary>The number of PDFs after which the browser is replaced, because its memory only grows.</summary>
    public int PrintsPerBrowser { get; set; } = 500;

    /// <summary>Bytes of memory after which the browser is replaced; 0 for any number.</summary>
    public long MaxBrowserBytes { get; set; } = 1L * 1024 * 1024 * 1024;
}
