using System.Globalization;
using System.Text;
using Reporting.TestWarehouses.Counting;
using Reporting.TestWarehouses.Data;

namespace Reporting.TestWarehouses.Generated;

/// <summary>Random calendars, groups and bands, as a model file declares them and as plain rules.</summary>
public sealed class RandomDimensions
{
    private static readonly (string Dimension, string[] Members)[] OneValued =
    [
        ("engagement_type", ["meeting", "call", "visit", "statement", "memorandum", TestData.Unknown, "not-there-yet"]),
        ("engagement_category", ["dialogue", "visit", "agreement", TestData.Unknown]),
        ("place_country", ["IN", "IL", "FR", "US", TestData.Unknown]),
        ("city", ["in-new-delhi", "in-goa", "in", "il-tel-aviv", "fr", TestData.Unknown]),
        ("handling", ["public", "official", "restricted"]),
    ];

    private static readonly (string Dimension, string[] Members)[] Many =
    [
        ("participant_country", ["IN", "IL", "FR", "US", TestData.Unknown]),
        ("participant_kind", ["person", "company", "government-body", "armed-force", "country", TestData.Unknown]),
        ("participant", ["p-rana", "p-levi", "acme", "Zenith", "mod-a", "india", "not-there-yet"]),
        ("organisation", ["mod-a", "office-only", "navy-a", "acme", TestData.Unknown]),
        ("role", ["host", "visitor", "signatory", TestData.Unknown]),
        ("partner_country", ["IN", "IL", "FR", "US", TestData.Unknown]),
        ("partner", ["p-rana", "p-levi", "acme", "Zenith", TestData.Unknown]),
        ("partner_organisation", ["mod-a", "office-only", "acme", TestData.Unknown]),
        ("domain", ["ai", "cyber", "drones", "space", TestData.Unknown, "not-there-yet"]),
        ("domain_group", ["digital", "platforms", TestData.Unknown]),
        ("source", ["s1", "s2", "S3", "s4", TestData.Unknown]),
    ];

    private readonly Random _random;
    private readonly string _prefix;
    private readonly List<DeclaredDimension> _all = [];
    private readonly StringBuilder _text = new();

    /// <param name="prefix">Begins the ids, which have one definition in all tests.</param>
    public RandomDimensions(Random random, string prefix)
    {
        (_random, _prefix) = (random, prefix);
        for (var i = random.Next(3); i > 0; i--)
        {
            Calendar();
        }

        for (var i = random.Next(1, 5); i > 0; i--)
        {
            Groups();
        }

        for (var i = random.Next(3); i > 0; i--)
        {
            Bands();
        }

        DeclaredDimension.Add(_all);
    }

    public IReadOnlyList<DeclaredDimension> All => _all;

    /// <summary>The lines of the model file.</summary>
    public string Text => _text.ToString();

    private string NextId => $"{_prefix}_{_all.Count}";

    private void Calendar()
    {
        var calendar = new DeclaredDimension.Calendar(NextId, _random.Next(2, 13));
        Add(calendar, $"starts: {DateTimeFormatInfo.InvariantInfo.MonthNames[calendar.Month - 1].ToLowerInvariant()}");
    }

    private void Groups()
    {
        var isMany = _random.Next(3) != 0;
        var (of, known) = isMany ? Pick(Many) : Pick(OneValued);
        var left = known.OrderBy(_ => _random.Next()).ToList();
        var groups = new List<(string, string[])>();
        for (var i = _random.Next(1, 4); i > 0 && left.Count > 0; i--)
        {
            // Groups of links may share members; an engagement has one group of its own type, place or handling.
            var from = isMany && _random.Next(2) == 0 ? [.. known.OrderBy(_ => _random.Next())] : left;
            string[] members = [.. from.Take(_random.Next(1, 4))];
            left.RemoveAll(members.Contains);
            groups.Add(($"g{groups.Count}", members));
        }

        var declared = new DeclaredDimension.Groups(NextId, of, groups, Pick(["other", "rest", "a-others"]));
        Add(declared, $"groups: {of}, others: {declared.Others}, members: {{{string.Join(", ", groups.Select(g => $"{g.Item1}: [{string.Join(", ", g.Item2.Select(m => $"\"{m}\""))}]"))}}}");
    }

    private void Bands()
    {
        var isOfHeadcount = _random.Next(2) == 0;
        var bounds = Enumerable.Range(0, _random.Next(2, 7)).Select(_ => (long)_random.Next(isOfHeadcount ? 500 : 1200)).Distinct().Order().ToList();
        var ranges = bounds.Zip(bounds.Skip(1), (a, b) => ((long?)a, (long?)b - 1)).Where(_ => _random.Next(4) != 0).ToList();
        if (_random.Next(2) == 0 || ranges.Count == 0)
        {
            ranges.Add((bounds[^1], null));
        }

        if (_random.Next(2) == 0 && bounds[0] > 0)
        {
            ranges.Insert(0, (null, bounds[0] - 1));
        }

        var bands = new DeclaredDimension.Bands(NextId, isOfHeadcount, ranges, Pick(["other", "odd"]));
        Add(bands, $"bands: {(isOfHeadcount ? "headcount" : "amount_usd")}, others: {bands.Others}, ranges: [{string.Join(", ", ranges.Select(r => $"\"{DeclaredDimension.Bands.Code(r)}\""))}]");
    }

    private void Add(DeclaredDimension dimension, string definition)
    {
        _all.Add(dimension);
        _text.Append(CultureInfo.InvariantCulture, $"  - {{id: {dimension.Id}, {definition}, captions: {{en: {dimension.Id}}}}}\n");
    }

    private T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];
}
