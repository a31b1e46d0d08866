using System.Globalization;
using Reporting.Engine.Queries;

namespace Reporting.TestWarehouses.Counting;

/// <summary>A measure as the rules define it, in words of the tests: nothing here comes from the product's model.</summary>
public abstract record CountedMeasure
{
    private static readonly string[] Forms = ["previous", "previous_year", "change", "change_pct", "to_date", "running"];
    private static readonly string[] Shares = ["share", "share_of_row", "share_of_column", "share_of_parent"];

    private static readonly Base Commitments = new("commitments");

    // Measures of counting.md that are made of others.
    private static readonly Dictionary<string, CountedMeasure> Shipped = new(StringComparer.Ordinal)
    {
        ["planned"] = new Filtered(new Base("engagements"), [new QueryFilter("status", FilterMode.Links, ["planned"])]),
        ["overdue"] = OfState("late"),
        ["commitments_delivered"] = OfState("delivered"),
        ["delivered_share"] = new Ratio(OfState("delivered"), Commitments, 1),
    };

    public sealed record Base(string Id) : CountedMeasure;

    public sealed record Filtered(CountedMeasure Of, IReadOnlyList<QueryFilter> Where) : CountedMeasure;

    public sealed record Ratio(CountedMeasure Of, CountedMeasure To, int Per) : CountedMeasure;

    public sealed record Share(CountedMeasure Of, string Form) : CountedMeasure;

    public sealed record Period(CountedMeasure Of, string Form, int Count, string? Within) : CountedMeasure
    {
        /// <summary>The only level that it can be asked by; null for any.</summary>
        public string? Level { get; init; }

        /// <summary>True where periods outside of the query's range count as empty.</summary>
        public bool IsOfRange { get; init; }
    }

    public sealed record Combination(CountedMeasure First, CountedMeasure Second, bool IsDifference) : CountedMeasure;

    public IEnumerable<CountedMeasure> Tree() => (this switch
    {
        Filtered f => [f.Of],
        Ratio r => [r.Of, r.To],
        Share s => [s.Of],
        Period p => [p.Of],
        Combination c => [c.First, c.Second],
        _ => Array.Empty<CountedMeasure>(),
    }).SelectMany(m => m.Tree()).Prepend(this);

    /// <summary>A measure by name: a base, a declared one, or a variant of either; null where there is none of that name.</summary>
    public static CountedMeasure? Named(string name, IReadOnlyDictionary<string, CountedMeasure> declared)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
        {
            return declared.TryGetValue(name, out var known) || Shipped.TryGetValue(name, out known) ? known : new Base(name);
        }

        var (of, variant) = (Named(name[..dot], declared)!, name[(dot + 1)..]);
        return Shares.Contains(variant) ? new Share(of, variant)
            : Forms.Contains(variant) ? new Period(of, variant, 0, null)
            : variant.StartsWith("rolling(", StringComparison.Ordinal) ? new Period(of, "rolling", int.Parse(variant[8..^1], CultureInfo.InvariantCulture), null)
            : null;
    }

    private static Filtered OfState(string state) => new(Commitments, [new QueryFilter("commitment_state", FilterMode.Links, [state])]);

    /// <summary>True where it is <c>engagement_share</c>, or one of the comparisons of engagements, under another name. These are no part of others.</summary>
    public bool IsOfItsOwn => this switch
    {
        Base b => b.Id == "engagement_share" || TimeMeasures.Measures.Contains(b.Id),
        Share { Form: "share", Of: Base { Id: "engagements" } } => true,
        Period { Level: null, Of: Base { Id: "engagements" } } p => p.Form == "running" || (p.IsOfRange && (p.Form is "change" or "change_pct")),
        _ => false,
    };

    /// <summary>Why the rules refuse it whatever is asked; null where they do not.</summary>
    public string? Refused() => this switch
    {
        Share s when s.Of.IsDate() || s.Of.Tree().Any(m => m is Ratio or Share or Period or Base { Id: "days_since_last" or "longest_gap_days" or "days_to_follow_up" }) => "a share of what is no part of a whole",
        Period p when p.Of.Tree().Any(m => m is Share or Base { Id: "engagement_share" }) => "a period of a share",
        Period { Form: "rolling" or "running" or "to_date" } p when p.Of.Tree().Any(m => m is Period) => "several periods of several periods",
        Period { Form: "change" or "change_pct" } p when p.Of.IsDate() => "a change of dates",
        Share or Period when Tree().Skip(1).Any(m => m.IsOfItsOwn) => "a share or a comparison of one",
        _ => null,
    };

    public bool IsDate() => this switch
    {
        Base b => b.Id is "first_date" or "last_date",
        Filtered f => f.Of.IsDate(),
        Period { Form: not "change_pct" } p => p.Of.IsDate(),
        _ => false,
    };
}
