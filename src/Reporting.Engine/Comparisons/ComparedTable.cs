using System.Globalization;
using Reporting.Engine.Changes;
using Reporting.Engine.Composition;
using Reporting.Engine.Languages;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;

namespace Reporting.Engine.Comparisons;

/// <summary>Puts the rows of an edition beside those of today. A cell that only one of both has is a row too.</summary>
/// <param name="parts">The parts of differences by the number of dimensions; empty for none.</param>
internal sealed class ComparedTable(
    ResultTable now, ResultTable then, ComparedWith with, IReadOnlyDictionary<int, IReadOnlyDictionary<CellKey, FigureChange>> parts, IReadOnlyList<QueryOrder> order)
{
    /// <summary>True for the number of engagements, whose difference has parts.</summary>
    public static bool HasParts(ModelMeasure measure) => measure.Definition is MeasureDefinition.Base { Kind: MeasureKind.Engagements };

    public ResultTable Made(int limit)
    {
        var rows = Rows(now.Rows, then.Rows, now.By);
        return now with
        {
            Measures = [.. now.Measures.SelectMany(Columns)],
            Rows = [.. rows.Take(limit)],
            RowCount = rows.Count,
            Limit = limit,
            Grand = now.Grand is null ? null : Rows([now.Grand], [then.Grand!], [])[0],
            Levels = [.. now.Levels.Select((level, i) => new ResultLevel(level.By, Rows(level.Rows, then.Levels[i].Rows, level.By)))],
            Compared = with,

            // A member that one of both does not have is named by the other.
            Filters = now.Filters.Length < then.Filters.Length ? then.Filters : now.Filters,
            Counting = [.. now.Counting, string.Format(CultureInfo.InvariantCulture, Words(now.Language).Compared, with.Edition, with.Version.Version)],
        };
    }

    private IEnumerable<ModelMeasure> Columns(ModelMeasure measure)
    {
        yield return measure;
        yield return Column(measure, ComparedColumns.Before, l => string.Format(CultureInfo.InvariantCulture, Words(l).Before, measure.Caption.In(l), with.Edition));
        if (HasDifference(measure))
        {
            yield return Column(measure, ComparedColumns.Difference, l => string.Format(CultureInfo.InvariantCulture, Words(l).Difference, measure.Caption.In(l)));
        }

        if (IsSplit(measure))
        {
            yield return Column(measure, ComparedColumns.New, l => Words(l).New);
            yield return Column(measure, ComparedColumns.Corrected, l => Words(l).Corrected);
            yield return Column(measure, ComparedColumns.Recoded, l => Words(l).Recoded);
            yield return Column(measure, ComparedColumns.Withdrawn, l => Words(l).Withdrawn);
        }
    }

    private static ModelMeasure Column(ModelMeasure measure, string name, Func<string, string> caption) =>
        measure with { Id = measure.Id + name, Caption = new LocalizedText(Language.All.ToDictionary(l => l.Code, l => caption(l.Code))) };

    private bool IsSplit(ModelMeasure measure) => parts.Count > 0 && HasParts(measure);

    private static bool HasDifference(ModelMeasure measure) => measure.Format is not (ValueFormat.Date or ValueFormat.Text);

    private List<ResultRow> Rows(IReadOnlyList<ResultRow> current, IReadOnlyList<ResultRow> earlier, IReadOnlyList<ModelDimension> by)
    {
        var before = earlier.ToDictionary(Key);
        var rows = current.Select(row => Row(row, before.GetValueOrDefault(Key(row)), row, by.Count)).ToList();
        var known = current.Select(Key).ToHashSet();
        var gone = earlier.Where(row => !known.Contains(Key(row))).Select(row => Row(null, row, row, by.Count)).ToList();
        if (gone.Count > 0)
        {
            rows.AddRange(gone);
            rows = [.. rows.Order(new ComparedOrder(order, by, now.Measures, [.. now.Measures.Select(PlaceOf)]))];
        }

        return rows;
    }

    private int PlaceOf(ModelMeasure measure) => now.Measures.TakeWhile(m => m != measure).Sum(m => Columns(m).Count());

    private ResultRow Row(ResultRow? current, ResultRow? earlier, ResultRow either, int depth)
    {
        var values = new List<object?>();
        foreach (var (i, measure) in now.Measures.Index())
        {
            var (figure, before) = (current is null ? Nothing(measure) : current.Values[i], earlier is null ? Nothing(measure) : earlier.Values[i]);
            values.AddRange([figure, before]);
            if (HasDifference(measure))
            {
                values.Add(ValueMath.Change(figure, before));
            }

            if (IsSplit(measure))
            {
                var part = parts[depth].GetValueOrDefault(Key(either));
                values.AddRange([part?.Added ?? 0L, part?.Corrected ?? 0L, part?.Recoded ?? 0L, part?.Withdrawn ?? 0L]);
            }
        }

        return new ResultRow(either.Members, values);
    }

    private static object? Nothing(ModelMeasure measure) => measure is { IsOneCell: true, Kind: { } kind } ? ValueMath.Nothing(kind) : null;

    private static CellKey Key(ResultRow row) => new([.. row.Members.Select(member => member.Code ?? member.Name)]);

    private static ChangePhrases Words(string language) => Language.Of(language).Phrases.Changes;
}

/// <summary>The suffixes of measure ids in a comparison.</summary>
public static class ComparedColumns
{
    /// <summary>The figure of the edition.</summary>
    public const string Before = ".before";

    /// <summary>The figure of today less that of the edition.</summary>
    public const string Difference = ".difference";

    public const string New = ".new";
    public const string Corrected = ".corrected";
    public const string Recoded = ".recoded";
    public const string Withdrawn = ".withdrawn";

    /// <summary>The parts of a difference.</summary>
    public static readonly IReadOnlyList<string> Parts = [New, Corrected, Recoded, Withdrawn];
}
