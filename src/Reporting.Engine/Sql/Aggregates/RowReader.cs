using System.Data.Common;
using System.Globalization;
using Reporting.Engine.Languages;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Dates;
using Reporting.Warehouse.Imports.Records;

namespace Reporting.Engine.Sql.Aggregates;

/// <summary>Reads rows of a compiled statement: keys become members, base aggregates become measures.</summary>
internal sealed class RowReader(RowShape shape, IReadOnlyList<ModelMeasure> measures, string language)
{
    private const double Parts = WeightParts.Total;

    public ResultRow Read(DbDataReader reader)
    {
        var members = new Member[shape.Members.Count];
        for (var i = 0; i < members.Length; i++)
        {
            members[i] = Member(shape.Members[i], reader);
        }

        var values = new object?[measures.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Value(measures[i].Kind!.Value, reader);
        }

        return new ResultRow(members, values);
    }

    /// <summary>The keys of a row: a number, or a code where that is the key.</summary>
    public object[] Keys(DbDataReader reader) =>
        [.. shape.Members.Select(m => reader.GetValue(m.Key) is string code ? code : (object)Convert.ToInt32(reader.GetValue(m.Key), CultureInfo.InvariantCulture))];

    private Member Member(MemberColumns columns, DbDataReader reader)
    {
        var dimension = columns.Dimension;
        if (dimension.Time is { } level)
        {
            var key = Convert.ToInt32(reader.GetValue(columns.Key), CultureInfo.InvariantCulture);
            return new Member(level.Code(key), level.Name(key, Language.Of(language))) { Within = level.Within(key) };
        }

        if (dimension.Attribute.Fixed is { } members)
        {
            var own = members.Codes[Convert.ToInt32(reader.GetValue(columns.Key), CultureInfo.InvariantCulture)];
            return new Member(own, dimension.NameOf(own, language));
        }

        var code = reader.GetString(columns.Code < 0 ? columns.Key : columns.Code);
        return columns.Name < 0
            ? new Member(code, dimension.NameOf(code, language))
            : new Member(code, dimension.NameOf(code, Text(columns.Name), language, Text(columns.LocalName)));

        string? Text(int column) => column < 0 || reader.IsDBNull(column) ? null : reader.GetString(column);
    }

    private object? Value(MeasureKind kind, DbDataReader reader) => kind switch
    {
        MeasureKind.AllocatedEngagements => Figure(reader, BaseAggregate.AllocatedParts) is { } parts ? parts / Parts : null,
        MeasureKind.EngagementShare => Ratio(Figure(reader, BaseAggregate.Engagements), Figure(reader, BaseAggregate.WholeEngagements)),
        MeasureKind.FirstDate => Date(Figure(reader, BaseAggregate.FirstDateKey)),
        MeasureKind.LastDate => Date(Figure(reader, BaseAggregate.LastDateKey)),
        MeasureKind.AmountUsd => Figure(reader, BaseAggregate.AmountCents) / 100m,
        MeasureKind.AllocatedAmountUsd => Figure(reader, BaseAggregate.AllocatedCentParts) is { } cents ? Math.Round(cents / (decimal)WeightParts.OfDollar, 10) : null,
        MeasureKind.EngagementsChange => Change(reader),
        MeasureKind.EngagementsChangePct => Ratio(Change(reader), Figure(reader, BaseAggregate.EngagementsBefore)),
        _ => Figure(reader, BaseAggregates.Of(kind)[^1]),
    };

    private long? Change(DbDataReader reader) => Figure(reader, BaseAggregate.Engagements) - Figure(reader, BaseAggregate.EngagementsBefore);

    private long? Figure(DbDataReader reader, BaseAggregate figure) =>
        shape.Figures.TryGetValue(figure, out var place) && !reader.IsDBNull(place) ? Convert.ToInt64(reader.GetValue(place), CultureInfo.InvariantCulture) : null;

    private static double? Ratio(long? part, long? whole) => whole is null or 0 ? null : (double?)part / whole;

    private static PartialDate? Date(long? key) => key is { } stated ? new PartialDate((int)stated) : null;
}
