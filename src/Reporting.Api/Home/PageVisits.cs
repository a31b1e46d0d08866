using System.Globalization;
using Reporting.Api.Access.Identity;
using Reporting.Api.Responses;
using Reporting.Warehouse.Operations;

namespace Reporting.Api.Home;

/// <summary>
/// Remembers when a reader was here last, and which data version that visit saw: for a signed-in person in the operations database, for others in a cookie.
/// Views within half an hour are one visit, so that its changes stay on the page.
/// </summary>
internal sealed class PageVisits(VisitStore store, TimeProvider time)
{
    private const string Cookie = "reporting.visit";
    private static readonly TimeSpan OneVisit = TimeSpan.FromMinutes(30);

    /// <summary>Records this view, and returns the visit before; null on the first.</summary>
    public async Task<Visit?> RecordAsync(HttpContext context, long version, CancellationToken cancellationToken)
    {
        var person = context.Request.RequestIdentity() is { BySession: true } identity ? identity.Caller.Name : null;
        var known = person is null ? Read(context.Request.Cookies[Cookie]) : await store.FindAsync(person, cancellationToken);
        var now = new Visit((int)version, time.GetUtcNow());
        var visits = new Visits(now, known is null ? null : now.At - known.Last.At < OneVisit ? known.Before : known.Last);
        if (person is null)
        {
            Write(context, visits);
        }
        else
        {
            await store.SaveAsync(person, visits, cancellationToken);
        }

        return visits.Before;
    }

    // "version.seconds", then the same of the visit before.
    private static Visits? Read(string? cookie)
    {
        var numbers = (cookie ?? string.Empty).Split('.').Select(part => long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < int.MaxValue ? number : -1).ToList();
        return numbers.Contains(-1) ? null : numbers switch
        {
            [var version, var at] => new Visits(Of(version, at), null),
            [var version, var at, var before, var then] => new Visits(Of(version, at), Of(before, then)),
            _ => null,
        };

        static Visit Of(long version, long at) => new((int)version, DateTimeOffset.FromUnixTimeSeconds(at));
    }

    private static void Write(HttpContext context, Visits visits)
    {
        var parts = new[] { visits.Last, visits.Before }.OfType<Visit>().Select(v => string.Create(CultureInfo.InvariantCulture, $"{v.Version}.{v.At.ToUnixTimeSeconds()}"));
        RequestLanguage.Keep(context, Cookie, string.Join('.', parts));
    }
}
