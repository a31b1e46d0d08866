namespace Reporting.Rendering.Pdf;

/// <summary>The step of a print that waits for the browser next.</summary>
internal enum PrintStep
{
    OpeningPage,
    SettingContent,
    Printing,
    Closing,
}
