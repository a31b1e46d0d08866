using Reporting.Engine.Queries;
using Reporting.TestWarehouses.Data;

namespace Reporting.TestWarehouses.Counting;

/// <summary>Filtered measures, ratios, shares, differences and other periods, by going through the engagements again for each.</summary>
internal sealed class ComposedMeasures(TestData data, ReportQuery query, RowScope scope, IReadOnlyList<string> by)
{
    private readonly Dictionary<string, List<FilteredEngagement>> _kept = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, Cell>> _cells = new(StringComparer.Ordinal);
    private readonly string? _level = by.FirstOrDefault(Attributes.IsTime);
    private readonly int _time = by.ToList().FindIndex(Attributes.IsTime);

    public object? Value(CountedMeasure measure, IReadOnlyList<CountedMember> cell)
    {
        if (measure.Tree().Any(m => m is CountedMeasure.Period) && by.Count(Attributes.IsTime) != 1)
        {
            return null;
        }

        return Value(measure, new CellPosition([.. by.Zip(cell)], [], _time < 0 ? null : [cell[_time].Key], IsOfRange: true));
    }

    private object? Value(CountedMeasure measure, CellPosition at)
    {
        switch (measure)
        {
            case CountedMeasure.Base b:
                return Counted(b.Id, at);
            case CountedMeasure.Filtered f:
                return Value(f.Of, at with { Where = [.. at.Where, .. f.Where] });
            case CountedMeasure.Ratio r:
                return Quotient(Value(r.Of, at), Value(r.To, at)) * r.Per;
            case CountedMeasure.Share s:
                return Quotient(Value(s.Of, at), Value(s.Of, Whole(s.Form, at)));
            case CountedMeasure.Combination c:
                return Sum(Value(c.First, at), Value(c.Second, at), c.IsDifference ? -1 : 1);
            default:
                var p = (CountedMeasure.Period)measure;
                return OverTime(p, at);
        }
    }

    private object? OverTime(CountedMeasure.Period p, CellPosition at)
    {
        // A running total looks no further than what is asked, and what is declared so.
        var anywhere = at with { IsOfRange = p.Form == "running" || (p.IsOfRange && at.IsOfRange) };
        switch (p.Form)
        {
            case "previous" or "previous_year":
                return Before(p, anywhere) is { } before ? Value(p.Of, anywhere with { Periods = before }) : null;
            case "change" or "change_pct":
                if (Before(p, anywhere) is not { } compared)
                {
                    return null;
                }

                // What the row shows is compared: of a period that a filter cuts, what the filter keeps.
                var (now, then) = (Value(p.Of, at), Value(p.Of, anywhere with { Periods = compared }));
                var change = now is null || then is null ? null : Sum(now, then, -1);
                return p.Form == "change" ? change : Quotient(change, then);
            case "running":
                return Value(p.Of, anywhere with { Periods = [.. Data(anywhere).Select(k => Periods.Key(_level!, k.Engagement.Start)).Where(k => k <= at.Periods![0]).Append(at.Periods![0]).Distinct()] });
            default:
                if (!at.Periods!.All(k => Periods.IsStated(_level!, k)))
                {
                    return null;
                }

                var last = at.Periods![0];
                var first = p.Form == "rolling" ? Periods.Shift(_level!, last, 1 - p.Count) : FirstOf(p.Within ?? Years.Of(_level!), last);
                var all = new List<int>();
                for (var period = last; ; period = Periods.Shift(_level!, period, -1))
                {
                    all.Add(period);
                    if (period == first)
                    {
                        return Value(p.Of, anywhere with { Periods = all });
                    }
                }
        }
    }

    private int FirstOf(string within, int period) =>
        Periods.Of(_level!, Periods.First(within, Periods.Of(within, Periods.First(_level!, period))));

    private List<int>? Before(CountedMeasure.Period p, CellPosition at)
    {
        if (!at.Periods!.All(k => Periods.IsStated(_level!, k)))
        {
            return null;
        }

        return p.Form != "previous_year" ? [.. at.Periods!.Select(k => Periods.Shift(_level!, k, -1))] : at.Periods!.Select(YearBefore).ToList() is var years && years.Contains(null) ? null : [.. years.Select(y => y!.Value)];
    }

    private int? YearBefore(int period)
    {
        var first = Periods.First(_level!, period);
        var before = first.AddYears(-1);
        return before.Day != first.Day ? null : Periods.Of(_level!, before);
    }

    // The cell that a share is of: fewer members, or a coarser one in the place of one.
    private CellPosition Whole(string form, CellPosition at)
    {
        switch (form)
        {
            case "share":
                return at with { Members = [], Periods = null };
            case "share_of_row":
                return Only(at, m => query.By.Take(query.By.Count - 1).Contains(m.Dimension));
            case "share_of_column":
                return Only(at, m => m.Dimension == query.By[^1]);
        }

        var (child, parent) = Parents.Of(query.By)!.Value;
        if (at.Members.All(m => m.Dimension != child))
        {
            return at;
        }

        return query.By.Contains(parent)
            ? at.Members.Any(m => m.Dimension == parent) ? Only(at, m => m.Dimension != child) : at
            : Coarser(at, child, parent);
    }

    private CellPosition Only(CellPosition at, Func<(string Dimension, CountedMember Member), bool> keep) =>
        at with { Members = [.. at.Members.Where(keep)], Periods = at.Members.Where(keep).Any(m => m.Dimension == _level) ? at.Periods : null };

    private CellPosition Coarser(CellPosition at, string child, string parent) => at with
    {
        Members = [.. at.Members.Select(m => m.Dimension == child ? (parent, Parents.Member(child, parent, m.Member, data)) : m)],
        Periods = child == _level ? null : at.Periods,
    };

    private object? Counted(string measure, CellPosition at)
    {
        var members = at.Members.Where(m => at.Periods is null || m.Dimension != _level).ToList();
        var name = string.Join('|', members.Select(m => m.Dimension)) + "#" + string.Join(',', at.Periods?.Order() ?? Enumerable.Empty<int>()) + "#" + FiltersOf(at);
        if (!_cells.TryGetValue(name, out var cells))
        {
            var kept = Data(at);
            if (at.Periods is { } periods)
            {
                kept = [.. kept.Where(k => periods.Contains(Periods.Key(_level!, k.Engagement.Start)))];
            }

            _cells[name] = cells = Cell.Of(kept, [.. members.Select(m => m.Dimension)]).ToDictionary(c => string.Join('|', c.Members));
        }

        var cell = cells.GetValueOrDefault(string.Join('|', members.Select(m => m.Member))) ?? new Cell([], []);
        return CellMeasures.Value(measure, cell, 0);
    }

    private List<FilteredEngagement> Data(CellPosition at)
    {
        var name = FiltersOf(at);
        if (!_kept.TryGetValue(name, out var kept))
        {
            _kept[name] = kept = OracleFilters.Of(data, query with { Filters = [.. query.Filters.Where(f => at.IsOfRange || !Attributes.IsTime(f.Dimension)), .. at.Where] }, scope);
        }

        return kept;
    }

    private static string FiltersOf(CellPosition at) => $"{at.IsOfRange} {string.Join(';', at.Where.Select(f => $"{f.Dimension} {f.Mode} {string.Join(',', f.Values)}"))}";

    private static double? Quotient(object? part, object? whole) => part is null || whole is null || Real(whole) == 0 ? null : Real(part) / Real(whole);

    private static object? Sum(object? a, object? b, int sign) => (a, b) switch
    {
        (null, null) => null,
        (null, long y) => sign * y,
        (null, decimal y) => sign * y,
        (null, double y) => sign * y,
        (_, null) => a,
        (long x, long y) => x + (sign * y),
        (decimal x, decimal y) => x + (sign * y),
        (double x, double y) => x + (sign * y),
        _ => throw new NotSupportedException($"{a} and {b}"),
    };

    private static double Real(object value) => Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture);

    /// <param name="Members">Of a cell.</param>
    /// <param name="Periods">The periods that stand for its own; null where it has none.</param>
    private sealed record CellPosition(IReadOnlyList<(string Dimension, CountedMember Member)> Members, IReadOnlyList<QueryFilter> Where, IReadOnlyList<int>? Periods, bool IsOfRange);
}

/// <summary>The year that a level lies in, for "to date".</summary>
internal static class Years
{
    public static string Of(string level) => IsFiscal(level) ? level : "year";

    public static bool IsFiscal(string level) => level == "fiscal_year" || DeclaredDimension.Find(level) is DeclaredDimension.Calendar;

    /// <summary>A declared calendar from April is the fiscal year of the shipped model under another name.</summary>
    public static string Named(string level) => DeclaredDimension.Find(level) is DeclaredDimension.Calendar { Month: 4 } ? "fiscal_year" : level;
}

/// <summary>The levels above, as docs/model.md names them, where they follow from the member.</summary>
internal static class Parents
{
    private static readonly IReadOnlyDictionary<string, string> Above = new Dictionary<string, string>
    {
        ["quarter"] = "year", ["month"] = "quarter", ["date"] = "month", ["domain"] = "domain_group", ["engagement_type"] = "engagement_category", ["city"] = "place_country", ["participant"] = "participant_country", ["partner"] = "partner_country",
    };

    public static (string Child, string Parent)? Of(IReadOnlyList<string> by) => by.Reverse()
        .Where(d => Above.TryGetValue(d, out var parent) && (d is not ("participant" or "partner") || by.Contains(parent)))
        .Select(d => ((string, string)?)(d, Above[d])).FirstOrDefault();

    public static CountedMember Member(string child, string parent, CountedMember member, TestData data)
    {
        if (Attributes.IsTime(child))
        {
            return CountedMember.Of(parent, Periods.IsStated(child, member.Key)
                ? Periods.Of(parent, Periods.First(child, member.Key))
                : Periods.Key(parent, data.Engagements.Select(e => e.Start).First(s => Periods.Key(child, s) == member.Key)));
        }

        return CountedMember.Of(child switch
        {
            "domain" => data.Engagements.SelectMany(e => e.Domains).First(d => d.Code == member.Code).Group,
            "engagement_type" => data.Engagements.First(e => e.Type == member.Code).Category,
            _ => data.Engagements.First(e => e.PlaceCode == member.Code).PlaceCountry,
        });
    }
}
