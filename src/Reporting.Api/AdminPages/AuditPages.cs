using Reporting.Api.Audit;
using Reporting.Api.Pages;
using Reporting.Api.Pipeline;
using Reporting.Api.Problems;
using Reporting.Warehouse.Operations;

namespace Reporting.Api.AdminPages;

/// <summary>The audit trail as a page, with the filters of the API.</summary>
internal static class AuditPages
{
    private const int MaxShown = 100;

    public static void MapAuditPage(this RouteGroupBuilder group) => group.MapGet("/audit", ShowAsync);

    private static bool IsPart(string subject) => subject.EndsWith("/picture", StringComparison.Ordinal) || Path.GetExtension(subject) is ".png" or ".ico" or ".css" or ".js";

    private static async Task<IResult> ShowAsync(HttpContext context, AuditStore store, CancellationToken cancellationToken)
    {
        var pairs = AdminPagesEndpoints.FiltersOf(context.Request);
        var values = pairs.GroupBy(p => p.Key).ToDictionary(p => p.Key, p => p.Last().Value);
        var isRead = AuditParameters.Read(pairs, pages: true).IsValue(out var parameters, out var problem);
        var found = isRead ? await store.ReadAsync(parameters!.Filter, MaxShown + 1, cancellationToken) : [];

        // Leave out parts that a browser fetches for a page: so many lines would hide what people did.
        var shown = found.Take(MaxShown).Where(entry => parameters!.Filter.Subject is not null || !IsPart(entry.Subject)).ToList();
        var page = shown.Select(AuditEndpoints.Line).ToList();
        AuditDraft.Of(context)?.SetResult(null, page.Count);
        return PageResult.Of<AuditPage>(context, isRead ? StatusCodes.Status200OK : ProblemResponses.StatusOf(problem!.Kind), new()
        {
            [nameof(AuditPage.Lines)] = page,
            [nameof(AuditPage.Values)] = values,
            [nameof(AuditPage.Next)] = found.Count > MaxShown ? found[MaxShown - 1].Key : null,
            [nameof(AuditPage.LeavesOut)] = shown.Count < Math.Min(found.Count, MaxShown),
            [nameof(AuditPage.Problem)] = problem,
        });
    }
}
