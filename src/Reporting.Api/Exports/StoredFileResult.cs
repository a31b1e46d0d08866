using Microsoft.Net.Http.Headers;
using Reporting.Api.Pipeline;
using Reporting.Api.Responses;
using Reporting.Delivery.Exports;

namespace Reporting.Api.Exports;

/// <summary>Sends the finished file of a job, with its classification and support for ranges. It adds data version and rows to the audit line.</summary>
internal sealed class StoredFileResult(string id, ExportFile file, FileInfo place) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        AuditDraft.Of(httpContext)?.SetResult(file.DataVersion, file.Rows);
        CachedResponseResult.Mark(httpContext.Response, file.Handling, file.IsInvented);
        httpContext.Response.Headers.CacheControl = CachedResponseResult.Revalidate;

        // The file of a job never changes, so the job's id is its ETag.
        return Results.File(place.FullName, file.ContentType, file.FileName, entityTag: new EntityTagHeaderValue($"\"{id}\""), enableRangeProcessing: true).ExecuteAsync(httpContext);
    }
}
