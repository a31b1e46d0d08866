using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Reporting.Api.Access.Identity;
using Reporting.Api.Access.Keys;
using Reporting.Api.Pages;
using Reporting.Api.Pipeline;
using Reporting.Api.Problems;
using Reporting.Api.ReportPages;
using Reporting.Api.Responses;
using Reporting.Delivery.Links;
using Reporting.Delivery.SavedReports;
using Reporting.Engine.Access;
using Reporting.Engine.Languages;
using Reporting.Engine.Reports;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Embed;

/// <summary>
/// A report inside a page of another site: off by default, for named origins only. The signed link says which report is shown with the rights of which key.
/// Its readers filter, order and drill by links and a form, which carry the link on. No cookie is read or set, and the response has no script.
/// </summary>
internal static class EmbedEndpoints
{
    public const string Path = "/embed/reports";
    public const string LinkParameter = "link";

    private static readonly Problem Off = new(ErrorCodes.EmbedOff, "Reports of this service are not embedded in other sites.", "An administrator can name sites in Embed:Origins.");
    private static readonly Problem Unknown = new(ErrorCodes.UnknownLink, "This link is not valid.", "Ask an administrator for a new one: 'reporting embed'.");
    private static readonly Problem Expired = new(ErrorCodes.LinkExpired, "This link has expired.", "Ask an administrator for a new one: 'reporting embed'.");

    public static void AddEmbed(this IServiceCollection services)
    {
        services.AddOptions<EmbedOptions>().BindConfiguration(EmbedOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => new EmbedLinks(new LinkSigner(() => provider.GetRequiredService<KeySecret>().Read())));
    }

    public static void MapEmbed(this WebApplication app) => app.MapGet(Path + "/{id}", ShowAsync).AllowAnonymous().ExcludeFromDescription();

    private static async Task<IResult> ShowAsync(
        string id, HttpContext context, IOptions<EmbedOptions> options, EmbedLinks links, KeyRing keys, IdentityResolver identities, ReportFinder finder, DashboardReader dashboards, AuditTrail trail, CancellationToken cancellationToken)
    {
        var sites = options.Value.Sites;
        SecurityHeaders.SendsEmbedded(context.Response);
        if (sites.Count == 0)
        {
            return Notice(Off);
        }

        SecurityHeaders.MayBeFramedBy(context.Response, sites);
        if (!(await CallerAsync(id, context, links, keys, identities, trail.Now, cancellationToken)).IsValue(out var caller, out var problem)
            || !(await finder.FindAsync(id, caller, cancellationToken)).IsValue(out var definition, out problem))
        {
            return Notice(problem);
        }

        // A report in another site is about today.
        if (context.Request.Query.ContainsKey(ReportParameters.Compare))
        {
            return Notice(new Problem(ErrorCodes.EditionNotHere, "An embedded report is not compared with editions.", "Leave compare out."));
        }

        definition = definition with { Compare = null };
        var selection = FormPairs.Of(definition, context.Request.Pairs());
        // The language is that of the address: cookies of readers are not read.
        var frame = PageFrame.OfPart(context.Request, Language.All.FirstOrDefault(l => l.Code == context.Request.Query["lang"]) ?? Language.English);
        var request = new DashboardRequest(definition, selection, frame, [], MayMail: false) { Link = LinkParameter };
        if (!(await dashboards.ReadAsync(request, null, caller, cancellationToken)).IsValue(out var content, out problem))
        {
            return Notice(problem);
        }

        // If the audit line cannot be written, nothing is sent.
        await trail.RecordAsync(
            new AuditEntry(trail.Now, caller.Name, caller.RoleNames, AuditAction.Question, $"GET {Path}/{id}")
            {
                Question = (selection with { Pairs = request.Parameters }).Query().TrimStart('?'),
                DataVersion = content.Made?.DataVersion?.Version,
                Rows = content.Made?.Rows,
                Outcome = content.Problem is null ? AuditOutcome.Answered : AuditOutcome.Refused,
                Status = content.Status,
            },
            cancellationToken);
        var page = await PageResult.MarkupAsync<EmbedPage>(new() { [nameof(EmbedPage.Frame)] = frame, [nameof(EmbedPage.Title)] = content.Title, [nameof(EmbedPage.Content)] = content.Markup });
        return Results.Text(page, "text/html; charset=utf-8", statusCode: content.Status).Fresh();
    }

    /// <summary>The holder of the link's key, as it is now: a revoked key or an expired link shows nothing.</summary>
    private static async Task<Outcome<Caller>> CallerAsync(string id, HttpContext context, EmbedLinks links, KeyRing keys, IdentityResolver identities, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (links.Read(context.Request.Query[LinkParameter].ToString()) is not { } link || link.Report != id)
        {
            return Unknown;
        }

        if (link.Until < now)
        {
            return Expired;
        }

        if (!(await keys.FindAsync(link.KeyId, cancellationToken)).IsValue(out var key, out _))
        {
            return Unknown;
        }

        var identity = identities.Of(context, AuthenticateResult.Success(new AuthenticationTicket(CallerPrincipal.Of(KeyHandler.Name, key), KeyHandler.Name)));
        return identity.May(Permission.Read) ? identity.Caller : Unknown;
    }

    // A page of its own: the usual one would set cookies.
    private static IResult Notice(Problem problem) => Results.Text(
        $"<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Reporting</title></head><body><p>{HtmlEncoder.Default.Encode(problem.Message)} {HtmlEncoder.Default.Encode(problem.Hint)}</p></body></html>",
        "text/html; charset=utf-8",
        statusCode: ProblemResponses.StatusOf(problem.Kind)).Fresh();
}
