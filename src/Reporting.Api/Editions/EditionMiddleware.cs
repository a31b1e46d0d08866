using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Reporting.Api.Access.Identity;
using Reporting.Api.Pages;
using Reporting.Api.Problems;
using Reporting.Api.Requests;
using Reporting.Engine.Definitions;
using Reporting.Engine.Model;
using Reporting.Warehouse.Editions;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Editions;

/// <summary>Lets a request that names an edition read from it: data, definitions and all links of pages (docs/editions.md).</summary>
internal static class EditionMiddleware
{
    public const string Header = "X-Edition";

    private static readonly Problem NotOpened = new(ErrorCodes.VersionNotKept, "The data version was not opened.", "Ask with a credential that may read it.");

    private static readonly Problem NamedTwice = new(ErrorCodes.NamedTwice, "Both the address and the body name an edition or a data version.", "Name one.");

    /// <summary>Reads the edition from the address. Runs before routing.</summary>
    public static void UseEditionAddresses(this WebApplication app) => app.Use((context, next) =>
    {
        if (EditionRequest.Take(context.Request) is { } asked)
        {
            context.Features.Set(asked);
        }

        return next(context);
    });

    /// <summary>Holds the edition until the response is sent. Runs after routing and before <see cref="Access.AccessMiddleware"/>, whose rules are read with the edition's model.</summary>
    public static void UseEditions(this WebApplication app)
    {
        var (reader, kept, identities) = (app.Services.GetRequiredService<EditionReader>(), app.Services.GetRequiredService<KeptVersions>(), app.Services.GetRequiredService<IdentityResolver>());
        app.Use(async (context, next) =>
        {
            if (EditionRequest.Of(context) is not { } asked || !await OpenAsync(context, asked, reader, kept, identities) || asked.Opened is not { } opened)
            {
                await next(context);
                return;
            }

            StayIn(opened.Edition.Id, asked, context);
            using var held = reader.Hold(opened);
            context.Response.Headers[Header] = opened.Edition.Id;
            await next(context);
        });
    }

    /// <summary>Refuses what the caller may not read. Runs after <see cref="Access.AccessMiddleware"/>, so that only callers with the permission learn of editions.</summary>
    public static void UseEditionRefusals(this WebApplication app) => app.Use((context, next) =>
        EditionRequest.Of(context) is { } asked && (asked.Problem ?? Refusal(asked.Opened, context.Request)) is { } problem
            ? ProblemResponses.Answer(context, problem).ExecuteAsync(context)
            : next(context));

    /// <summary>
    /// Answers a request whose body names an edition: reads from it, with the caller under today's rules for the edition's model. Null asks today, or the
    /// edition of the address.
    /// </summary>
    /// <param name="version">A data version instead of an edition.</param>
    public static async Task<T> AnswerAsync<T>(HttpContext context, string? id, Func<Task<T>> answer, Func<Problem, T> refuse, string? version = null)
    {
        if (id is null && version is not null)
        {
            if (EditionRequest.Of(context) is not null)
            {
                return refuse(NamedTwice);
            }

            if (!(await context.RequestServices.GetRequiredService<KeptVersions>().FindAsync(version, context.RequestAborted)).IsValue(out var kept, out var missing))
            {
                return refuse(missing);
            }

            id = kept.Edition?.Edition.Id;
        }

        if (id is null)
        {
            return await answer();
        }

        if (!(await OpenAsync(context, id)).IsValue(out var opened, out var problem))
        {
            return refuse(problem);
        }

        context.Features.Set(new EditionRequest(id, context.Request.PathBase, isByPath: false) { Opened = opened });
        using var held = context.RequestServices.GetRequiredService<EditionReader>().Hold(opened);
        var before = context.Request.RequestIdentity();
        context.Features.Set(context.RequestServices.GetRequiredService<IdentityResolver>().Of(context, await context.AuthenticateAsync()));
        try
        {
            return await answer();
        }
        finally
        {
            context.Features.Set(before);
        }
    }

    private static async Task<Outcome<OpenEdition>> OpenAsync(HttpContext context, string id)
    {
        if (EditionRequest.Of(context) is not null)
        {
            return NamedTwice;
        }

        return (await context.RequestServices.GetRequiredService<EditionReader>().OpenAsync(id, context.RequestAborted)).Then<OpenEdition>(open => Refusal(open, context.Request) is { } refusal ? refusal : open);
    }

    // False if the request is about today's data after all: style sheets, sign-in and other addresses under the path of an edition.
    private static async Task<bool> OpenAsync(HttpContext context, EditionRequest asked, EditionReader reader, KeptVersions kept, IdentityResolver identities)
    {
        var endpoint = context.GetEndpoint();
        if (endpoint?.Metadata.GetMetadata<ReadsEditions>() is null)
        {
            var isRead = HttpMethods.IsGet(context.Request.Method);
            if (asked.IsByPath && (isRead || endpoint is null || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null))
            {
                context.Request.PathBase = asked.PathBase;
                context.Features.Set<EditionRequest>(null);
                return false;
            }

            asked.Problem = isRead
                ? new Problem(ErrorCodes.EditionNotHere, $"{context.Request.Path} answers for today's data only.", "Leave edition and as_of out. docs/editions.md lists what can be asked of an edition.")
                : new Problem(ErrorCodes.EditionReadOnly, "An edition never changes.", "Leave edition and as_of out to change today's data.");
        }
        else if (asked is { Problem: null, Version: { } version })
        {
            var mayRebuild = await MayAskAsync(context, endpoint, identities);
            var found = await kept.FindAsync(version, context.RequestAborted, mayRebuild);
            (asked.Opened, asked.Problem) = (found.Value?.Edition, found.Problem);
            if (found.Value is { Edition: null })
            {
                context.Features.Set<EditionRequest>(null);
                return false;
            }

            if (!mayRebuild && found.Problem?.Is(ErrorCodes.VersionNotKept) == true)
            {
                StayIn(VersionEdition.IdOf(long.Parse(version, CultureInfo.InvariantCulture)), asked, context);
            }
        }
        else if (asked.Problem is null && VersionEdition.IsId(asked.Id) && !await MayAskAsync(context, endpoint, identities))
        {
            asked.Problem = NotOpened;
            StayIn(asked.Id, asked, context);
        }
        else if (asked.Problem is null)
        {
            var opened = await reader.OpenAsync(asked.Id, context.RequestAborted);
            (asked.Opened, asked.Problem) = (opened.Value, opened.Problem);
        }

        return true;
    }

    // An earlier version takes time and disk to make, so only callers with the permission make one. AccessMiddleware refuses the others next.
    private static async Task<bool> MayAskAsync(HttpContext context, Endpoint endpoint, IdentityResolver identities) =>
        identities.Of(context, await context.AuthenticateAsync()) is { Refused: null } identity && endpoint.Metadata.GetOrderedMetadata<NeededPermission>().All(needed => identity.May(needed.Permission));

    // The links of a page lead on within the edition, also through the sign-in page.
    private static void StayIn(string id, EditionRequest asked, HttpContext context)
    {
        if (!asked.IsByPath && context.GetEndpoint()?.Metadata.GetMetadata<PageMetadata>() is not null)
        {
            context.Request.PathBase = context.Request.PathBase.Add(EditionRequest.AddressOf(id));
        }
    }

    private static Problem? Refusal(OpenEdition? opened, HttpRequest request) =>
        opened?.Edition is { State: EditionState.Withdrawn } edition && !request.IsAdministrator() ? EditionReader.WithdrawnProblem(edition) : null;
}
