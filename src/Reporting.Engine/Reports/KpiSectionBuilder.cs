using System.Globalization;
using Reporting.Engine.Comparisons;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Reports;

/// <summary>Builds a row of figures with one query for each set of filters, and one more for the previous period.</summary>
internal sealed class KpiSectionBuilder(SectionQueries queries)
{
    public async Task<Outcome<ReportSection>> BuildAsync(KpiDefinition definition)
    {
        PeriodBefore? period = null;
        var compared = queries.Run.Compared;
        if (definition.Change && compared is null && !(await queries.PeriodBeforeAsync()).IsValue(out period, out var failure))
        {
            return failure;
        }

        var before = period?.Filters;
        var shown = definition.Figures.Where(queries.Shows).ToList();
        var items = new Kpi[shown.Count];
        var places = shown.Select((figure, place) => (Figure: figure, Place: place));
        foreach (var group in places.GroupBy(p => Words(p.Figure.Where)))
        {
            var measures = group.Select(p => p.Figure.Measure).Distinct().ToList();
            var query = queries.Query(measures, [], [.. definition.Where, .. group.First().Figure.Where]);
            if (!(await queries.AskAsync(query)).IsValue(out var now, out var problem))
            {
                return problem;
            }

            ResultTable? then = null;
            if (before is not null && !(await queries.AskAsync(query with { Filters = [.. before, .. query.Filters.Skip(queries.Run.Filters.Count)] })).IsValue(out then, out problem))
            {
                return problem;
            }

            ResultTable? ofEdition = null;
            if (compared is not null && !(await queries.CompareAsync(query)).IsValue(out ofEdition, out problem))
            {
                return problem;
            }

            foreach (var (figure, place) in group)
            {
                var column = measures.IndexOf(figure.Measure);
                var change = ofEdition is not null ? Change(Edition(compared!), now.Rows[0].Values[column], Before(ofEdition, figure.Measure))
                    : then is null ? null
                    : Change(period!.Period, now.Rows[0].Values[column], then.Rows[0].Values[column]);
                items[place] = new Kpi(
                    figure.Measure.Id,
                    queries.Text(figure.Caption),
                    now.Rows[0].Values[column],
                    figure.Measure.Format,
                    figure.Note is { } note ? queries.Text(note) : null)
                {
                    Change = change,
                    Where = [.. figure.Where, .. Filters(figure.Measure)],
                };
            }
        }

        string?[] notes = [period?.Note, shown.Count < definition.Figures.Count ? queries.Language.Phrases.PartlyWithheld : null];
        var more = string.Join(" ", notes.OfType<string>());
        return new KpiSection(definition.Id, queries.Text(definition.Title), queries.Text(definition.Note, more.Length == 0 ? null : more), items);
    }

    // Compare two figures of the database, as every change over time does. Never add up parts. A small figure has no change in percent.
    internal static KpiChange? Change(string period, object? now, object? then) => (now, then) switch
    {
        (long a, long b) => new(period, then, a - b, b < Proportion.MinBase ? null : (a - b) / (double)b),
        (decimal a, decimal b) => new(period, then, a - b, b < Proportion.MinBase ? null : (double)((a - b) / b)),
        (double a, double b) => new(period, then, a - b, b < Proportion.MinBase ? null : (a - b) / b),
        (long or decimal or double or Proportion or null, long or decimal or double or Proportion or null) when (now, then) is not (null, null) => new(period, then, null, null),
        _ => null,
    };

    private string Edition(OpenEdition compared) => string.Format(CultureInfo.InvariantCulture, queries.Language.Phrases.Changes.Edition, compared.Edition.Id);

    private static object? Before(ResultTable table, ModelMeasure measure) => table.Rows[0].Values[table.Measures.ToList().FindIndex(m => m.Id == measure.Id + ComparedColumns.Before)];

    private static IEnumerable<QueryFilter> Filters(ModelMeasure measure) => measure.Definition is MeasureDefinition.Filtered filtered
        ? filtered.Where.Where(f => f.Match == FilterMatch.Links).Select(f => new QueryFilter(f.Dimension, FilterMode.Links, f.Values))
        : [];

    private static string Words(IReadOnlyList<QueryFilter> where) => string.Join(';', where.Select(f => $"{f.Dimension}:{f.Mode}:{string.Join(',', f.Values)}"));
}
