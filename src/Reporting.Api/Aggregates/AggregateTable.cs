using System.Globalization;
using Reporting.Engine.Languages;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Rendering.Columns;
using Reporting.Warehouse.Dates;

namespace Reporting.Api.Aggregates;

/// <summary>The rows of a result as typed columns, named as in JSON. Totals stand in the metadata, so that a sum over the rows counts nothing twice.</summary>
internal static class AggregateTable
{
    public static ColumnTable Of(ResultTable table)
    {
        var language = Language.Of(table.Language);
        var types = table.Measures.Select((m, i) => m.Format == ValueFormat.Date ? ColumnType.Day : ColumnValues.TypeOf(m.Format, table.Rows.Select(r => r.Values[i]))).ToArray();
        return ColumnTable.OfRows(
            [.. table.By.SelectMany(d => MemberFields(d, language)), .. table.Measures.SelectMany((m, i) => MeasureFields(m, types[i], language))],
            ColumnMeta.Of(json => AggregateJson.WriteAllBesideRows(json, table)),
            table.Rows.Select(row => Row(table, row, types, language)).ToAsyncEnumerable());
    }

    private static IEnumerable<ColumnField> MemberFields(ModelDimension dimension, Language language)
    {
        var caption = dimension.Caption.In(language.Code);
        return [new(dimension.Id, dimension.Time == TimeLevel.Year ? ColumnType.Whole : ColumnType.Text, caption), new(dimension.Id + "_name", ColumnType.Text, caption)];
    }

    private static IEnumerable<ColumnField> MeasureFields(ModelMeasure measure, ColumnType type, Language language)
    {
        var caption = measure.Caption.In(language.Code);
        yield return new ColumnField(measure.Id, type, caption, measure.IsDays ? "days" : ColumnValues.UnitOf(measure.Format));
        if (type == ColumnType.Day)
        {
            yield return new ColumnField(measure.Id + "_label", ColumnType.Text, caption);
        }
    }

    private static object?[] Row(ResultTable table, ResultRow row, IReadOnlyList<ColumnType> types, Language language)
    {
        var values = new List<object?>();
        for (var i = 0; i < table.By.Count; i++)
        {
            var member = row.Members[i];
            values.Add(table.By[i].Time == TimeLevel.Year && member.Code is { } year ? long.Parse(year, CultureInfo.InvariantCulture) : member.Code);
            values.Add(member.Name);
        }

        for (var i = 0; i < table.Measures.Count; i++)
        {
            var value = row.Values[i];
            if (types[i] == ColumnType.Day)
            {
                values.Add(value);
                values.Add(value is PartialDate date ? language.Date(date) : null);
                continue;
            }

            values.Add(ColumnValues.Typed(value, types[i]));
        }

        return [.. values];
    }
}
