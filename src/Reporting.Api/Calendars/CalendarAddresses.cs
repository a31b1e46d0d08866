using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Reporting.Delivery.Links;
using Reporting.Delivery.Subscriptions;
using Reporting.Engine.Access;
using Reporting.Engine.Execution;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Calendars;

/// <summary>Makes and reads the signed addresses of calendars, for programs that cannot send a key. A calendar has the rights that its maker has when it is read.</summary>
internal sealed class CalendarAddresses(MailLinks links, QueryParameters parameters, RecipientIdentityResolver identities, TimeProvider time, IOptions<CalendarOptions> options)
{
    private static readonly Problem Unknown = new(ErrorCodes.UnknownLink, "This link is not valid.", "Copy the whole address, or make a new one on the page /calendar.");
    private static readonly Problem Expired = new(ErrorCodes.LinkExpired, "This link has expired.", "Make a new address on the page /calendar.");

    /// <summary>Problems: those of the filters, and <c>bad-choice</c> for filters that make the address too long.</summary>
    public Outcome<CalendarAddress> Make(IReadOnlyList<KeyValuePair<string, string>> pairs, Caller caller)
    {
        if (parameters.Read(pairs, caller, CalendarFiles.Own).Problem is { } problem)
        {
            return problem;
        }

        var until = time.GetUtcNow().AddDays(options.Value.LinkDays);
        return links.OfCalendar(new CalendarLink(caller.Name, SubscriptionService.RolesOf(caller), [.. pairs.Select(p => new CalendarPair(p.Key, p.Value))], until)) is { } address
            ? new CalendarAddress(address, until)
            : new Problem(ErrorCodes.BadChoice, "These filters make the address too long.", "Choose fewer members.");
    }

    /// <summary>Who made the address, with the rights of now, and its filters. Problems: <c>unknown-link</c>, <c>link-expired</c>, <c>owner-gone</c>.</summary>
    public async Task<Outcome<(Caller Caller, IReadOnlyList<KeyValuePair<string, string>> Pairs)>> ReadAsync(string signed, CancellationToken cancellationToken)
    {
        if (links.ReadCalendar(signed) is not { } link)
        {
            return Unknown;
        }

        if (link.Until < time.GetUtcNow())
        {
            return Expired;
        }

        return (await identities.OwnerAsync(link.Owner, link.Roles, cancellationToken)).Then<(Caller, IReadOnlyList<KeyValuePair<string, string>>)>(owner =>
            (owner, [.. link.Query.Select(p => new KeyValuePair<string, string>(p.Name, p.Value))]));
    }
}

/// <summary>The address of a calendar. It needs no key, and is valid until the instant.</summary>
public sealed record CalendarAddress(string Address, DateTimeOffset Until);

/// <summary>Settings of calendars; section <c>Calendar</c>.</summary>
public sealed class CalendarOptions
{
    public const string Section = "Calendar";

    /// <summary>Days for which an address of a calendar is valid.</summary>
    [Range(1, 3_660)]
    public int LinkDays { get; set; } = 365;
}
