namespace Reporting.Api.ReportPages;

/// <summary>A rectangle of a report's picture.</summary>
internal sealed record PictureMark(double X, double Y, double Width, double Height, string Fill);
