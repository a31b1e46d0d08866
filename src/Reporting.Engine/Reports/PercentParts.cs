using System.Globalization;
using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;

namespace Reporting.Engine.Reports;

/// <summary>What a percentage is made of: a part and its whole, or a change and what it changed. They tell how large its base is.</summary>
/// <param name="Parts">One or two measures that a query can name.</param>
internal sealed record PercentParts(MeasureDefinition Definition, IReadOnlyList<ModelMeasure> Parts)
{
    /// <summary>Null for a measure that is no percentage, and for one whose parts the caller does not see.</summary>
    public static PercentParts? Of(ModelMeasure measure, SemanticModel visible)
    {
        string?[] ids = measure switch
        {
            { Format: not ValueFormat.Percent } => [],
            { Definition: MeasureDefinition.Share share } => [share.Of.Id],
            { Definition: MeasureDefinition.Ratio ratio } => [ratio.Of.Id, ratio.To.Id],
            { Kind: MeasureKind.EngagementsChangePct, Definition: MeasureDefinition.Period change } => [change.Of.Id, visible.FindMeasure(MeasureKind.EngagementsChange)?.Id],
            { Definition: MeasureDefinition.Period { Form: PeriodForm.ChangePct } change } => [change.Of.Id, $"{change.Of.Id}.change"],
            { Definition: MeasureDefinition.Period { Form: PeriodForm.Change, Of.Definition: MeasureDefinition.Ratio ratio } } => [ratio.To.Id, $"{ratio.To.Id}.previous"],
            { Definition: MeasureDefinition.Period { Of.Definition: MeasureDefinition.Ratio ratio } other } when Variant(other) is { } variant => [$"{ratio.Of.Id}.{variant}", $"{ratio.To.Id}.{variant}"],
            _ => [],
        };
        var parts = ids.Select(id => id is not null && visible.Measure(id).IsValue(out var part, out _) ? part : null).ToList();
        return parts.Count == 0 || parts.Contains(null) ? null : new PercentParts(measure.Definition, [.. parts.OfType<ModelMeasure>()]);
    }

    /// <summary>The percentages of a column as readers see them: "1 of 3" for a small base, and nothing for a change of one.</summary>
    /// <param name="cells">A percentage and its parts.</param>
    public IReadOnlyList<object?> Shown(IReadOnlyList<(object? Percent, object? First, object? Second)> cells)
    {
        // Rows share the whole of a share of the total, so a row of 0 has that of another row.
        var common = Definition is MeasureDefinition.Share { Within: ShareWithin.Total } ? cells.Select(Whole).FirstOrDefault(whole => whole is not null) : null;
        return [.. cells.Select(cell => (cell.Percent, Definition) switch
        {
            (not double, _) => cell.Percent,
            (double percent, MeasureDefinition.Period { Form: PeriodForm.ChangePct }) => IsSmall(Changed(percent, cell)) ? null : percent,
            (double percent, MeasureDefinition.Period { Form: PeriodForm.Change }) => IsSmall(Number(cell.First)) || IsSmall(Number(cell.Second)) ? null : percent,
            (double percent, _) => cell.First is { } part && (Whole(cell) ?? common) is { } whole ? Proportion.Of(percent, part, whole, Parts[0].Format) : percent,
        })];
    }

    // The whole of a share stands in another row of the database's answer, or in none. The share and its part determine it, unless both are 0.
    private object? Whole((object? Percent, object? First, object? Second) cell) => Definition is not MeasureDefinition.Share ? cell.Second
        : cell.Percent is not (double and not 0 and var share) ? null
        : cell.First switch
        {
            long count => (long)Math.Round(count / share),
            decimal amount => Math.Round(amount / (decimal)share, 2),
            double number => Math.Round(number / share, 6),
            _ => null,
        };

    // The figure before, by the change and its percentage, or by the figure itself where nothing changed.
    private static double? Changed(double percent, (object? Percent, object? First, object? Second) cell) =>
        percent == 0 ? Number(cell.First) : Number(cell.Second) is { } change ? Math.Round(change / percent, 6) : null;

    private static bool IsSmall(double? number) => number is { } known && Math.Abs(known) < Proportion.MinBase;

    private static double? Number(object? value) => value is IConvertible number ? Convert.ToDouble(number, CultureInfo.InvariantCulture) : null;

    // The variant that shows the same periods of another measure.
    private static string? Variant(MeasureDefinition.Period period) => period switch
    {
        { Form: PeriodForm.Previous } => "previous",
        { Form: PeriodForm.PreviousYear } => "previous_year",
        { Form: PeriodForm.Running } => "running",
        { Form: PeriodForm.ToDate, IsWithinRange: false, Within: null } => "to_date",
        { Form: PeriodForm.Rolling, IsWithinRange: false } => string.Create(CultureInfo.InvariantCulture, $"rolling({period.Count})"),
        _ => null,
    };
}
