using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Engine.Sql;
using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Feed;

/// <summary>
/// Gives an aggregated set properties for measures that are composed of several results: <c>three_year_headcount</c> is <c>ThreeYearHeadcount</c>, and
/// <c>amount_usd.rolling(3)</c> is <c>AmountUsdRolling3</c>. A date has a label beside it, as exact as the date is stated.
/// </summary>
internal static class ComposedProperties
{
    /// <param name="own">The properties that the set has already.</param>
    /// <param name="need">How rows must be grouped where the measure does not add up over a dimension.</param>
    public static IEnumerable<FeedProperty> Of(
        IEnumerable<ModelMeasure> measures, IReadOnlyList<ModelDimension> dimensions, IReadOnlyList<FeedProperty> own, Func<ModelDimension, FeedGroupingRequirement> need, SemanticModel model) =>
        measures.Where(m => Refusal(m, dimensions, model) is null).SelectMany(m => Properties(m, Name(m.Id, own), [.. dimensions.Where(d => !m.AddsUpOver(d)).Select(need)]));

    /// <summary>Why a measure has no value in the rows of these dimensions; null where it has one.</summary>
    public static Problem? Refusal(ModelMeasure measure, IReadOnlyList<ModelDimension> dimensions, SemanticModel model) =>
        measure.IsOverTime && dimensions.Count(d => d.Time is not null) != 1
            ? new Problem(ErrorCodes.NeedsOneTimeLevel, $"'{measure.Id}' compares periods, but the set has no periods.", "Read it from ByYear or ByYearAndDomain.")
            : MeasurePlan.Refusal([measure], dimensions, model);

    /// <summary>The column of a measure in the rows of values. Ids have no capital letters, so that each column is of one measure.</summary>
    public static string Column(ModelMeasure measure) =>
        "v_" + measure.Id.Replace(".", "V", StringComparison.Ordinal).Replace("(", "N", StringComparison.Ordinal).Replace(")", string.Empty, StringComparison.Ordinal);

    /// <summary>Stored like sums of the star: whole numbers, money in parts of a cent, dates by their keys.</summary>
    public static object? Stored(object? value) => value switch
    {
        decimal money => (long)decimal.Round(money * WeightParts.OfDollar),
        Warehouse.Dates.PartialDate date => (long)date.Key,
        _ => value,
    };

    public static SqlColumnType ColumnType(ModelMeasure measure) => measure.Format is ValueFormat.Count or ValueFormat.Money or ValueFormat.Date ? SqlColumnType.Whole : SqlColumnType.Real;

    private static FeedProperty[] Properties(ModelMeasure measure, string name, IReadOnlyList<FeedGroupingRequirement> needs)
    {
        var column = "m." + Column(measure);
        var property = new FeedProperty(name, Type(measure.Format))
        {
            Composed = measure, IsNullable = true, Divisor = measure.Format == ValueFormat.Money ? WeightParts.OfDollar : 1, Needs = needs, Sql = (_, _) => column,
        };
        return measure.Format != ValueFormat.Date ? [property] :
        [
            property with { Needs = null, Sql = (_, _) => $"(CASE WHEN {column} % 100 <> 0 THEN {column} END)" },
            new(name + "Label", FeedPropertyType.Text) { Composed = measure, IsNullable = true, Sql = (d, _) => d.Functions.Ordinal($"(SELECT x.Label FROM DimDate x WHERE x.DateKey = {column})") },
        ];
    }

    private static FeedPropertyType Type(ValueFormat format) => format switch
    {
        ValueFormat.Count => FeedPropertyType.Long,
        ValueFormat.Money => FeedPropertyType.Decimal,
        ValueFormat.Date => FeedPropertyType.Day,
        _ => FeedPropertyType.Real,
    };

    private static string Name(string id, IReadOnlyList<FeedProperty> own)
    {
        var name = FeedNames.Of(id);
        return own.Any(p => p.Name == name) ? name + "Measure" : name;
    }
}

/// <summary>Values of composed measures by the keys of rows, as one JSON parameter.</summary>
internal sealed record ComposedRows(string Json, IReadOnlyList<(string Name, SqlColumnType Type)> Columns);
