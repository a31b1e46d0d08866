using Reporting.Api.Access.Identity;
using Reporting.Api.Pages.Languages;
using Reporting.Api.ReportPages;
using Reporting.Api.Responses;
using Reporting.Delivery.Subscriptions;
using Reporting.Engine.Languages;
using Reporting.Engine.Reports;
using Reporting.Warehouse.Editions;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Subscriptions.Pages;

/// <summary>Builds the form of a subscription: the report's fields with the members that the caller may see, and the next due times.</summary>
internal sealed class SubscriptionFormReader(ReportFormReader forms, SubscriptionService subscriptions, EditionStore editions, TimeProvider time)
{
    // Periods that move with the day of each mail. The page of a report has no use for them as a first or last year.
    private static readonly string[] Relative = ["this_year", "previous_year", "last_5_years", "last_10_years"];

    public async Task<Outcome<SubscriptionFormState>> ReadAsync(ReportDefinition report, FormPairs parameters, IReadOnlyDictionary<string, string> values, Subscription? changed, HttpContext context)
    {
        var language = context.Request.PageLanguage();
        var selection = parameters with { Pairs = [.. parameters.Pairs.Where(p => p.Key != RequestLanguage.Parameter), new(RequestLanguage.Parameter, language.Code)] };
        if (!(await forms.ReadAsync(report, selection, null, context.Request.Caller(), context.RequestAborted)).IsValue(out var form, out var problem))
        {
            return problem;
        }

        var schedule = new SubscriptionDefinition
        {
            Report = report.Id,
            Schedule = SubscriptionForm.ScheduleOf(name => values.GetValueOrDefault(name) ?? string.Empty),
            TimeZone = values.GetValueOrDefault("timeZone") ?? string.Empty,
            Starts = changed?.Definition.Starts,
            Ends = changed?.Definition.Ends,
        };
        return new SubscriptionFormState(
            report,
            [.. form.Fields.Select(field => Own(field, language))],
            [.. parameters.Pairs.Where(p => p.Key.StartsWith(SubscriptionForm.Further, StringComparison.Ordinal))],
            values,
            subscriptions.NextDue(schedule),
            changed)
        {
            Editions = [.. (await editions.InForceAsync(context.RequestAborted)).Select(e => e.Id)],
        };
    }

    private FormField Own(FormField field, Language language) => field switch
    {
        YearField year => year with { Id = SubscriptionForm.Parameter + year.Id, Choices = [.. year.Choices.Take(1), .. Moving(year, language), .. year.Choices.Skip(1)] },
        PeriodField period => period with { Id = SubscriptionForm.Parameter + period.Id },
        MembersField members => members with { Id = SubscriptionForm.Parameter + members.Id },
        _ => field,
    };

    private IEnumerable<FormChoice> Moving(YearField year, Language language) => Relative
        .Where(period => year.Choices.All(c => c.Value != period))
        .Select(period => new FormChoice(period, ReportFormReader.PeriodName(period, time.GetUtcNow().Year, PageCaptions.In(language).Form), false));
}
