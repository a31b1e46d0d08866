using Reporting.Api.Pages;
using Reporting.Api.Problems;
using Reporting.Api.Responses;
using Reporting.Delivery.Alerts;
using Reporting.Delivery.Links;
using Reporting.Delivery.Outbox;
using Reporting.Delivery.SavedReports;
using Reporting.Delivery.Subscriptions;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Links;

/// <summary>Endpoints of links in mails: file downloads and unsubscribing. The signature in the address is the only credential.</summary>
internal static class LinksEndpoints
{
    private static readonly Problem Unknown = new(ErrorCodes.UnknownLink, "This link is not valid.", "Copy the whole link from the mail. Links of a deleted subscription are no longer valid.");
    private static readonly Problem Expired = new(ErrorCodes.LinkExpired, "This link has expired.", "Ask the owner of the subscription to send the mail again.");

    public static void MapLinks(this WebApplication app)
    {
        var group = app.MapGroup(string.Empty).AllowAnonymous().ExcludeFromDescription();
        group.MapGet("/links/{signed}", DownloadAsync);
        group.MapGet("/unsubscribe/{signed}", AskAsync);
        group.MapPost("/unsubscribe/{signed}", UnsubscribeAsync);
    }

    private static async Task<IResult> DownloadAsync(
        string signed, HttpContext context, MailLinks links, DeliveryStore deliveries, PreparedStore prepared, PreparedFolder folder, ChangesReader changes, AuditTrail trail, CancellationToken cancellationToken)
    {
        if (links.ReadFile(signed) is not { } link)
        {
            return Failure(context, Unknown);
        }

        if (link.Until < trail.Now)
        {
            return Failure(context, Expired);
        }

        if (await deliveries.FindAsync(link.DeliveryId, cancellationToken) is not { Prepared: { } id } delivery
            || (await prepared.FindAsync(id, cancellationToken))?.Mail is not { } mail)
        {
            return Failure(context, Unknown);
        }

        if (link.Index == FileLink.Changes)
        {
            return await ChangesAsync(context, delivery, mail, changes, trail, cancellationToken);
        }

        if (mail.Files.ElementAtOrDefault(link.Index) is not { } file
            || folder.Find(file) is not { } place)
        {
            return Failure(context, Unknown);
        }

        await RecordAsync(context, delivery, mail, file.FileName, mail.Rows, trail, cancellationToken);
        return Results.File(place.FullName, file.ContentType, file.FileName, enableRangeProcessing: true).Fresh();
    }

    /// <summary>All changes of which the mail names the first.</summary>
    private static async Task<IResult> ChangesAsync(HttpContext context, MailDelivery delivery, PreparedMail mail, ChangesReader changes, AuditTrail trail, CancellationToken cancellationToken)
    {
        if (await changes.OfAsync(delivery, mail, cancellationToken) is not { } found)
        {
            return Failure(context, Unknown);
        }

        await RecordAsync(context, delivery, mail, "changes", found.Count, trail, cancellationToken);
        return PageResult.Of<ChangesPage>(context, StatusCodes.Status200OK, new()
        {
            [nameof(ChangesPage.Mail)] = mail.Summary,
            [nameof(ChangesPage.Changes)] = ChangesFormatter.Of(found, mail.Summary.Language, found.Count, null),
        });
    }

    // If the audit line cannot be written, nothing is sent.
    private static Task RecordAsync(HttpContext context, MailDelivery delivery, PreparedMail mail, string what, long rows, AuditTrail trail, CancellationToken cancellationToken) => trail.RecordAsync(
        new AuditEntry(trail.Now, delivery.Recipient, string.Empty, AuditAction.Export, $"{context.Request.Method} /links")
        {
            Question = $"delivery={delivery.Id}&file={what}",
            DataVersion = mail.DataVersion,
            Rows = rows,
            Outcome = AuditOutcome.Answered,
            Status = StatusCodes.Status200OK,
        },
        cancellationToken);

    // Mail programs open links automatically, so GET must not unsubscribe.
    private static async Task<IResult> AskAsync(string signed, HttpContext context, MailLinks links, CancellationToken cancellationToken) =>
        links.ReadUnsubscribe(signed) is { } link && await TitleAsync(link.SubscriptionId, context, cancellationToken) is { } title
            ? Page(context, title, link.Recipient, done: false)
            : Failure(context, Unknown);

    // The title of a subscription or an alert; null for neither.
    private static async Task<string?> TitleAsync(string id, HttpContext context, CancellationToken cancellationToken) =>
        await context.RequestServices.GetRequiredService<SubscriptionStore>().FindAsync(id, cancellationToken) is { } subscription
            ? subscription.TitleIn(context.RequestServices.GetRequiredService<ReportFinder>())
            : (await context.RequestServices.GetRequiredService<AlertStore>().FindAsync(id, cancellationToken))?.Definition.Name;

    // No form token is required: mail programs send this request themselves (RFC 8058), and the address is signed.
    private static async Task<IResult> UnsubscribeAsync(
        string signed, HttpContext context, MailLinks links, SubscriptionStore subscriptions, AuditTrail trail, CancellationToken cancellationToken)
    {
        if (links.ReadUnsubscribe(signed) is not { } link || await TitleAsync(link.SubscriptionId, context, cancellationToken) is not { } title)
        {
            return Failure(context, Unknown);
        }

        await subscriptions.OptOutAsync(link.SubscriptionId, link.Recipient, cancellationToken);
        await trail.RecordAsync(
            new AuditEntry(trail.Now, link.Recipient, string.Empty, AuditAction.Change, "POST /unsubscribe")
            {
                Question = $"subscription={link.SubscriptionId}", Outcome = AuditOutcome.Answered, Status = StatusCodes.Status200OK,
            },
            cancellationToken);
        return Page(context, title, link.Recipient, done: true);
    }

    private static PageResult Page(HttpContext context, string title, string recipient, bool done) => PageResult.Of<UnsubscribePage>(
        context,
        StatusCodes.Status200OK,
        new() { [nameof(UnsubscribePage.Title)] = title, [nameof(UnsubscribePage.Recipient)] = recipient, [nameof(UnsubscribePage.Done)] = done });

    private static IResult Failure(HttpContext context, Problem problem) => context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
        ? NoticePage.Of(context, problem)
        : ProblemResponses.Answer(problem);
}
