using Microsoft.AspNetCore.WebUtilities;
using Reporting.Api.Access.Identity;
using Reporting.Api.OpenApi.Contracts;
using Reporting.Api.Pages;
using Reporting.Api.Pipeline;
using Reporting.Api.Problems;
using Reporting.Api.Responses;
using Reporting.Engine.Access;
using Reporting.Warehouse.Operations;

namespace Reporting.Api.Calendars;

/// <summary>The calendar of what was held and is planned: as an iCalendar by key or by a signed address, and as a page.</summary>
internal static class CalendarEndpoints
{
    private const string Path = "/calendar";

    public static IServiceCollection AddCalendar(this IServiceCollection services)
    {
        services.AddOptions<CalendarOptions>().BindConfiguration(CalendarOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<CalendarFiles>().AddSingleton<CalendarAddresses>().AddSingleton<CalendarReader>();
    }

    public static void MapCalendar(this WebApplication app)
    {
        app.MapGet("/api/v1/calendar.ics", FileAsync).WithTags("Calendar").Needs(Permission.Read)
            .WithSummary("The engagements that match the filters as an iCalendar with all-day events. Without a filter on the status: held and planned ones. Commitments stand on the days when they are due.")
            .WithQueryParameters("domain=cyber-security&year=2025", CalendarFiles.Own)
            .Produces<string>(StatusCodes.Status200OK, "text/calendar")
            .WithETag();
        app.MapPost("/api/v1/calendar/addresses", AddressAsync).WithTags("Calendar").Needs(Permission.Schedule)
            .WithSummary("Makes an address of this calendar for programs that cannot send a key. It has your rights, and is valid for a year.")
            .WithQueryParameters("domain=cyber-security", CalendarFiles.Own)
            .Produces<CalendarAddress>();
        app.MapGet("/links/calendar/{signed}/engagements.ics", LinkedAsync).AllowAnonymous().ExcludeFromDescription();
        var pages = app.MapGroup(Path).Pages();
        pages.MapGet("/", PageAsync).Needs(Permission.Read);
        pages.MapPost("/address", MakeAddressAsync).Needs(Permission.Schedule).Form();
    }

    private static async Task<IResult> FileAsync(HttpContext context, CalendarFiles files, CancellationToken cancellationToken)
    {
        if (!(await files.MakeAsync(context.Request.Pairs(), context.Request.Caller(), isLinked: false, cancellationToken)).IsValue(out var file, out var problem))
        {
            return ProblemResponses.Answer(problem);
        }

        SecurityHeaders.SendsFile(context.Response);
        return new CachedResponseResult(file);
    }

    private static Task<IResult> AddressAsync(HttpRequest request, CalendarAddresses addresses) => Task.FromResult<IResult>(
        addresses.Make([.. request.Pairs()], request.Caller()).IsValue(out var made, out var problem) ? Results.Ok(made).Fresh() : ProblemResponses.Answer(problem));

    /// <summary>The calendar of a signed address, which is the only credential.</summary>
    private static async Task<IResult> LinkedAsync(string signed, HttpContext context, CalendarAddresses addresses, CalendarFiles files, AuditTrail trail, CancellationToken cancellationToken)
    {
        if (!(await addresses.ReadAsync(signed, cancellationToken)).IsValue(out var link, out var problem)
            || !(await files.MakeAsync(link.Pairs, link.Caller, isLinked: true, cancellationToken)).IsValue(out var file, out problem))
        {
            return ProblemResponses.Answer(problem);
        }

        // If the audit line cannot be written, nothing is sent.
        await trail.RecordAsync(
            new AuditEntry(trail.Now, link.Caller.Name, link.Caller.RoleNames, AuditAction.Export, "GET /links/calendar")
            {
                Question = string.Join('&', link.Pairs.Select(p => $"{p.Key}={p.Value}")),
                DataVersion = file.DataVersion?.Version,
                Rows = file.Rows,
                Outcome = AuditOutcome.Answered,
                Status = StatusCodes.Status200OK,
            },
            cancellationToken);
        SecurityHeaders.SendsFile(context.Response);
        return Results.Bytes(file.Content, file.ContentType).Fresh();
    }

    private static Task<IResult> PageAsync(HttpContext context, CalendarReader reader, CancellationToken cancellationToken) => ShowAsync(context, [.. context.Request.PairsInPageLanguage()], null, reader, cancellationToken);

    /// <summary>Makes an address of the calendar that the page shows, without its month.</summary>
    private static async Task<IResult> MakeAddressAsync(HttpContext context, CalendarReader reader, CalendarAddresses addresses, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken);
        var pairs = QueryHelpers.ParseQuery(form["query"].ToString()).SelectMany(p => p.Value.Select(v => new KeyValuePair<string, string>(p.Key, v ?? string.Empty))).ToList();
        var language = context.Request.PageLanguage().Code;
        return addresses.Make([.. pairs.Where(p => p.Key is not ("month" or "lang")), new("lang", language)], context.Request.Caller()).IsValue(out var made, out var problem)
            ? await ShowAsync(context, [.. pairs.Where(p => p.Key != "lang"), new("lang", language)], made, reader, cancellationToken)
            : NoticePage.Of(context, problem);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, IReadOnlyList<KeyValuePair<string, string>> pairs, CalendarAddress? made, CalendarReader reader, CancellationToken cancellationToken)
    {
        var caller = context.Request.Caller();
        if (!(await reader.ReadAsync(pairs, context.Request.PathBase + Path, caller, cancellationToken)).IsValue(out var month, out var problem))
        {
            return NoticePage.Of(context, problem);
        }

        AuditDraft.Of(context)?.SetResult(month.Version.Version, month.Engagements.Count);
        return LookupPage.Of<CalendarPage>(context, month.Language, month.Visible, new()
        {
            [nameof(CalendarPage.Month)] = month,
            [nameof(CalendarPage.Made)] = made,
            [nameof(CalendarPage.MayMake)] = context.Request.RequestIdentity().May(Permission.Schedule),
        });
    }
}
