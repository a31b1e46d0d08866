using Reporting.Api.Access.Identity;
using Reporting.Api.Access.Keys;
using Reporting.Api.Pages;
using Reporting.Api.Pipeline;
using Reporting.Api.Problems;
using Reporting.Engine.Access;
using Reporting.Engine.Model;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.AdminPages;

/// <summary>Pages of API keys: the list, a new key, and the confirmation before one is revoked.</summary>
internal static class KeyPages
{
    public static void MapKeyPages(this RouteGroupBuilder group)
    {
        group.MapGet("/keys", (HttpContext context, CancellationToken cancellationToken) => ListAsync(context, null, cancellationToken));
        group.MapPost("/keys", CreateAsync).Form();
        group.MapGet("/keys/{id}/revoke", AskAsync);
        group.MapPost("/keys/{id}/revoke", RevokeAsync).Form();
    }

    private static async Task<IResult> ListAsync(HttpContext context, Problem? problem, CancellationToken cancellationToken)
    {
        var services = context.RequestServices;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(cancellationToken) : null;
        return PageResult.Of<KeysPage>(context, problem is null ? StatusCodes.Status200OK : ProblemResponses.StatusOf(problem.Kind), new()
        {
            [nameof(KeysPage.Keys)] = (await services.GetRequiredService<KeyRing>().ListAsync(cancellationToken)).Select(key => KeyResponse.Of(key, now)).OrderBy(key => key.State != "valid").ThenByDescending(key => key.CreatedAt).ToList(),
            [nameof(KeysPage.Roles)] = DescribedRole.Of(services.GetRequiredService<Reloadable<AccessRules>>().Value),
            [nameof(KeysPage.Name)] = form?["name"].ToString() ?? "",
            [nameof(KeysPage.Expires)] = form?["expires"].ToString() ?? "90d",
            [nameof(KeysPage.Chosen)] = form?["roles"].OfType<string>().ToList() ?? [],
            [nameof(KeysPage.IsRevoked)] = context.Request.Query["revoked"] == "yes",
            [nameof(KeysPage.Problem)] = problem,
        });
    }

    private static async Task<IResult> CreateAsync(HttpContext context, KeyRing keys, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken);
        if (!Lifetime.Read(form["expires"].ToString().Trim() is { Length: > 0 } text ? text : null).IsValue(out var lifetime, out var problem)
            || !(await keys.CreateAsync(form["name"].ToString(), [.. form["roles"].OfType<string>()], lifetime, context.Request.Caller().Name, cancellationToken)).IsValue(out var created, out problem))
        {
            return await ListAsync(context, problem, cancellationToken);
        }

        AuditDraft.Of(context)?.SetQuery(created.AuditText);
        return PageResult.Of<KeyMadePage>(context, StatusCodes.Status200OK, new()
        {
            [nameof(KeyMadePage.Name)] = created.Stored.Name, [nameof(KeyMadePage.Text)] = created.Text, [nameof(KeyMadePage.Roles)] = created.Stored.Roles,
        });
    }

    private static async Task<IResult> AskAsync(string id, HttpContext context, KeyRing keys, TimeProvider time, CancellationToken cancellationToken) =>
        (await keys.ListAsync(cancellationToken)).FirstOrDefault(key => key.Id == id && key.RevokedAt is null) is { } found
            ? PageResult.Of<RevokePage>(context, StatusCodes.Status200OK, new() { [nameof(RevokePage.Key)] = KeyResponse.Of(found, time.GetUtcNow()) })
            : NoticePage.Of(context, new Problem(ErrorCodes.UnknownKey, $"There is no valid key with the id '{SafeText.Of(id)}'.", "The list of keys shows the ids."), StatusCodes.Status404NotFound);

    private static async Task<IResult> RevokeAsync(string id, HttpContext context, KeyRing keys, CancellationToken cancellationToken) =>
        await keys.RevokeAsync(id, cancellationToken) is { } problem
            ? NoticePage.Of(context, problem)
            : PageForms.See($"{context.Request.PathBase}{AdminPagesEndpoints.Route}/keys?revoked=yes");
}
