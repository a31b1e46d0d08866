using System.Globalization;
using Reporting.Api.Pages.Languages;
using Reporting.Engine.Model;
using Reporting.Warehouse.Definitions;

namespace Reporting.Api.Explore;

/// <summary>
/// The state of Explore, as written in its address. The names are those of a query (<c>measures</c>, <c>order</c>, one per dimension) and of a section of a report
/// (<c>rows</c>, <c>columns</c>, <c>top</c>). Values are as written: <see cref="ExploreCompiler"/> checks them.
/// </summary>
public sealed record ExploreState
{
    /// <summary>The names other than those of filters.</summary>
    public static readonly IReadOnlyList<string> Names = ["measures", "rows", "columns", "visual", "order", "top", "figures", "totals", "compare", "filter", "lang"];

    /// <summary>The state of Explore at first.</summary>
    public static readonly ExploreState First = new() { Measures = ["engagements"], Rows = "year", Visual = "column" };

    public IReadOnlyList<string> Measures { get; init; } = [];

    public string? Rows { get; init; }

    public string? Columns { get; init; }

    /// <summary>Null: the dimensions decide.</summary>
    public string? Visual { get; init; }

    /// <summary>The value of <c>order</c> for the order of time or codes.</summary>
    public const string ByCode = "code";

    /// <summary><c>-measure</c>: largest first; <see cref="ByCode"/>. Null: the rows decide, by <see cref="ExploreCompiler.OrderOf"/>.</summary>
    public string? Order { get; init; }

    public string? Top { get; init; }

    /// <summary>True for a table of the figures below a chart.</summary>
    public bool HasFigures { get; init; }

    /// <summary>True for tables and matrices without totals.</summary>
    public bool OmitsTotals { get; init; }

    /// <summary>The id of the edition whose figures stand beside those shown; null for none.</summary>
    public string? Compare { get; init; }

    /// <summary>Filters by the names of a query, each with its values as one text.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Filters { get; init; } = [];

    /// <summary>The dimension whose members are offered as a filter; null for none.</summary>
    public string? Filter { get; init; }

    /// <summary>Names that Explore does not know.</summary>
    public IReadOnlyList<string> Unknown { get; init; } = [];

    public ExploreVisual? ChosenVisual => Visual is null ? null : EnumNames.Parse<ExploreVisual>(Visual);

    public int? ChosenTop => int.TryParse(Top, NumberStyles.None, CultureInfo.InvariantCulture, out var top) ? top : null;

    /// <summary>Reads the pairs of an address, with repeated names combined. Empty values are left out.</summary>
    public static ExploreState Read(IEnumerable<KeyValuePair<string, string>> pairs, SemanticModel model)
    {
        var given = pairs.Where(p => p.Value.Length > 0).ToList();
        var known = given.ToLookup(p => p.Key, p => p.Value);
        if (!known.Any(p => p.Key != "lang"))
        {
            return First;
        }

        return new ExploreState
        {
            Measures = [.. known["measures"].Concat(known["add"]).SelectMany(Parts).Distinct(StringComparer.Ordinal)],
            Rows = known["rows"].LastOrDefault(),
            Columns = known["columns"].LastOrDefault(),
            Visual = known["visual"].LastOrDefault(),
            Order = known["order"].LastOrDefault(),
            Top = known["top"].LastOrDefault(),
            HasFigures = known["figures"].Contains("true"),
            OmitsTotals = known["totals"].Contains("false"),
            Compare = known["compare"].LastOrDefault(),
            Filter = known["filter"].LastOrDefault(),
            Filters = [.. given.Where(p => model.FilterNames.Contains(p.Key)).GroupBy(p => p.Key).Select(g => new KeyValuePair<string, string>(g.Key, string.Join(',', g.Select(p => p.Value).SelectMany(Parts).Distinct(StringComparer.Ordinal))))],
            Unknown = [.. known.Select(g => g.Key).Where(name => !Names.Contains(name) && name != "add" && !model.FilterNames.Contains(name))],
        };
    }

    /// <summary>The pairs of the shortest address, without the language.</summary>
    public IEnumerable<KeyValuePair<string, string>> Pairs() => new KeyValuePair<string, string?>[]
    {
        new("measures", Measures.Count == 0 ? null : string.Join(',', Measures)), new("rows", Rows), new("columns", Columns), new("visual", Visual), new("order", Order), new("top", Top),
        new("figures", HasFigures ? "true" : null), new("totals", OmitsTotals ? "false" : null), new("compare", Compare),
    }.Concat(Filters.Select(f => new KeyValuePair<string, string?>(f.Key, f.Value))).Append(new("filter", Filter)).Where(p => p.Value is not null).Select(p => new KeyValuePair<string, string>(p.Key, p.Value!));

    /// <summary>The query string, with its question mark.</summary>
    public string Query(string? language = null) =>
        QueryString.Create(Pairs().Append(new("lang", language ?? string.Empty)).Where(p => p.Value.Length > 0).Select(p => new KeyValuePair<string, string?>(p.Key, p.Value))).Value!.Replace("%2C", ",", StringComparison.Ordinal);

    public ExploreState WithFilter(string name, string? value) => this with
    {
        Filters = [.. Filters.Where(f => f.Key != name), .. value is null ? (KeyValuePair<string, string>[])[] : [new(name, value)]],
    };

    private static IEnumerable<string> Parts(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>How Explore draws the figures. The charts have the names of a section's <c>chart</c>.</summary>
public enum ExploreVisual
{
    /// <summary>Single figures.</summary>
    Tiles,

    /// <summary>Rows with a column for each measure; with columns, a matrix of each measure.</summary>
    Table,
    Matrix,
    HeatMap,
    Column,
    StackedColumn,
    Bar,
    Line,

    /// <summary>A circle on each country.</summary>
    Map,

    /// <summary>A matrix of the largest members on both sides of a pair: countries and their partners.</summary>
    PairMatrix,

    /// <summary>The engagements themselves along time.</summary>
    Timeline,
}

/// <summary>The names of visuals.</summary>
internal static class ExploreVisualCaptions
{
    public static string Visual(this ExploreCaptions captions, ExploreVisual visual) => visual switch
    {
        ExploreVisual.Tiles => captions.Tiles,
        ExploreVisual.Table => captions.Table,
        ExploreVisual.Matrix => captions.Matrix,
        ExploreVisual.HeatMap => captions.HeatMap,
        ExploreVisual.Column => captions.Column,
        ExploreVisual.StackedColumn => captions.StackedColumn,
        ExploreVisual.Bar => captions.Bar,
        ExploreVisual.Map => captions.Map,
        ExploreVisual.PairMatrix => captions.PairMatrix,
        ExploreVisual.Timeline => captions.Timeline,
        _ => captions.Line,
    };
}
