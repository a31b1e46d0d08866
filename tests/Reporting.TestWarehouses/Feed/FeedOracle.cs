using System.Globalization;
using System.Text;
using Reporting.Engine.Feed;
using Reporting.TestWarehouses.Data;
using Reporting.Warehouse.Dates;
using Row = System.Collections.Generic.IReadOnlyDictionary<string, object?>;

namespace Reporting.TestWarehouses.Feed;

/// <summary>
/// Rows of entity sets, computed in plain C# from the test data. Days are numbers (yyyymmdd) and whole numbers are long. A navigation property holds the
/// related row.
/// </summary>
public sealed class FeedOracle
{
    // By whether engagements that were not held, and drafts, are shown.
    private readonly Dictionary<(bool Others, bool Drafts), FeedOracle> _restricted = [];

    public FeedOracle(TestData data)
        : this(data, others: true, drafts: true)
    {
        foreach (var (others, drafts) in new[] { (false, false), (false, true), (true, false), (true, true) })
        {
            _restricted[(others, drafts)] = new FeedOracle(data, others, drafts);
        }
    }

    private FeedOracle(TestData data, bool others, bool drafts)
    {
        var shown = data.Engagements.Select((e, i) => (e, Key: i + 1L)).Where(e => (others || e.e.Status == "held") && (drafts || e.e.Review == "reviewed")).ToList();
        var domains = Keys(data.Engagements.SelectMany(e => e.Domains).Select(d => d.Code));
        var lines = data.Engagements.SelectMany(e => e.Lines).ToList();
        var people = Keys(lines.Select(l => l.Participant).Concat(lines.Select(l => l.Organisation).OfType<string>()));
        var types = Keys(data.Engagements.Select(e => e.Type));
        var places = Keys(data.Engagements.Select(e => e.PlaceCode));
        var domainRows = data.Engagements.SelectMany(e => e.Domains).DistinctBy(d => d.Code).ToDictionary(d => d.Code, d => Row(
            ("DomainKey", domains[d.Code]), ("Code", d.Code), ("Name", Name("Domain", d.Code)), ("GroupCode", d.Group), ("GroupName", Name("Domain group", d.Group))));
        var typeRows = data.Engagements.DistinctBy(e => e.Type).ToDictionary(e => e.Type, e => Row(
            ("EngagementTypeKey", types[e.Type]), ("Code", e.Type), ("Name", Name("Type", e.Type)), ("CategoryCode", e.Category), ("CategoryName", Name("Category", e.Category))));
        var placeRows = data.Engagements.DistinctBy(e => e.PlaceCode).ToDictionary(e => e.PlaceCode, e => Row(
            ("PlaceKey", places[e.PlaceCode]), ("Code", e.PlaceCode), ("City", e.City), ("CountryCode", e.PlaceCountry)));
        var engagements = data.Engagements.Select((e, i) => Row(
            ("EngagementKey", i + 1L), ("Code", e.Code), ("Title", e.Title), ("Summary", null),
            ("StartDate", Day(e.Start.Exact)), ("StartFrom", Day(e.Start.First)), ("StartTo", Day(e.Start.Last)), ("StartLabel", e.Start.Label),
            ("StartYear", e.Start.IsUnknown ? null : (long?)e.Start.Year), ("StartDateKey", (long)e.Start.Key), ("EndDate", null),
            ("EngagementTypeKey", types[e.Type]), ("PlaceKey", places[e.PlaceCode]), ("Headcount", (long?)e.Headcount), ("AmountUsd", e.AmountCents / 100m),
            ("Handling", e.Handling), ("Status", e.ShownStatus), ("Review", e.Review), ("Confidence", e.Confidence), ("ImportedAt", TestData.ImportedAt),
            ("DomainCodes", Codes(e.Domains.Select(d => d.Code))), ("ParticipantCodes", Codes(e.Lines.Select(l => l.Participant))), ("CountryCodes", Codes(e.Lines.Select(l => l.Country))),
            ("EngagementType", typeRows[e.Type]), ("Place", placeRows[e.PlaceCode]))).ToList();
        var links = shown.SelectMany(s => s.e.Domains.Select((d, n) => (s.e, d, s.Key, IsPrimary: n == 0)))
            .OrderBy(l => l.Key).ThenBy(l => domains[l.d.Code]).ToList();

        var shownLines = shown.SelectMany(s => s.e.Lines).ToList();
        Rows["Engagements"] = [.. shown.Select(s => engagements[(int)s.Key - 1])];
        Rows["Domains"] = [.. shown.SelectMany(s => s.e.Domains).Select(d => domainRows[d.Code]).Distinct().OrderBy(r => r["DomainKey"])];
        Rows["EngagementTypes"] = [.. shown.Select(s => typeRows[s.e.Type]).Distinct().OrderBy(r => r["EngagementTypeKey"])];
        Rows["Places"] = [.. shown.Select(s => placeRows[s.e.PlaceCode]).Distinct().OrderBy(r => r["PlaceKey"])];
        Rows["EngagementDomains"] =
        [
            .. links.Select(l => Row(
                ("Id", $"{l.Key}|{domains[l.d.Code]}"), ("EngagementKey", l.Key), ("DomainKey", domains[l.d.Code]), ("Weight", l.d.Parts / 2520d), ("IsPrimary", l.IsPrimary),
                ("Engagement", engagements[(int)l.Key - 1]), ("Domain", domainRows[l.d.Code]))),
        ];
        Rows["EngagementsFlat"] =
        [
            .. links.Select(l => Row(
                [.. new[] { "Code", "Title", "StartDate", "StartYear", "Headcount", "AmountUsd", "Handling", "Status", "Review", "Confidence" }.Select(n => (n, engagements[(int)l.Key - 1][n])),
                ("Id", $"{l.Key}|{domains[l.d.Code]}"), ("EngagementKey", l.Key), ("DomainKey", domains[l.d.Code]), ("DomainCode", l.d.Code), ("DomainGroupCode", l.d.Group),
                ("Weight", l.d.Parts / 2520d), ("IsPrimary", l.IsPrimary), ("EngagementTypeCode", l.e.Type), ("CategoryCode", l.e.Category), ("City", l.e.City),
                ("PlaceCountryCode", l.e.PlaceCountry), ("AllocatedAmountUsd", l.e.AmountCents is { } cents ? Math.Round(cents * (decimal)l.d.Parts / 252_000m, 10) : null)])),
        ];
        // No relation leads to a draft.
        var keys = data.Engagements.Select((e, i) => (e.Code, e.Review, Key: i + 1L)).Where(e => e.Review == "reviewed").ToDictionary(e => e.Code, e => e.Key);
        Rows["EngagementRelations"] =
        [
            .. shown.SelectMany(s => s.e.Relations.Where(r => keys.ContainsKey(r.To)).OrderBy(r => r.Kind, StringComparer.Ordinal).ThenBy(r => keys[r.To]).Select(r => Row(
                ("Id", $"{s.Key}|{r.Kind}|{keys[r.To]}"), ("EngagementKey", s.Key), ("RelatedKey", keys[r.To]), ("Kind", r.Kind),
                ("RelationDate", Day(r.Date.Exact)), ("RelationFrom", Day(r.Date.First)), ("RelationTo", Day(r.Date.Last)), ("RelationLabel", r.Date.Label), ("SourceCode", null),
                ("Engagement", engagements[(int)s.Key - 1]), ("Related", engagements[(int)keys[r.To] - 1])))),
        ];
        Rows["Participants"] =
        [
            .. people.OrderBy(p => p.Value).Where(p => shownLines.Exists(l => l.Participant == p.Key || (l.Organisation ?? TestData.Unknown) == p.Key))
                .Select(p => Row(("ParticipantKey", p.Value), ("Code", p.Key), ("Name", p.Key == TestData.Unknown ? "Not stated" : $"The {p.Key}"))),
        ];
    }

    public Dictionary<string, IReadOnlyList<Row>> Rows { get; } = [];

    /// <summary>The rows of a query. Grouped rows use property paths as names.</summary>
    public (IReadOnlyList<Row> Rows, long Count) Ask(FeedQuery query)
    {
        var rows = _restricted[(Names(query, "Status"), Names(query, "Review"))].Rows[query.Set.Name].AsEnumerable();
        IReadOnlyList<string> keys = [];
        foreach (var step in query.Steps)
        {
            rows = step switch
            {
                FeedStep.Filter filter => rows.Where(r => FeedEvaluator.Holds(filter.Condition, r)),
                FeedStep.Compute compute => rows.Select(r => Row([.. r.Select(v => (v.Key, v.Value)), .. compute.Values.Select(c => (c.Name, FeedEvaluator.Value(c.Expression, r)))])),
                FeedStep.Group group => Grouped(rows, group),
                _ => throw new NotSupportedException(),
            };
            keys = step is FeedStep.Group { By: var by } ? [.. by.Select(p => string.Join('/', p))] : keys;
        }

        var found = rows.Where(r => query.Filter is null || FeedEvaluator.Holds(query.Filter, r)).ToList();
        var ordered = found.OrderBy(_ => 0);
        foreach (var order in query.Order)
        {
            ordered = order.Descending ? ordered.ThenByDescending(r => FeedEvaluator.Value(order.By, r), Order) : ordered.ThenBy(r => FeedEvaluator.Value(order.By, r), Order);
        }

        // Rows of a set are already in the order of its key.
        foreach (var key in keys)
        {
            ordered = ordered.ThenBy(r => r[key], Order);
        }

        return ([.. ordered.Skip(query.Skip).Take(query.Limit ?? int.MaxValue)], found.Count);
    }

    // A condition or a grouping names it. Other queries have only engagements that were held and reviewed.
    private static bool Names(FeedQuery query, string name) => query.Key is not null
        || query.Steps.OfType<FeedStep.Group>().SelectMany(g => g.By).Any(p => p[^1] == name)
        || query.Steps.SelectMany(s => s switch
        {
            FeedStep.Filter filter => [filter.Condition],
            FeedStep.Compute compute => compute.Values.Select(v => v.Expression),
            FeedStep.Group group => group.Aggregates.Select(a => a.Of).OfType<FeedExpression>(),
            _ => Array.Empty<FeedExpression>(),
        }).Append(query.Filter).OfType<FeedExpression>().Any(e => Names(e, name));

    private static bool Names(FeedExpression expression, string name) => (expression is FeedExpression.Property { Path: [.., var last] } && last == name) || expression.Parts.Any(part => Names(part, name));

    /// <summary>Null first; texts by code point.</summary>
    public static readonly Comparer<object?> Order = Comparer<object?>.Create((a, b) => (a, b) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        (string x, string y) => Encoding.UTF8.GetBytes(x).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y)),
        (long x, long y) => x.CompareTo(y),
        (bool x, bool y) => x.CompareTo(y),
        (DateTimeOffset x, DateTimeOffset y) => x.CompareTo(y),
        _ => FeedEvaluator.Real(a).CompareTo(FeedEvaluator.Real(b)),
    });

    private static IEnumerable<Row> Grouped(IEnumerable<Row> rows, FeedStep.Group group)
    {
        var all = rows.ToList();
        var groups = group.By.Count == 0
            ? [(Key: (IReadOnlyList<object?>)[], Rows: all)]
            : all.GroupBy(r => string.Join('\u0001', group.By.Select(p => Text(FeedEvaluator.At(p, r)))))
                .Select(g => (Key: (IReadOnlyList<object?>)[.. group.By.Select(p => FeedEvaluator.At(p, g.First()))], Rows: g.ToList()));
        return groups.Select(g => Row(
            [.. group.By.Select((p, i) => (string.Join('/', p), g.Key[i])), .. group.Aggregates.Select(a => (a.Name, Aggregate(a, g.Rows)))]));
    }

    private static object? Aggregate(FeedAggregate aggregate, List<Row> rows)
    {
        if (aggregate.Of is not { } of)
        {
            return (long)rows.Count;
        }

        var values = rows.Select(r => FeedEvaluator.Value(of, r)).Where(v => v is not null).ToList();
        return aggregate.Method switch
        {
            FeedMethod.CountDistinct => (long)values.Select(Text).Distinct().Count(),
            _ when values.Count == 0 => null,
            FeedMethod.Min => values.Min(Order),
            FeedMethod.Max => values.Max(Order),
            FeedMethod.Average => values.Average(FeedEvaluator.Real),
            _ when values.TrueForAll(v => v is long) => values.Sum(v => (long)v!),
            _ when values.TrueForAll(v => v is decimal) => values.Sum(v => (decimal)v!),
            _ => values.Sum(FeedEvaluator.Real),
        };
    }

    private static string Text(object? value) => value is null ? "\u0002" : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private static Dictionary<string, object?> Row(params (string Name, object? Value)[] values) => values.ToDictionary(v => v.Name, v => v.Value);

    private static Dictionary<string, long> Keys(IEnumerable<string> codes) =>
        new[] { TestData.Unknown }.Concat(codes.Where(c => c != TestData.Unknown)).Distinct().Select((c, i) => (c, i)).ToDictionary(p => p.c, p => (long)p.i);

    private static List<string> Codes(IEnumerable<string> codes) => [.. codes.Where(c => c != TestData.Unknown).Distinct().Order(StringComparer.Ordinal)];

    private static string Name(string what, string code) => code == TestData.Unknown ? $"{what} not stated" : $"The {code}";

    private static object? Day(DateOnly? day) => day is { } date ? (long)PartialDate.On(date).Key : null;
}
