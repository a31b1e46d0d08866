namespace Reporting.Engine.Model;

/// <summary>Decides which measures can be derived from which, and their units. It refuses a measure without a clear meaning or additivity.</summary>
internal static class MeasureRules
{
    /// <summary>Why a definition cannot be computed, and what to do; null if it can.</summary>
    public static (string Message, string Hint)? Refusal(MeasureDefinition definition)
    {
        if (definition.Operands.FirstOrDefault(o => o.Kind is not null && !o.IsOneCell) is { } counted)
        {
            return ($"'{counted.Id}' is itself a share or a comparison over time.", "Name the measure that it is made of.");
        }

        return definition switch
        {
            MeasureDefinition.Ratio ratio when ratio.Operands.Any(IsDate) => ("Dates cannot be divided.", "Name measures that count or sum."),
            MeasureDefinition.Share share => OfShare(share),
            MeasureDefinition.Period period => OfPeriod(period),
            MeasureDefinition.Combination both => OfCombination(both),
            _ => null,
        };
    }

    public static ValueFormat Format(MeasureDefinition definition) => definition switch
    {
        MeasureDefinition.Base counted => Format(counted.Kind),
        MeasureDefinition.Ratio => ValueFormat.Fraction,
        MeasureDefinition.Share or MeasureDefinition.Period { Form: PeriodForm.ChangePct } => ValueFormat.Percent,
        _ => definition.Operands[0].Format,
    };

    private static ValueFormat Format(MeasureKind kind) => kind switch
    {
        MeasureKind.AllocatedEngagements => ValueFormat.Fraction,
        MeasureKind.EngagementShare or MeasureKind.EngagementsChangePct => ValueFormat.Percent,
        MeasureKind.FirstDate or MeasureKind.LastDate => ValueFormat.Date,
        MeasureKind.AmountUsd or MeasureKind.AllocatedAmountUsd => ValueFormat.Money,
        _ => ValueFormat.Count,
    };

    private static (string, string)? OfShare(MeasureDefinition.Share share) =>
        IsDate(share.Of) || share.Of.Tree().Any(m => m.IsDays || m.Definition is MeasureDefinition.Ratio or MeasureDefinition.Share or MeasureDefinition.Period)
            ? ($"'{share.Of.Id}' is no part of a whole.", "A share is of a measure that counts or sums.")
            : null;

    private static (string, string)? OfPeriod(MeasureDefinition.Period period)
    {
        if (period.Of.IsShare)
        {
            return ($"'{period.Of.Id}' is a share of the query's whole, which other periods do not have.", "Compare the measure itself, or a ratio of two measures.");
        }

        if (period.Accumulates && period.Of.IsOverTime)
        {
            return ($"'{period.Of.Id}' looks at other periods already.", "Accumulate the measure that it is made of.");
        }

        return period.Form is PeriodForm.Change or PeriodForm.ChangePct && IsDate(period.Of)
            ? ("Dates have no change.", "Ask for the previous date instead.")
            : null;
    }

    private static (string, string)? OfCombination(MeasureDefinition.Combination both)
    {
        var (first, second) = (Parts(both.First), Parts(both.Second));
        if (first is not { } one || second is not { } other || one.Kind != other.Kind || IsDate(both.First) || both.First.Tree().Any(m => m.IsDays))
        {
            return ($"The additivity of '{both.First.Id}' with '{both.Second.Id}' cannot be derived.", "Take the same count or sum twice, each with its own filters.");
        }

        return both.IsDifference || (both.First.Additivity != Additivity.None && AreApart(one, other))
            ? null
            : ($"'{both.First.Id}' and '{both.Second.Id}' may count the same engagement, so their additivity cannot be derived.", "Write one measure with both members in its filter, or filter both on different members of a dimension with one member each.");
    }

    // The count and its filters; null for any other definition.
    private static (MeasureKind Kind, IReadOnlyList<MeasureFilter> Where)? Parts(ModelMeasure measure) => measure.Definition switch
    {
        MeasureDefinition.Base counted => (counted.Kind, []),
        MeasureDefinition.Filtered filtered when Parts(filtered.Of) is { } below => (below.Kind, [.. below.Where, .. filtered.Where]),
        _ => null,
    };

    // An engagement has one member of such a dimension, so different members are different engagements.
    private static bool AreApart((MeasureKind, IReadOnlyList<MeasureFilter> Where) one, (MeasureKind, IReadOnlyList<MeasureFilter> Where) other) =>
        one.Where.Any(a => a.IsOneValued && other.Where.Any(b => b.Dimension == a.Dimension && !a.Values.Intersect(b.Values, StringComparer.Ordinal).Any()));

    private static bool IsDate(ModelMeasure measure) => measure.Format == ValueFormat.Date;
}
