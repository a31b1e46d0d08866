using System.Globalization;
using Reporting.Delivery.Exports;
using Reporting.Warehouse.Text;

namespace Reporting.Api.ReportPages;

/// <summary>Texts about export jobs on pages.</summary>
internal static class ExportText
{
    public static string Format(ExportJob job) => FileFormat.Of([job.Format])[0].Name + (job.Section is null ? string.Empty : ", " + (job.Section == "data" ? "the rows behind the figures" : "section " + job.Section));

    public static string State(ExportJob job) => job.State switch
    {
        ExportState.Queued => "Waiting",
        ExportState.Running => Progress(job),
        ExportState.Done => job.File is { } file ? "Ready, " + Size(file.Bytes) : "Ready",
        _ => "Failed: " + job.Error?.Message,
    };

    public static string Progress(ExportJob job) => job.RowsInAll is { } all
        ? string.Create(CultureInfo.InvariantCulture, $"{job.Percent} %: {job.RowsDone:N0} of {all:N0} rows")
        : string.Create(CultureInfo.InvariantCulture, $"{job.Percent} %");

    public static string Size(long bytes) => bytes switch
    {
        < 1_000 => Plural.Of(bytes, "byte"),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0} kB"),
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.#} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.#} GB"),
    };

    public static string Time(DateTimeOffset? at) => at?.UtcDateTime.ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture) ?? "it is deleted";
}
