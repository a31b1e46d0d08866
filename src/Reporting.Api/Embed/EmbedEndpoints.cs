using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Reporting.Api.Access.Identity;
using Reporting.Api.Access.Keys;
using Reporting.Api.Pipeline;
using Reporting.Api.Problems;
using Reporting.Api.Responses;
using Reporting.Delivery.Files;
using Reporting.Delivery.Links;
using Reporting.Engine.Access;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Embed;

/// <summary>
/// A report inside a page of another site: off by default, for named origins only. The signed link says which report is shown with the rights of which key.
/// No cookie is read or set, and the response has no script.
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
        string id, HttpContext context, IOptions<EmbedOptions> options, EmbedLinks links, KeyRing keys, IdentityResolver identities, ReportFiles files, AuditTrail trail, CancellationToken cancellationToken)
    {
        var sites = options.Value.Sites;
        SecurityHeaders.SendsFile(context.Response);
        if (sites.Count == 0)
        {
            return Notice(Off);
        }

        SecurityHeaders.MayBeFramedBy(context.Response, sites);
        if (!(await CallerAsync(id, context, links, keys, identities, trail.Now, cancellationToken)).IsValue(out var caller, out var problem))
        {
            return Notice(problem);
        }

        var pairs = context.Request.Pairs().Where(p => p.Key != LinkParameter).ToList();
        if (!(await files.MakeAsync(new ReportRequest(id, "html", null, pairs), caller, cancellationToken)).IsValue(out var report, out problem))
        {
            return Notice(problem);
        }

        // If the audit line cannot be written, nothing is sent.
        await trail.RecordAsync(
            new AuditEntry(trail.Now, caller.Name, caller.RoleNames, AuditAction.Question, $"GET {Path}/{id}")
            {
                Question = QueryOf(pairs),
                DataVersion = report.DataVersion?.Version,
                Rows = report.Rows,
                Outcome = AuditOutcome.Answered,
                Status = StatusCodes.Status200OK,
            },
            cancellationToken);
        return new CachedResponseResult(report);
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

    private static string QueryOf(IEnumerable<KeyValuePair<string, string>> pairs) => QueryString.Create(pairs.Select(p => new KeyValuePair<string, string?>(p.Key, p.Value))).Value?.TrimStart('?') ?? string.Empty;

    // A page of its own: the usual one would set cookies.
    private static IResult Notice(Problem problem) => Results.Text(
        $"<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Reporting</title></head><body><p>{HtmlEncoder.Default.Encode(problem.Message)} {HtmlEncoder.Default.Encode(problem.Hint)}</p></body></html>",
        "text/html; charset=utf-8",
        statusCode: ProblemResponses.StatusOf(problem.Kind)).Fresh();
}
