using System.Globalization;
using Reporting.Api.Pages;
using Reporting.Engine.Access;
using Reporting.Engine.Engagements;
using Reporting.Engine.Execution;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Dates;
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Calendars;

/// <summary>Reads the month of the page.</summary>
internal sealed class CalendarReader(QueryParameters parameters, CalendarFiles files, EngagementRunner runner, CurrentModel models, TimeProvider time)
{
    private const int MaxShown = 500;

    public async Task<Outcome<CalendarMonth>> ReadAsync(IReadOnlyList<KeyValuePair<string, string>> pairs, string path, Caller caller, CancellationToken cancellationToken)
    {
        var visible = models.Value.VisibleTo(caller.Visible);
        var (months, years) = (visible.Dimensions.FirstOrDefault(d => d.Time == TimeLevel.Month), visible.Dimensions.FirstOrDefault(d => d.Time == TimeLevel.Year));
        if (months is null || years is null)
        {
            return new Problem(ErrorCodes.UnknownDimension, "There is no dimension of months.", "The calendar needs the dimensions of months and years.");
        }

        if (!parameters.Read(pairs.Where(p => p.Key != months.Id), caller, CalendarFiles.Own).IsValue(out var query, out var problem))
        {
            return problem;
        }

        var asked = pairs.LastOrDefault(p => p.Key == months.Id).Value ?? time.GetUtcNow().ToString("yyyy-MM", CultureInfo.InvariantCulture);
        // The first and the last year of the calendar have a month without a neighbour.
        if (asked.Length != 7 || !PartialDate.TryParse(asked, out var month) || month.ToString() != asked || month.Year is 1 or 9999)
        {
            return new Problem(ErrorCodes.BadChoice, $"'{SafeText.Of(asked)}' is not a month.", "Write a month such as 2026-11.");
        }

        var address = QueryAddress.Of(path, query);
        var selected = query with { Filters = [.. query.Filters.Where(f => f.Dimension != years.Id)], Limit = ReportQuery.LargestLimit };
        query = files.WithStatus(query, caller) with { Limit = MaxShown };
        var ofMonth = query with { Filters = [.. query.Filters.Where(f => f.Dimension != years.Id), new QueryFilter(months.Id, FilterMode.Links, [asked])] };
        var ofYear = query with { Filters = [.. query.Filters.Where(f => f.Dimension != years.Id), new QueryFilter(years.Id, FilterMode.Links, [asked[..4]]), new QueryFilter(months.Id, FilterMode.Links, ["unknown"])] };
        return await DataVersionRetry.RunAsync<CalendarMonth>(CalendarFiles.Moving, async () =>
        {
            if (!(await ListAsync(ofMonth, caller, null, cancellationToken)).IsValue(out var page, out var refused)
                || !(await ListAsync(ofYear, caller, page.Version, cancellationToken)).IsValue(out var roughly, out refused)
                || !(await files.DueAsync(selected, month.First, new DateOnly(month.Year, 12, 31), caller, page.Version, cancellationToken)).IsValue(out var due, out refused))
            {
                return (Outcome<CalendarMonth>)refused;
            }

            return roughly.Version == page.Version && due.Version == page.Version ? Month(page, roughly, due) : (Outcome<CalendarMonth>?)null;
        });

        // A due date that is only a year ends on its last day, so one reading to the end of the year finds both.
        CalendarMonth Month(EngagementPage page, EngagementPage roughly, DueCommitments due)
        {
            var inMonth = due.Commitments.Where(c => c.Due.Month == month.Month).OrderBy(c => c.Due.Key).ThenBy(c => c.Engagement!.Code, StringComparer.Ordinal).ThenBy(c => c.Order).ToList();
            var inYear = due.Commitments.Where(c => c.Due.Month == 0).ToList();
            return new CalendarMonth(month, page.Engagements, roughly.Engagements, page.Count + roughly.Count, page.Version, query.Language, address, visible)
            {
                Due = [.. inMonth.Take(MaxShown)],
                DueInYear = [.. inYear.Take(MaxShown)],
                DueCount = inMonth.Count + inYear.Count,
            };
        }
    }

    private Task<Outcome<EngagementPage>> ListAsync(ReportQuery query, Caller caller, DataVersion? version, CancellationToken cancellationToken) =>
        runner.ListAsync(new EngagementQuery(query, null) { Order = new EngagementOrder(EngagementSort.Date, false) }, caller, version, cancellationToken);
}

/// <summary>A month of the calendar.</summary>
/// <param name="Engagements">Of the month: first those without a day.</param>
/// <param name="OfYear">Those of which only the year is known.</param>
/// <param name="Count">All of both, also those that are not listed.</param>
/// <param name="Address">The page without its month.</param>
public sealed record CalendarMonth(
    PartialDate Month, IReadOnlyList<ListedEngagement> Engagements, IReadOnlyList<ListedEngagement> OfYear, long Count, DataVersion Version, string Language, QueryAddress Address, SemanticModel Visible)
{
    /// <summary>Commitments due in the month: first those without a day.</summary>
    public IReadOnlyList<ListedCommitment> Due { get; init; } = [];

    /// <summary>Commitments of which only the year is known.</summary>
    public IReadOnlyList<ListedCommitment> DueInYear { get; init; } = [];

    /// <summary>Commitments of both, also those that are not listed.</summary>
    public int DueCount { get; init; }

    /// <summary>The page of another month.</summary>
    public string At(int months)
    {
        var first = Month.First!.Value.AddMonths(months);
        return Address.WithOwn("month", first.ToString("yyyy-MM", CultureInfo.InvariantCulture)).ToString();
    }
}
