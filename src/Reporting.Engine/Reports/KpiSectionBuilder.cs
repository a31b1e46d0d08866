using Reporting.Engine.Queries;
using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Reports;

/// <summary>Fills a row of figures: one question for each set of filters, and one more for the period before.</summary>
internal sealed class KpiSectionBuilder(SectionQueries questions)
{
    public async Task<Outcome<ReportSection>> FillAsync(KpiDefinition definition)
    {
        var before = definition.Change ? questions.Question.FiltersBefore : null;
        var period = questions.Question.Years.YearsBefore() is { } years ? ReportFormatter.Years(years.From, years.To, questions.Language) : string.Empty;
        var shown = definition.Figures.Where(questions.Shows).ToList();
        var items = new Kpi[shown.Count];
        var places = shown.Select((figure, place) => (Figure: figure, Place: place));
        foreach (var group in places.GroupBy(p => Words(p.Figure.Where)))
        {
            var measures = group.Select(p => p.Figure.Measure).Distinct().ToList();
            var query = questions.Query(measures, [], [.. definition.Where, .. group.First().Figure.Where]);
            if (!(await questions.AskAsync(query)).IsValue(out var now, out var problem))
            {
                return problem;
            }

            ResultTable? then = null;
            if (before is not null && !(await questions.AskAsync(query with { Filters = [.. before, .. query.Filters.Skip(questions.Question.Filters.Count)] })).IsValue(out then, out problem))
            {
                return problem;
            }

            foreach (var (figure, place) in group)
            {
                var column = measures.IndexOf(figure.Measure);
                var change = then is null ? null : Change(period, now.Rows[0].Values[column], then.Rows[0].Values[column]);
                items[place] = new Kpi(
                    figure.Measure.Id,
                    questions.Text(figure.Caption),
                    now.Rows[0].Values[column],
                    figure.Measure.Format,
                    figure.Note is { } note ? questions.Text(note) : null)
                {
                    Change = change,
                };
            }
        }

        return new KpiSection(definition.Id, questions.Text(definition.Title), questions.Text(definition.Note, shown.Count < definition.Figures.Count ? questions.Language.Phrases.PartlyWithheld : null), items);
    }

    // Two figures of the database set against each other, as every change over time is; never parts added up.
    private static KpiChange? Change(string period, object? now, object? then) => (now, then) switch
    {
        (long a, long b) => new(period, then, a - b, b == 0 ? null : (a - b) / (double)b),
        (decimal a, decimal b) => new(period, then, a - b, b == 0 ? null : (double)((a - b) / b)),
        (double a, double b) => new(period, then, a - b, b == 0 ? null : (a - b) / b),
        (long or decimal or double or null, long or decimal or double or null) when (now, then) is not (null, null) => new(period, then, null, null),
        _ => null,
    };

    private static string Words(IReadOnlyList<QueryFilter> where) => string.Join(';', where.Select(f => $"{f.Dimension}:{f.Mode}:{string.Join(',', f.Values)}"));
}
