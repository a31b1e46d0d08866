using System.Globalization;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Reports;

/// <summary>The period before that of the report, and whether figures may be compared with it. Rules: docs/reports.md.</summary>
/// <param name="Filters">The report's filters for that period; null if the data do not cover both periods.</param>
/// <param name="Period">The period in words; empty if the report has no closed range of years.</param>
/// <param name="Note">A sentence for the reader: compared, or why not; null without a closed range.</param>
internal sealed record PeriodBefore(IReadOnlyList<QueryFilter>? Filters, string Period, string? Note)
{
    private static readonly PeriodBefore None = new(null, string.Empty, null);

    public static async Task<Outcome<PeriodBefore>> AskAsync(SectionQueries queries)
    {
        if (queries.Run.Years is not { From: not null, To: { } to } years || years.YearsBefore() is not { From: { } from } before)
        {
            return None;
        }

        if (queries.Run.HasChosenPeriod)
        {
            return None with { Note = queries.Language.Phrases.Comparison.PeriodChosen };
        }

        if (!(await queries.DataYearsAsync()).IsValue(out var data, out var problem))
        {
            return problem;
        }

        var (period, phrases) = (ReportFormatter.Years(before.From, before.To, queries.Language), queries.Language.Phrases.Comparison);
        return (data.From > from, data.To < to, data.AsOf < new DateOnly(to, 12, 31)) switch
        {
            _ when data.From is null => None with { Period = period },
            (true, _, _) => Not(phrases.DataBegin, data.From.Value),
            (_, true, _) => Not(phrases.DataEnd, data.To!.Value),
            (_, _, true) => Not(phrases.NotOver, data.AsOf.Year),
            _ => new PeriodBefore(queries.Run.FiltersBefore, period, Format(phrases.Compared, period)),
        };

        PeriodBefore Not(string phrase, int year) =>
            new(null, period, Format(phrase, period, $"{year:0000}", $"{to:0000}"));
    }

    private static string Format(string phrase, params object[] words) => string.Format(CultureInfo.InvariantCulture, phrase, words);
}

/// <summary>The years with engagements that the caller sees, regardless of the report's filters, and the day of the data.</summary>
internal sealed record DataYears(int? From, int? To, DateOnly AsOf)
{
    public static DataYears Of(ResultTable byYear)
    {
        var years = byYear.Rows.Select(r => r.Members[0].Code).OfType<string>().Select(code => TimeLevel.Year.TryParse(code, out var day, out _) ? day.Year : (int?)null).OfType<int>().ToList();
        return new DataYears(
            years.Count == 0 ? null : years.Min(),
            years.Count == 0 ? null : years.Max(),
            byYear.Version.AsOf is { } instant ? DateOnly.FromDateTime(instant.UtcDateTime) : DateOnly.MaxValue);
    }
}
