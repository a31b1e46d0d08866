using System.ComponentModel.DataAnnotations;
using Reporting.Api.OpenApi.Contracts;
using Reporting.Api.Reports;
using Reporting.Delivery.Exports;

namespace Reporting.Api.Exports;

/// <summary>An export job. <c>state</c> is queued, running, done or failed; <c>percent</c> never decreases; times are UTC.</summary>
/// <param name="Rows">Rows written so far, of <c>RowsInAll</c> if the file has rows.</param>
/// <param name="ExpiresAt">When the job and its file are deleted; null before the job ends.</param>
/// <param name="File">The finished file; null before the job is done.</param>
/// <param name="Error">Why the job failed; null otherwise.</param>
public sealed record ExportResponse(
    string Id,
    string Owner,
    string Report,
    [property: AllowedValues("xlsx", "pdf", "html", "csv", "json", "arrow", "parquet", "zip")] string Format,
    [property: DescribedBy(typeof(ReportParameterLists))] IReadOnlyDictionary<string, IReadOnlyList<string>> Parameters,
    [property: WordsOf(typeof(ExportState))] string State,
    int Percent,
    long Rows,
    long? RowsInAll,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    DateTimeOffset? ExpiresAt,
    ExportFileResponse? File,
    ExportErrorResponse? Error)
{
    /// <param name="address">The public address of this service.</param>
    internal static ExportResponse Of(ExportJob job, string address) => new(
        job.Id,
        job.Owner,
        job.Report,
        job.Format,
        JsonPairs.Lists(job.Parameters.Concat(job.Section is null ? [] : [new("section", job.Section)])),
        job.State.ToString().ToLowerInvariant(),
        job.Percent,
        job.RowsDone,
        job.RowsInAll,
        job.CreatedAt,
        job.StartedAt,
        job.EndedAt,
        job.ExpiresAt,
        job.File is { } file ? new ExportFileResponse(file.FileName, file.ContentType, file.Bytes, $"{address}{ExportsEndpoints.Route}/{job.Id}/file") : null,
        job.Error is { } error ? new ExportErrorResponse(error.Code, error.Message, error.Hint) : null);
}

/// <summary>Why an export job failed; codes are those of docs/errors.md.</summary>
public sealed record ExportErrorResponse(string Code, string Detail, string Hint);

/// <summary>The finished file of an export job.</summary>
public sealed record ExportFileResponse(string Name, string ContentType, long Bytes, string Href);
