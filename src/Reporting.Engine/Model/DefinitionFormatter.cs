using System.Globalization;
using Reporting.Warehouse.Definitions;

namespace Reporting.Engine.Model;

/// <summary>Writes a definition as the model file does, on one line: <c>count: engagements, where: {engagement_category: [exercise]}</c>.</summary>
public static class DefinitionFormatter
{
    public static string Of(ModelMeasure measure) => measure.Definition switch
    {
        MeasureDefinition.Base counted => $"kind: {EnumNames.Of(counted.Kind)}",
        MeasureDefinition.Filtered filtered => $"count: {filtered.Of.Id}, where: {{{string.Join(", ", filtered.Where.Select(Filter))}}}",
        MeasureDefinition.Ratio ratio => $"ratio: {{of: {ratio.Of.Id}, to: {ratio.To.Id}{(ratio.Per == 1 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $", per: {ratio.Per}"))}}}",
        MeasureDefinition.Share share => $"share: {{of: {share.Of.Id}, within: {EnumNames.Of(share.Within)}}}",
        MeasureDefinition.Combination both => $"{(both.IsDifference ? "difference" : "sum")}: [{both.First.Id}, {both.Second.Id}]",
        MeasureDefinition.Period period => Period(period),
        _ => string.Empty,
    };

    /// <param name="dimensions">All of the model.</param>
    public static string Of(ModelDimension dimension, IReadOnlyList<ModelDimension> dimensions) => dimension.Attribute switch
    {
        { Fixed: FixedMembers.Groups groups } => $"groups: {dimensions.First(d => d.Attribute.Id == groups.Of.Id).Id}, members: {{{string.Join(", ", groups.Pairs.GroupBy(p => p.Group).Select(g => $"{groups.Codes[g.Key]}: [{string.Join(", ", g.Select(p => p.Code))}]"))}}}, others: {groups.Codes[groups.OthersKey]}",
        { Fixed: FixedMembers.Bands bands } => $"bands: {EnumNames.Of(bands.Measure)}, ranges: [{string.Join(", ", bands.Ranges.Select(r => r.Code))}], others: {bands.Codes[^2]}",
        { Time: { } level } when level.IsFiscalYear() => $"starts: {CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(level.FirstMonth()).ToLowerInvariant()}",
        _ => $"attribute: {dimension.Attribute.Id}",
    };

    private static string Filter(MeasureFilter filter) =>
        $"{filter.Dimension}{(filter.Match == FilterMatch.Links ? string.Empty : "_" + EnumNames.Of(filter.Match))}: [{string.Join(", ", filter.Values)}]";

    private static string Period(MeasureDefinition.Period period)
    {
        var keys = new List<string> { $"of: {period.Of.Id}", $"as: {EnumNames.Of(period.Form)}" };
        if (period.Form == PeriodForm.Rolling)
        {
            keys.Add(string.Create(CultureInfo.InvariantCulture, $"periods: {period.Count}"));
        }

        if (period.Within is { } within)
        {
            keys.Add($"within: {EnumNames.Of(within)}");
        }

        if (period.Level is { } level)
        {
            keys.Add($"level: {EnumNames.Of(level)}");
        }

        if (period.IsWithinRange)
        {
            keys.Add("range: asked");
        }

        return $"period: {{{string.Join(", ", keys)}}}";
    }
}
