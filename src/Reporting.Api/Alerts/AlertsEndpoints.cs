using System.Globalization;
using Reporting.Api.Access.Identity;
using Reporting.Api.Idempotency;
using Reporting.Api.OpenApi.Contracts;
using Reporting.Api.Pipeline;
using Reporting.Api.Problems;
using Reporting.Api.Responses;
using Reporting.Delivery.Alerts;
using Reporting.Delivery.Links;
using Reporting.Engine.Access;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Api.Alerts;

/// <summary>Endpoints of alerts. A caller sees their own alerts; an administrator sees all.</summary>
internal static class AlertsEndpoints
{
    public const string Route = "/api/v1/alerts";

    private const int DefaultLimit = 100;
    private const int LargestLimit = 1_000;

    private static readonly DescribedParameter Id = new("id", "Id of the alert.", "0f8fad5bd9cb469fa16570867728950e", InPath: true);

    public static void MapAlerts(this WebApplication app)
    {
        var group = app.MapGroup(Route).WithTags("Alerts").Needs(Permission.Schedule);
        group.MapPost("/", Add)
            .WithSummary("Creates an alert, which is checked after each import and by its schedule.")
            .WithDescription("Kinds: above, below (value); changed (value or percent); first; silent (months); matches; overdue; overdue-commitments; stale (days). It shows what its owner may see. Webhooks are signed with the secret of the response.")
            .WithSubscriptionBody<AlertRequest>()
            .Idempotent()
            .Produces<AlertResponse>(StatusCodes.Status201Created);
        group.MapPost("/preview", Preview)
            .WithSummary("Returns what an alert would find now, without storing or sending anything.")
            .WithSubscriptionBody<AlertRequest>()
            .Produces<AlertPreviewResponse>();
        group.MapGet("/", List)
            .WithSummary("Lists your alerts, newest first.")
            .Produces<IReadOnlyList<AlertResponse>>();
        group.MapGet("/{id}", Find)
            .WithSummary("Returns an alert.")
            .WithParameters(Id)
            .Produces<AlertResponse>();
        group.MapPut("/{id}", Replace)
            .WithSummary("Replaces the definition of an alert. With another condition or query it begins anew.")
            .WithParameters(Id)
            .WithSubscriptionBody<AlertRequest>()
            .ProducesProblem(StatusCodes.Status409Conflict)
            .Produces<AlertResponse>();
        group.MapDelete("/{id}", Delete)
            .WithSummary("Deletes an alert, its history and its messages that were not sent.")
            .WithParameters(Id)
            .Produces(StatusCodes.Status204NoContent);
        group.MapPost("/{id}/pause", (string id, HttpRequest request, AlertService alerts, MailLinks links, TimeProvider time, CancellationToken cancellationToken) => PauseAsync(id, request, alerts, links, time, paused: true, cancellationToken))
            .WithSummary("Pauses an alert.")
            .WithParameters(Id)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .Produces<AlertResponse>();
        group.MapDelete("/{id}/pause", (string id, HttpRequest request, AlertService alerts, MailLinks links, TimeProvider time, CancellationToken cancellationToken) => PauseAsync(id, request, alerts, links, time, paused: false, cancellationToken))
            .WithSummary("Resumes an alert.")
            .WithParameters(Id)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .Produces<AlertResponse>();
        group.MapPost("/{id}/check", Check)
            .WithSummary("Checks an alert now.")
            .WithParameters(Id)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .Produces<AlertCheckResponse>();
        group.MapGet("/{id}/history", History)
            .WithSummary("Lists the checks of an alert, latest first: met, sent, suppressed and why.")
            .WithParameters(
                Id,
                new DescribedParameter("before", "Only checks with a lower number (next of the previous page).", "17"),
                new DescribedParameter("limit", "Maximum number of checks; default 100, at most 1,000.", "100"))
            .Produces<AlertHistoryResponse>();
    }

    private static async Task<IResult> Add(HttpRequest request, AlertService alerts, MailLinks links, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!(await AlertBody.ReadAsync(request, cancellationToken)).IsValue(out var requested, out var problem)
            || !(await alerts.AddAsync(requested, request.Caller(), cancellationToken)).IsValue(out var added, out problem))
        {
            return ProblemResponses.Answer(problem);
        }

        Audit(request, added);
        return Results.Created($"{Route}/{added.Id}", AlertResponse.Of(added, links, time.GetUtcNow()));
    }

    private static async Task<IResult> Preview(HttpRequest request, AlertService alerts, CancellationToken cancellationToken)
    {
        if (!(await AlertBody.ReadAsync(request, cancellationToken)).IsValue(out var requested, out var problem)
            || !(await alerts.PreviewAsync(requested, request.Caller(), cancellationToken)).IsValue(out var found, out problem))
        {
            return ProblemResponses.Answer(problem);
        }

        AuditDraft.Of(request.HttpContext)?.SetResult(found.Version.Version, found.Items.Count);
        return Results.Ok(AlertPreviewResponse.Of(found)).Fresh();
    }

    private static async Task<IResult> List(HttpRequest request, AlertService alerts, MailLinks links, TimeProvider time, CancellationToken cancellationToken) =>
        Results.Ok((await alerts.ListAsync(request.Caller(), request.IsAdministrator(), cancellationToken)).Select(a => AlertResponse.Of(a, links, time.GetUtcNow()))).Fresh();

    private static Task<IResult> Find(string id, HttpRequest request, AlertService alerts, MailLinks links, TimeProvider time, CancellationToken cancellationToken) =>
        WithAsync(id, request, alerts, found => Task.FromResult(Answer(found, links, time)), cancellationToken);

    private static Task<IResult> Replace(string id, HttpRequest request, AlertService alerts, MailLinks links, TimeProvider time, CancellationToken cancellationToken) => WithAsync(
        id,
        request,
        alerts,
        async found =>
        {
            if (!(await AlertBody.ReadAsync(request, cancellationToken)).IsValue(out var requested, out var problem)
                || !(await alerts.ChangeAsync(found, requested, request.Caller(), cancellationToken)).IsValue(out var changed, out problem))
            {
                return ProblemResponses.Answer(problem);
            }

            Audit(request, changed);
            return Answer(changed, links, time);
        },
        cancellationToken);

    private static Task<IResult> Delete(string id, HttpRequest request, AlertService alerts, CancellationToken cancellationToken) => WithAsync(
        id,
        request,
        alerts,
        async found =>
        {
            Audit(request, found);
            await alerts.DeleteAsync(found, cancellationToken);
            return Results.NoContent();
        },
        cancellationToken);

    private static Task<IResult> PauseAsync(string id, HttpRequest request, AlertService alerts, MailLinks links, TimeProvider time, bool paused, CancellationToken cancellationToken) => WithAsync(
        id,
        request,
        alerts,
        async found => (await alerts.PauseAsync(found, paused, cancellationToken)).IsValue(out var changed, out var problem) ? Answer(changed, links, time) : ProblemResponses.Answer(problem),
        cancellationToken);

    private static Task<IResult> Check(string id, HttpRequest request, AlertService alerts, AlertHistory history, CancellationToken cancellationToken) => WithAsync(
        id,
        request,
        alerts,
        async found => (await alerts.CheckNowAsync(found, cancellationToken)).IsValue(out var check, out var problem)
            ? Results.Ok(AlertCheckResponse.Of((await history.ListAsync(found.Id, check.Number + 1, 1, cancellationToken))[0])).Fresh()
            : ProblemResponses.Answer(problem),
        cancellationToken);

    private static Task<IResult> History(string id, HttpRequest request, AlertService alerts, AlertHistory history, CancellationToken cancellationToken) => WithAsync(
        id,
        request,
        alerts,
        async found =>
        {
            if (!Number(request, "before", int.MaxValue).IsValue(out var before, out var problem) || !Number(request, "limit", LargestLimit).IsValue(out var limit, out problem))
            {
                return ProblemResponses.Answer(problem);
            }

            var most = limit ?? DefaultLimit;
            var checks = await history.ListAsync(found.Id, before, most + 1, cancellationToken);
            return Results.Ok(new AlertHistoryResponse([.. checks.Take(most).Select(AlertCheckResponse.Of)], checks.Count > most ? checks[most - 1].Check.Number : null)).Fresh();
        },
        cancellationToken);

    private static Outcome<int?> Number(HttpRequest request, string name, int max)
    {
        if (request.Query.Keys.FirstOrDefault(k => k is not ("before" or "limit")) is { } unknown)
        {
            return new Problem(ErrorCodes.UnknownParameter, $"There is no parameter '{SafeText.Of(unknown)}'.", "Use before or limit.");
        }

        return request.Query[name].ToString() is not { Length: > 0 } text ? (int?)null
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= max ? number
            : new Problem(ErrorCodes.BadChoice, $"'{SafeText.Of(text)}' is not a value of '{name}'.", $"Write a number from 1 to {max}.");
    }

    private static async Task<IResult> WithAsync(string id, HttpRequest request, AlertService alerts, Func<Alert, Task<IResult>> action, CancellationToken cancellationToken) =>
        (await alerts.FindAsync(id, request.Caller(), request.IsAdministrator(), cancellationToken)).IsValue(out var found, out var problem) ? await action(found) : ProblemResponses.Answer(problem);

    private static IResult Answer(Alert alert, MailLinks links, TimeProvider time) => Results.Ok(AlertResponse.Of(alert, links, time.GetUtcNow())).Fresh();

    internal static void Audit(HttpRequest request, Alert alert) => AuditDraft.Of(request.HttpContext)?.SetQuery(ForAudit(alert));

    // Auditors need to know which recipient was sent which data.
    private static string ForAudit(Alert a) => string.Join(
        '&',
        [
            $"alert={a.Id}&condition={EnumWord.Of(a.Definition.Condition.Kind)}",
            .. a.Definition.Query.Select(p => $"{p.Key}={p.Value}"),
            .. a.Definition.Report is { } report ? [$"report={report}"] : Array.Empty<string>(),
            $"recipients={string.Join(',', a.Definition.Recipients)}",
            $"webhooks={string.Join(',', a.Definition.Webhooks.Select(w => new Uri(w).Host))}",
        ]);
}
