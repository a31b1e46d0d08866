using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Reporting.Api.Access;
using Reporting.Api.OpenApi;
using Reporting.Api.Problems;
using Reporting.Api.Responses;
using Reporting.Engine.Access;
using Reporting.Engine.Caching;
using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering;
using Reporting.Warehouse.Operations;

namespace Reporting.Api.Audit;

/// <summary>The audit trail, for administrators: a page at a time, the newest first, or as a file.</summary>
internal static class AuditEndpoints
{
    private const int MaxRowsOfAFile = 50_000;

    private static readonly DescribedParameter[] Filters =
    [
        new("from", "First day, or first instant, UTC.", "2026-01-01"),
        new("to", "Last day, or the instant before which.", "2026-01-31"),
        new("caller", "Name of a caller.", "local"),
        new("action", "question, export, import, mail, change, administer or signin.", "export"),
    ];

    private static readonly TableColumn[] Columns =
    [
        new("key", "Key", ValueFormat.Count), new("at", "At", ValueFormat.Text), new("caller", "Caller", ValueFormat.Text), new("roles", "Roles", ValueFormat.Text),
        new("action", "Action", ValueFormat.Text), new("subject", "Subject", ValueFormat.Text), new("question", "Question", ValueFormat.Text),
        new("data_version", "Data version", ValueFormat.Count), new("rows", "Rows", ValueFormat.Count), new("outcome", "Outcome", ValueFormat.Text),
        new("status", "Status", ValueFormat.Count), new("times", "Times", ValueFormat.Count),
    ];

    public static void MapAudit(this WebApplication app)
    {
        var group = app.MapGroup("/api/v1/audit").WithTags("Audit").Needs(Permission.Administer);
        group.MapGet("/", List)
            .WithSummary("Who asked, exported, imported, mailed or changed what, the newest first.")
            .WithParameters(
            [
                .. Filters,
                new DescribedParameter("limit", "At most this many lines, 1,000 unless said; up to 50,000.", "100"),
                new DescribedParameter("after", "Key of the last line of the page before (meta.next).", "1234"),
            ])
            .Produces<AuditResponse>();
        group.MapGet("/csv", Download)
            .WithSummary("The same as a file, the newest 50,000 lines.")
            .WithParameters(Filters)
            .Produces<string>(StatusCodes.Status200OK, "text/csv");
    }

    private static async Task<IResult> List(HttpRequest request, AuditStore store, CancellationToken cancellationToken)
    {
        if (!AuditParameters.Read(request.Pairs(), pages: true).IsValue(out var asked, out var problem))
        {
            return ProblemResponses.Answer(problem);
        }

        var found = await store.ReadAsync(asked.Filter, asked.Limit + 1, cancellationToken);
        var page = found.Take(asked.Limit).Select(Line).ToList();
        long? next = found.Count > asked.Limit ? page[^1].Key : null;
        AuditDraft.Of(request.HttpContext)?.SetResult(null, page.Count);
        return Results.Ok(new AuditResponse(page, new AuditPageResponse(page.Count, next is not null, asked.Limit, next))).Fresh();
    }

    private static async Task<IResult> Download(HttpRequest request, AuditStore store, ReportRenderers renderers, CancellationToken cancellationToken)
    {
        if (!AuditParameters.Read(request.Pairs(), pages: false).IsValue(out var asked, out var problem)
            || !renderers.TryFind("csv", out var renderer, out problem))
        {
            return ProblemResponses.Answer(problem);
        }

        var found = await store.ReadAsync(asked.Filter, MaxRowsOfAFile + 1, cancellationToken);
        var isCut = found.Count > MaxRowsOfAFile;
        var table = new TableSection("audit", "Audit trail", null, Columns, [.. found.Take(MaxRowsOfAFile).Select(Row)], null, isCut);
        var document = new ReportDocument("audit", "Audit trail", string.Empty, "en", [], [table], new Provenance(0, null, string.Empty, string.Empty)) { FileName = "audit" };
        return (await renderer.RenderAsync(document, cancellationToken)).IsValue(out var file, out problem)
            ? new CachedResponseResult(new CachedResponse(file.Content, file.ContentType)
            {
                FileName = file.FileName,
                Rows = table.Rows.Count,
                Truncated = isCut ? $"rows={MaxRowsOfAFile}; limit={MaxRowsOfAFile}" : null,
            }).Fresh()
            : ProblemResponses.Answer(problem);
    }

    private static AuditLine Line(AuditEntry entry) => new(
        entry.Key, entry.At, entry.Caller, entry.Roles, Word(entry.Action), entry.Subject, entry.Question, entry.DataVersion, entry.Rows, Word(entry.Outcome), entry.Status, entry.Times);

    private static IReadOnlyList<object?> Row(AuditEntry entry) =>
    [
        entry.Key, entry.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), entry.Caller, entry.Roles, Word(entry.Action), entry.Subject,
        entry.Question, entry.DataVersion, entry.Rows, Word(entry.Outcome), entry.Status, entry.Times,
    ];

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}

/// <summary>A line of the audit trail. <c>At</c> is UTC; <c>Times</c>: equal questions of one moment are one line.</summary>
public sealed record AuditLine(
    long Key, DateTimeOffset At, string Caller, string Roles, [property: AllowedValues("question", "export", "import", "mail", "change", "administer", "signin")] string Action, string Subject, string? Question, long? DataVersion, long? Rows, [property: AllowedValues("answered", "refused", "failed")] string Outcome, int? Status, int Times);

/// <summary><c>Next</c> is the <c>after</c> of the next page; null on the last.</summary>
public sealed record AuditPageResponse(int Rows, bool Truncated, int Limit, long? Next);

/// <summary>A page of the audit trail.</summary>
public sealed record AuditResponse(IReadOnlyList<AuditLine> Data, AuditPageResponse Meta);
