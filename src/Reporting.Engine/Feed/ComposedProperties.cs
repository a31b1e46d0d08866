using System.Globalization;
using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Engine.Sql;

namespace Reporting.Engine.Feed;

/// <summary>Gives an aggregated set a property for each measure that the model declares: <c>three_year_headcount</c> is <c>ThreeYearHeadcount</c>.</summary>
internal static class ComposedProperties
{
    private const long CentParts = 252_000;

    /// <param name="own">The properties that the set has already.</param>
    /// <param name="need">How rows must be grouped where the measure does not add up over a dimension.</param>
    public static IEnumerable<FeedProperty> Of(
        IReadOnlyList<ModelDimension> dimensions, IReadOnlyList<FeedProperty> own, Func<ModelDimension, FeedGroupingRequirement> need, SemanticModel model) => model.Measures
        .Where(m => m.Kind is null && m.Format != ValueFormat.Date && (!m.IsOverTime || dimensions.Count(d => d.Time is not null) == 1) && MeasurePlan.Refusal([m], dimensions, model) is null)
        .Select(m => new FeedProperty(Name(m.Id, own), Type(m.Format))
        {
            Composed = m,
            IsNullable = true,
            Divisor = Divisor(m.Format),
            Needs = [.. dimensions.Where(d => !m.AddsUpOver(d)).Select(need)],
            Sql = (_, _) => $"m.{Column(m)}",
        });

    /// <summary>The column of a measure in the rows of values; ids are lower-case letters, digits and underscores.</summary>
    public static string Column(ModelMeasure measure) => "v_" + measure.Id;

    /// <summary>As sums of the star are stored: whole numbers, money in parts of a cent.</summary>
    public static object? Stored(object? value) => value is decimal money ? (long)decimal.Round(money * CentParts) : value;

    public static SqlColumnType ColumnType(FeedProperty property) => property.Kind == FeedPropertyType.Real ? SqlColumnType.Real : SqlColumnType.Whole;

    private static long Divisor(ValueFormat format) => format == ValueFormat.Money ? CentParts : 1;

    private static FeedPropertyType Type(ValueFormat format) => format switch
    {
        ValueFormat.Count => FeedPropertyType.Long,
        ValueFormat.Money => FeedPropertyType.Decimal,
        _ => FeedPropertyType.Real,
    };

    private static string Name(string id, IReadOnlyList<FeedProperty> own)
    {
        var name = string.Concat(id.Split('_', StringSplitOptions.RemoveEmptyEntries).Select(w => char.ToUpper(w[0], CultureInfo.InvariantCulture) + w[1..]));
        return own.Any(p => p.Name == name) ? name + "Measure" : name;
    }
}

/// <summary>Values of composed measures by the keys of rows, as one JSON parameter.</summary>
internal sealed record ComposedRows(string Json, IReadOnlyList<(string Name, SqlColumnType Type)> Columns);
