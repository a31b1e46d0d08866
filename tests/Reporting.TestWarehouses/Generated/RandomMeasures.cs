using System.Text;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.TestWarehouses.Counting;

namespace Reporting.TestWarehouses.Generated;

/// <summary>Models with random declared measures of every form, as a file declares them and as the rules define them, and questions about them.</summary>
public sealed class RandomMeasures
{
    private static readonly string[] Gaps = ["days_since_last", "longest_gap_days"];

    private static readonly string[] Bases =
        ["engagements", "allocated_engagements", "participants", "people", "organisations", "countries", "agreements", "sources", "headcount", "amount_usd", "allocated_amount_usd", "first_date", "last_date", .. Gaps];

    private static readonly string[] Variants =
        ["previous", "previous_year", "change", "change_pct", "to_date", "rolling(2)", "rolling(3)", "rolling(5)", "running", "share", "share_of_row", "share_of_column", "share_of_parent"];

    private static readonly (string Dimension, string[] Members)[] OneValued =
    [
        ("engagement_category", ["dialogue", "visit", "agreement"]), ("engagement_type", ["meeting", "call", "visit", "statement"]),
        ("place_country", ["IN", "IL", "FR"]), ("handling", ["public", "official"]), ("year", ["2022", "2022..2023", "..2022"]), ("month", ["2022-01..2023-04"]),
    ];

    private static readonly (string Dimension, string[] Members)[] Many =
    [
        ("domain", ["ai", "cyber", "drones", "not-there-yet"]), ("domain_group", ["digital", "platforms"]), ("participant_country", ["IN", "IL", "FR"]),
        ("participant_kind", ["person", "company"]), ("role", ["host", "visitor"]), ("source", ["s1", "s2"]),
    ];

    private readonly Random _random;
    private readonly Dictionary<string, CountedMeasure> _declared = [];
    private readonly StringBuilder _text = new();

    public RandomMeasures(Random random)
    {
        _random = random;
        for (var i = 0; i < 10; i++)
        {
            Declare($"m{i}");
        }
    }

    public IReadOnlyDictionary<string, CountedMeasure> Declared => _declared;

    /// <summary>The shipped model with the measures.</summary>
    public SemanticModel Model() => ModelReader.Parse("engagements.yml", Text());

    public string Text() => File.ReadAllText(RepositoryRoot.File("reports", "model", "engagements.yml")) + _text;

    /// <summary>A question of another generator, about these measures and about variants.</summary>
    public ReportQuery About(ReportQuery query)
    {
        var measures = Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Name()).Distinct(StringComparer.Ordinal).ToList();
        var needsTime = measures.Any(m => CountedMeasure.Named(m, _declared)!.Tree().Any(t => t is CountedMeasure.Period));
        var by = query.By;
        if (needsTime && _random.Next(20) != 0)
        {
            by = [.. by.Where(d => d is not ("year" or "quarter" or "month" or "date" or "fiscal_year")).Take(2).Append(Pick(["year", "year", "quarter", "month", "fiscal_year", "date"])).OrderBy(_ => _random.Next())];
        }

        if (by.Count == 0 && measures.Any(m => m.Contains(".share_of", StringComparison.Ordinal)))
        {
            by = ["year", "domain"];
        }

        return query with
        {
            Measures = measures,
            By = by,
            Order = _random.Next(2) == 0 ? [] : [new QueryOrder(Pick([.. measures, .. by]), _random.Next(2) == 0)],
            Fill = query.Fill && by.Count(d => d is "year" or "quarter" or "month" or "date" or "fiscal_year") == 1,
        };
    }

    private string Name()
    {
        for (var tries = 0; ; tries++)
        {
            var name = _random.Next(4) switch
            {
                0 => Pick([.. _declared.Keys]),
                1 => $"{Pick([.. _declared.Keys])}.{Pick(Variants)}",
                2 => $"{Pick(Bases)}.{Pick(Variants)}",
                _ => Pick([.. Bases, "engagement_share", "engagements_change"]),
            };

            // Some are to be refused; most are to be answered.
            if (CountedMeasure.Named(name, _declared)!.Refused() is null || tries > 8)
            {
                return name;
            }
        }
    }

    private void Declare(string id)
    {
        var (yaml, measure) = _random.Next(7) switch
        {
            0 or 1 => Filtered(),
            2 => Ratio(),
            3 => Share(),
            4 or 5 => Period(),
            _ => Combination(),
        };
        _declared[id] = measure;
        _text.Append($"  - id: {id}\n    {yaml}\n    captions: {{en: {id}}}\n");
    }

    private (string, CountedMeasure) Filtered()
    {
        var of = Pick([.. Bases, .. Of(m => m.Tree().All(t => t is CountedMeasure.Base or CountedMeasure.Filtered))]);
        var filters = Enumerable.Range(0, _random.Next(1, 3)).Select(_ => Filter()).DistinctBy(f => (f.Dimension, f.Mode)).ToList();
        return (Count(of, filters), new CountedMeasure.Filtered(Named(of), filters));
    }

    private (string, CountedMeasure) Ratio()
    {
        var names = Bases.Take(11).Concat(Gaps).Concat(Of(m => !m.IsDate())).ToList();
        var (of, to, per) = (Pick(names), Pick(names), Pick([1, 1, 10]));
        return ($"ratio: {{of: {of}, to: {to}, per: {per}}}", new CountedMeasure.Ratio(Named(of), Named(to), per));
    }

    private (string, CountedMeasure) Share()
    {
        var of = Pick([.. Bases.Take(11), .. Of(m => !m.IsDate() && m.Tree().All(t => (t is CountedMeasure.Base b && !Gaps.Contains(b.Id)) || t is CountedMeasure.Filtered or CountedMeasure.Combination))]);
        var (within, form) = Pick([("total", "share"), ("row", "share_of_row"), ("column", "share_of_column"), ("parent", "share_of_parent")]);
        return ($"share: {{of: {of}, within: {within}}}", new CountedMeasure.Share(Named(of), form));
    }

    private (string, CountedMeasure) Period()
    {
        var form = Pick(["previous", "previous_year", "change", "change_pct", "to_date", "rolling", "running"]);
        var of = Pick([.. Bases.Take(11), .. Gaps, .. Of(m => !m.IsDate() && !m.Tree().Any(t => t is CountedMeasure.Share or CountedMeasure.Period))]);
        var count = form == "rolling" ? _random.Next(2, 6) : 0;
        var within = form == "to_date" ? Pick([null, "year", "quarter", "fiscal_year"]) : null;
        return ($"period: {{of: {of}, as: {form}{(count > 0 ? $", periods: {count}" : "")}{(within is null ? "" : $", within: {within}")}}}", new CountedMeasure.Period(Named(of), form, count, within));
    }

    private (string, CountedMeasure) Combination()
    {
        // Two filters of one count: the second one is in the text as a measure of its own.
        var of = Pick(["engagements", "allocated_engagements", "headcount", "amount_usd"]);
        var parts = Pick([("dialogue", "visit"), ("agreement", "dialogue")]);
        string[] ids = [$"p{_declared.Count}a", $"p{_declared.Count}b"];
        var both = new[] { parts.Item1, parts.Item2 }.Select(c => new CountedMeasure.Filtered(new CountedMeasure.Base(of), [new QueryFilter("engagement_category", FilterMode.Links, [c])])).ToList();
        foreach (var (id, part) in ids.Zip(both))
        {
            _declared[id] = part;
            _text.Append($"  - id: {id}\n    {Count(of, part.Where)}\n    captions: {{en: {id}}}\n");
        }

        var isDifference = _random.Next(2) == 0;
        return ($"{(isDifference ? "difference" : "sum")}: [{ids[0]}, {ids[1]}]", new CountedMeasure.Combination(both[0], both[1], isDifference));
    }

    private QueryFilter Filter()
    {
        var many = _random.Next(2) == 0;
        var (dimension, members) = Pick(many ? Many : OneValued);
        var mode = many ? Pick([FilterMode.Links, FilterMode.Any, FilterMode.All]) : FilterMode.Links;
        return new QueryFilter(dimension, mode, [.. members.OrderBy(_ => _random.Next()).Take(_random.Next(1, 3))]);
    }

    private static string Count(string of, IEnumerable<QueryFilter> filters) =>
        $"count: {of}\n    where: {{{string.Join(", ", filters.Select(f => $"{f.Dimension}{(f.Mode == FilterMode.Links ? "" : "_" + f.Mode.ToString().ToLowerInvariant())}: [{string.Join(", ", f.Values.Select(v => $"\"{v}\""))}]"))}}}";

    private IEnumerable<string> Of(Func<CountedMeasure, bool> which) => _declared.Where(d => which(d.Value)).Select(d => d.Key);

    private CountedMeasure Named(string id) => CountedMeasure.Named(id, _declared)!;

    private T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];
}
