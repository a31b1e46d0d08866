using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Engine.Reports.Documents;

namespace Reporting.Engine.Reports;

/// <summary>
/// A percentage of a base below 10 becomes a <see cref="Proportion"/>: "1 of 3". The query for it also asks for what it is made of. A part that the
/// caller does not see leaves the percentage. Rules: docs/reports.md.
/// </summary>
internal static class SmallBases
{
    /// <summary>The query with the parts of its percentages behind its own measures.</summary>
    public static ReportQuery WithParts(ReportQuery query, SemanticModel visible)
    {
        ModelMeasure? Find(string id) => visible.Measure(id).IsValue(out var measure, out _) ? measure : null;
        var parts = query.Measures.Select(Find).OfType<ModelMeasure>().SelectMany(Parts).Select(part => part.Id).Where(id => Find(id) is not null).Except(query.Measures).ToList();
        return parts.Count == 0 ? query : query with { Measures = [.. query.Measures, .. parts] };
    }

    /// <summary>The answer with its first measures, which are those of the query without parts.</summary>
    public static ResultTable Of(ResultTable table, int measures)
    {
        var ratios = table.Measures.Take(measures).Index().Where(m => Parts(m.Item).Any()).ToList();
        if (ratios.Count == 0)
        {
            return table;
        }

        var places = table.Measures.Index().ToDictionary(m => m.Item.Id, m => m.Index);
        return table with
        {
            Measures = [.. table.Measures.Take(measures)],
            Rows = Rows(table.Rows),
            Grand = table.Grand is { } grand ? Rows([grand])[0] : null,
            Levels = [.. table.Levels.Select(level => level with { Rows = Rows(level.Rows) })],
        };

        IReadOnlyList<ResultRow> Rows(IReadOnlyList<ResultRow> rows)
        {
            var values = rows.Select(row => row.Values.Take(measures).ToArray()).ToList();
            foreach (var (place, measure) in ratios)
            {
                // Rows share the whole of a share of the total, so a row of 0 has that of another row.
                var common = measure.Definition is MeasureDefinition.Share { Within: ShareWithin.Total } ? rows.Select(row => Whole(row, place, measure, places)).FirstOrDefault(whole => whole is not null) : null;
                foreach (var (i, row) in rows.Index())
                {
                    if (row.Values[place] is double ratio && places.TryGetValue(Parts(measure).First().Id, out var part) && row.Values[part] is { } some && (Whole(row, place, measure, places) ?? common) is { } whole)
                    {
                        values[i][place] = Proportion.Of(ratio, some, whole, Parts(measure).First().Format);
                    }
                }
            }

            return [.. rows.Select((row, i) => row with { Values = values[i] })];
        }
    }

    /// <summary>What a percentage is made of: its part, and its whole if it is a measure. Empty for other measures.</summary>
    private static IReadOnlyList<ModelMeasure> Parts(ModelMeasure measure) => measure switch
    {
        { Format: ValueFormat.Percent, Definition: MeasureDefinition.Share share } => [share.Of],
        { Format: ValueFormat.Percent, Definition: MeasureDefinition.Ratio ratio } => [ratio.Of, ratio.To],
        _ => [],
    };

    // The whole of a share stands in another row of the database's answer, or in none. The share and its part determine it, unless both are 0.
    private static object? Whole(ResultRow row, int place, ModelMeasure measure, IReadOnlyDictionary<string, int> places) => measure.Definition switch
    {
        MeasureDefinition.Ratio ratio => places.TryGetValue(ratio.To.Id, out var to) ? row.Values[to] : null,
        MeasureDefinition.Share share when row.Values[place] is double and not 0 and var value && places.TryGetValue(share.Of.Id, out var of) => row.Values[of] switch
        {
            long count => (long)Math.Round(count / value),
            decimal amount => Math.Round(amount / (decimal)value, 2),
            double number => Math.Round(number / value, 6),
            _ => null,
        },
        _ => null,
    };
}
