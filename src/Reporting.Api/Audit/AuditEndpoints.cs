using System.Globalization;
using System.ComponentModel.DataAnnotations;
using Reporting.Api.Access.Identity;
using Reporting.Api.OpenApi.Contracts;
using Reporting.Api.Pipeline;
using Reporting.Api.Problems;
using Reporting.Api.Responses;
using Reporting.Engine.Access;
using Reporting.Engine.Caching;
using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Renderers;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Text;

namespace Reporting.Api.Audit;

/// <summary>The audit trail for administrators, as pages or as a file, newest lines first.</summary>
internal static class AuditEndpoints
{
    private const int MaxFileRows = 50_000;

    private static readonly DescribedParameter[] Filters =
    [
        new("from", "First day or instant, in UTC.", "2026-01-01"),
        new("to", "Last day, or an exclusive end instant, in UTC.", "2026-01-31"),
        new("caller", "Name of a caller.", "local"),
        new("action", "question, export, import, mail, change, administer or signin.", "export"),
        new("outcome", "answered, refused or failed.", "refused"),
        new("subject", "A part of the method and path, or of the command.", "/odata"),
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
            .WithSummary("Lists queries, exports, imports, mails and changes, newest first.")
            .WithParameters(
            [
                .. Filters,
                new DescribedParameter("limit", "Maximum number of lines; default 1,000, at most 50,000.", "100"),
                new DescribedParameter("after", "Key of the last line of the previous page (meta.next).", "1234"),
            ])
            .Produces<AuditResponse>();
        group.MapGet("/csv", Download)
            .WithSummary("The newest 50,000 lines as a CSV file.")
            .WithParameters(Filters)
            .Produces<string>(StatusCodes.Status200OK, "text/csv");
    }

    private static async Task<IResult> List(HttpRequest request, AuditStore store, CancellationToken cancellationToken)
    {
        if (!AuditParameters.Read(request.Pairs(), pages: true).IsValue(out var parameters, out var problem))
        {
            return ProblemResponses.Answer(problem);
        }

        var found = await store.ReadAsync(parameters.Filter, parameters.Limit + 1, cancellationToken);
        var page = found.Take(parameters.Limit).Select(Line).ToList();
        long? next = found.Count > parameters.Limit ? page[^1].Key : null;
        AuditDraft.Of(request.HttpContext)?.SetResult(null, page.Count);
        PageLinks.Set(request.HttpContext, next?.ToString(CultureInfo.InvariantCulture));
        return Results.Ok(new AuditResponse(page, new AuditPageResponse(page.Count, next is not null, parameters.Limit, next))).Fresh();
    }

    private static async Task<IResult> Download(HttpRequest request, AuditStore store, ReportRenderers renderers, CancellationToken cancellationToken)
    {
        if (!AuditParameters.Read(request.Pairs(), pages: false).IsValue(out var parameters, out var problem)
            || !renderers.TryFind("csv", out var renderer, out problem))
        {
            return ProblemResponses.Answer(problem);
        }

        var found = await store.ReadAsync(parameters.Filter, MaxFileRows + 1, cancellationToken);
        var isTruncated = found.Count > MaxFileRows;
        var table = new TableSection("audit", "Audit trail", null, Columns, [.. found.Take(MaxFileRows).Select(Row)], null, isTruncated);
        var document = new ReportDocument("audit", "Audit trail", string.Empty, "en", [], [table], new Provenance(0, null, string.Empty, string.Empty)) { FileName = "audit" };
        return (await renderer.RenderAsync(document, cancellationToken)).IsValue(out var file, out problem)
            ? new CachedResponseResult(new CachedResponse(file.Content, file.ContentType)
            {
                FileName = file.FileName,
                Rows = table.Rows.Count,
                Truncated = isTruncated ? $"rows={MaxFileRows}; limit={MaxFileRows}" : null,
            }).Fresh()
            : ProblemResponses.Answer(problem);
    }

    public static AuditLine Line(AuditEntry entry) => new(
        entry.Key, entry.At, entry.Caller, entry.Roles, NameOf(entry.Action), entry.Subject, entry.Question, entry.DataVersion, entry.Rows, NameOf(entry.Outcome), entry.Status, entry.Times);

    private static IReadOnlyList<object?> Row(AuditEntry entry) =>
    [
        entry.Key, Instants.Iso(entry.At), entry.Caller, entry.Roles, NameOf(entry.Action), entry.Subject,
        entry.Question, entry.DataVersion, entry.Rows, NameOf(entry.Outcome), entry.Status, entry.Times,
    ];

    private static string NameOf<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}

/// <summary>A line of the audit trail. <c>At</c> is UTC; <c>Times</c> counts equal queries that were combined into the line.</summary>
public sealed record AuditLine(
    long Key, DateTimeOffset At, string Caller, string Roles, [property: AllowedValues("question", "export", "import", "mail", "change", "administer", "signin")] string Action, string Subject, string? Question, long? DataVersion, long? Rows, [property: AllowedValues("answered", "refused", "failed")] string Outcome, int? Status, int Times);

/// <summary><c>Next</c> is the value of <c>after</c> for the next page; null on the last page.</summary>
public sealed record AuditPageResponse(int Rows, bool Truncated, int Limit, long? Next);

/// <summary>A page of the audit trail.</summary>
public sealed record AuditResponse(IReadOnlyList<AuditLine> Data, AuditPageResponse Meta);
