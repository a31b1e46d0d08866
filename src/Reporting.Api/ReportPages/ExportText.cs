using System.Globalization;
using Reporting.Api.Pages.Languages;
using Reporting.Delivery.Exports;
using Reporting.Engine.Languages;

namespace Reporting.Api.ReportPages;

/// <summary>Texts about export jobs on pages, in the reader's language.</summary>
internal sealed class ExportText(Language language)
{
    private readonly PageCaptions _page = PageCaptions.In(language);

    private ExportCaptions Captions => _page.Export;

    public string Format(ExportJob job)
    {
        var format = FileFormat.Of([job.Format], _page.Form) is [var known] ? known.Name : job.Format.ToUpperInvariant();
        return job.Section switch
        {
            null => format,
            "data" => PageCaptions.Format(Captions.WithDataRows, format),
            var section => PageCaptions.Format(Captions.WithSection, format, section),
        };
    }

    public string State(ExportJob job) => job.State switch
    {
        ExportState.Queued => Captions.Waiting,
        ExportState.Running => Progress(job),
        ExportState.Done => job.File is { } file ? PageCaptions.Format(Captions.ReadyOfSize, Size(file.Bytes)) : Captions.Ready,
        _ => job.Error is { } error ? PageCaptions.Format(Captions.FailedWith, _page.Problems.Of(error.Code) ?? error.Message) : Captions.Failed,
    };

    public string Progress(ExportJob job) => job.RowsInAll is { } all
        ? PageCaptions.Format(Captions.PercentOfRows, job.Percent, language.Count(job.RowsDone), language.Count(all))
        : PageCaptions.Format(Captions.Percent, job.Percent);

    public string Size(long bytes) => bytes switch
    {
        1 => Captions.OneByte,
        < 1_000 => PageCaptions.Format(Captions.Bytes, bytes),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0} kB"),
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.#} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.#} GB"),
    };

    /// <summary>"Available until …", with the size of the file.</summary>
    public string Available(ExportJob job, long bytes) => job.ExpiresAt is { } until
        ? PageCaptions.Format(Captions.AvailableUntil, Size(bytes), language.Time(until))
        : PageCaptions.Format(Captions.AvailableUntilDeleted, Size(bytes));

    public string Time(DateTimeOffset at) => language.Time(at);
}
