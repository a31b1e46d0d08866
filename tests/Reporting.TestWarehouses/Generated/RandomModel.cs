using System.Text;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.TestWarehouses.Counting;

namespace Reporting.TestWarehouses.Generated;

/// <summary>Models with random dimensions and random measures of every form, as a file declares them and as the rules define them, and questions about them.</summary>
public sealed class RandomModel
{
    private static readonly string[] Gaps = ["days_since_last", "longest_gap_days"];

    private static readonly string[] Bases =
        ["engagements", "allocated_engagements", "participants", "people", "organisations", "countries", "agreements", "sources", "headcount", "amount_usd", "allocated_amount_usd", "first_date", "last_date", .. Gaps];

    private static readonly string[] Variants =
        ["previous", "previous_year", "change", "change_pct", "to_date", "rolling(2)", "rolling(3)", "rolling(5)", "running", "share", "share_of_row", "share_of_column", "share_of_parent"];

    private static readonly (string Dimension, string[] Members)[] OneValued =
    [
        ("engagement_category", ["dialogue", "visit", "agreement"]), ("engagement_type", ["meeting", "call", "visit", "statement"]),
        ("place_country", ["IN", "IL", "FR"]), ("handling", ["public", "official"]), ("status", ["held", "planned", "not-confirmed", "cancelled"]), ("review", ["reviewed", "draft"]), ("confidence", ["one", "several", "official-several"]), ("year", ["2022", "2022..2023", "..2022"]), ("month", ["2022-01..2023-04"]),
        ("weekday", ["1", "2", "unknown"]), ("month_of_year", ["01", "03", "12"]),
    ];

    private static readonly (string Dimension, string[] Members)[] Many =
    [
        ("domain", ["ai", "cyber", "drones", "not-there-yet"]), ("domain_group", ["digital", "platforms"]), ("participant_country", ["IN", "IL", "FR"]),
        ("participant_kind", ["person", "company"]), ("role", ["host", "visitor"]), ("source", ["s1", "s2"]),
        ("partner_country", ["IN", "IL", "FR"]), ("country_pair", ["IL-IN", "FR-IN", "FR-US"]), ("partner", ["p-rana", "acme", "not-there-yet"]),
    ];

    private static readonly string[] Levels = ["year", "year", "quarter", "month", "fiscal_year", "date"];

    private readonly Random _random;
    private readonly RandomDimensions _dimensions;
    private readonly List<(string Dimension, string[] Members)> _oneValued;
    private readonly List<(string Dimension, string[] Members)> _many;
    private readonly string[] _levels;
    private readonly Dictionary<string, CountedMeasure> _declared = [];
    private readonly StringBuilder _text = new();

    /// <param name="prefix">Begins the ids of declared dimensions.</param>
    public RandomModel(Random random, string prefix)
    {
        _random = random;
        _dimensions = new RandomDimensions(random, prefix);
        var own = _dimensions.All.ToLookup(d => Attributes.IsMany(d.Id));
        _oneValued = [.. OneValued, .. own[false].Select(Filterable)];
        _many = [.. Many, .. own[true].Select(Filterable)];
        _levels = [.. Levels, .. own[false].OfType<DeclaredDimension.Calendar>().SelectMany(c => new[] { c.Id, c.Id })];
        for (var i = 0; i < 10; i++)
        {
            Declare($"m{i}");
        }
    }

    public IReadOnlyDictionary<string, CountedMeasure> Declared => _declared;

    /// <summary>The shipped model with the dimensions and measures.</summary>
    public SemanticModel Model() => ModelReader.Parse("engagements.yml", Text());

    public string Text() => SampleDimensions.Text(_dimensions.Text) + _text;

    /// <summary>What it declares, for messages.</summary>
    public string Declarations => _dimensions.Text + _text;

    /// <summary>A question of another generator, about these measures and about variants.</summary>
    public ReportQuery About(ReportQuery query)
    {
        var measures = Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Name()).Distinct(StringComparer.Ordinal).ToList();
        var needsTime = measures.Any(m => CountedMeasure.Named(m, _declared)!.Tree().Any(t => t is CountedMeasure.Period));
        var by = query.By;
        if (needsTime && _random.Next(20) != 0)
        {
            by = [.. by.Where(d => !Attributes.IsTime(d)).Take(2).Append(Pick(_levels)).OrderBy(_ => _random.Next())];
        }
        else if (_random.Next(2) == 0)
        {
            by = [.. by.Take(2).Append(Pick(_dimensions.All).Id).Distinct(StringComparer.Ordinal)];
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
            Fill = query.Fill && by.Count(Attributes.IsTime) == 1,
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
        var level = _random.Next(8) == 0 ? Pick(["year", "month", "fiscal_year"]) : null;
        var isOfRange = _random.Next(4) == 0;
        var keys = new[] { ("of", of), ("as", form), ("periods", count > 0 ? $"{count}" : null), ("within", within), ("level", level), ("range", isOfRange ? "asked" : null) };
        return ($"period: {{{string.Join(", ", keys.Where(k => k.Item2 is not null).Select(k => $"{k.Item1}: {k.Item2}"))}}}", new CountedMeasure.Period(Named(of), form, count, within) { Level = level, IsOfRange = isOfRange });
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
        var (dimension, members) = Pick(many ? _many : _oneValued);
        var mode = many ? Pick([FilterMode.Links, FilterMode.Any, FilterMode.All]) : FilterMode.Links;
        return new QueryFilter(dimension, mode, [.. members.OrderBy(_ => _random.Next()).Take(_random.Next(1, 3))]);
    }

    private static (string, string[]) Filterable(DeclaredDimension dimension) => dimension.Codes is { } codes ? (dimension.Id, [.. codes]) : (dimension.Id, ["2022-23", "2022-23..", "..2023-24"]);

    private static string Count(string of, IEnumerable<QueryFilter> filters) =>
        $"count: {of}\n    where: {{{string.Join(", ", filters.Select(f => $"{f.Dimension}{(f.Mode == FilterMode.Links ? "" : "_" + f.Mode.ToString().ToLowerInvariant())}: [{string.Join(", ", f.Values.Select(v => $"\"{v}\""))}]"))}}}";

    private IEnumerable<string> Of(Func<CountedMeasure, bool> which) => _declared.Where(d => which(d.Value) && !d.Value.IsOfItsOwn).Select(d => d.Key);

    private CountedMeasure Named(string id) => CountedMeasure.Named(id, _declared)!;

    private T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];
}
