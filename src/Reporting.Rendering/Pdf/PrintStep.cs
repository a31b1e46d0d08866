namespace Reporting.Rendering.Pdf;

/// <summary>Where a print is: what comes next waits for the browser.</summary>
internal enum PrintStep
{
    OpeningPage,
    SettingContent,
    Printing,
    Closing,
}
