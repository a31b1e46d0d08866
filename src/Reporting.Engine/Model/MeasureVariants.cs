using System.Globalization;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Model;

/// <summary>Variants of any measure by name: <c>people.change_pct</c>, <c>amount_usd.rolling(3)</c>.</summary>
internal static class MeasureVariants
{
    private const int MaxPeriods = 1_000;
    private const string Rolling = "rolling(";

    private static readonly IReadOnlyDictionary<string, PeriodForm> Periods = new Dictionary<string, PeriodForm>
    {
        ["previous"] = PeriodForm.Previous,
        ["previous_year"] = PeriodForm.PreviousYear,
        ["change"] = PeriodForm.Change,
        ["change_pct"] = PeriodForm.ChangePct,
        ["to_date"] = PeriodForm.ToDate,
        ["running"] = PeriodForm.Running,
    };

    private static readonly IReadOnlyDictionary<string, ShareWithin> Shares = new Dictionary<string, ShareWithin>
    {
        ["share"] = ShareWithin.Total,
        ["share_of_row"] = ShareWithin.Row,
        ["share_of_column"] = ShareWithin.Column,
        ["share_of_parent"] = ShareWithin.Parent,
    };

    /// <summary>Problems: <c>unknown-measure</c>, <c>no-such-variant</c>.</summary>
    public static Outcome<ModelMeasure> Of(ModelMeasure measure, string variant, IReadOnlyList<ModelDimension> dimensions)
    {
        if (Definition(measure, variant) is not { } definition)
        {
            var known = Periods.Keys.Concat(Shares.Keys).Append("rolling(3)").ToList();
            return new Problem(ErrorCodes.UnknownMeasure, $"'{measure.Id}' has no variant '{SafeText.Of(variant)}'.", NearestName.Hint(variant, known, $"Known values: {string.Join(", ", known)}; rolling takes 2 to {MaxPeriods} periods."));
        }

        if (MeasureRules.Refusal(definition) is { } refusal)
        {
            return new Problem(ErrorCodes.NoSuchVariant, $"There is no '{measure.Id}.{variant}': {refusal.Message}", refusal.Hint);
        }

        var explanation = MeasureTexts.Explanation(definition, dimensions);
        return new ModelMeasure($"{measure.Id}.{variant}", MeasureTexts.VariantCaption(definition), explanation, MeasureRules.Format(definition), definition) { Explanation = explanation };
    }

    /// <summary>The variants that a measure has; rolling stands for any number of periods.</summary>
    public static IReadOnlyList<string> Of(ModelMeasure measure) =>
        [.. Periods.Keys.Append("rolling(3)").Concat(Shares.Keys).Where(v => MeasureRules.Refusal(Definition(measure, v)!) is null).Select(v => v == "rolling(3)" ? "rolling(N)" : v)];

    private static MeasureDefinition? Definition(ModelMeasure measure, string variant)
    {
        if (Periods.TryGetValue(variant, out var form))
        {
            return new MeasureDefinition.Period(measure, form);
        }

        if (Shares.TryGetValue(variant, out var within))
        {
            return new MeasureDefinition.Share(measure, within);
        }

        return variant.StartsWith(Rolling, StringComparison.Ordinal) && variant.EndsWith(')')
            && int.TryParse(variant.AsSpan(Rolling.Length, variant.Length - Rolling.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 2 and <= MaxPeriods
            && variant == $"{Rolling}{count})"
            ? new MeasureDefinition.Period(measure, PeriodForm.Rolling) { Count = count }
            : null;
    }
}
