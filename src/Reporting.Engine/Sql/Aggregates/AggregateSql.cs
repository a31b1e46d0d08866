using Reporting.Warehouse.Imports.Records;

namespace Reporting.Engine.Sql.Aggregates;

/// <summary>The SQL of base aggregates.</summary>
/// <param name="asOf">The day of the data; null where there are none.</param>
internal sealed class AggregateSql(SqlDialect dialect, DateOnly? asOf, SqlValues values)
{
    /// <summary>An aggregate of engagements.</summary>
    /// <param name="parts">The weight column if the rows are domain links; null if each row is an engagement.</param>
    /// <param name="dated">Alias of the table with the start date.</param>
    /// <param name="sums">Alias of the table with the headcount and the amount.</param>
    public string Of(BaseAggregate figure, string? parts, string dated, string sums) => figure switch
    {
        BaseAggregate.Engagements => $"{dialect.CountRows} AS Engagements",
        BaseAggregate.Agreements => SumIf("ft.CategoryCode = 'agreement'", figure),
        BaseAggregate.Headcount => $"SUM({dialect.Big($"{sums}.Headcount")}) AS Headcount",
        BaseAggregate.AmountCents => Rounded($"{sums}.AmountCents", $"{sums}.AmountRest", figure),
        BaseAggregate.FirstDateKey => $"MIN(NULLIF({dated}.StartDateKey, 0)) AS FirstDateKey",
        BaseAggregate.LastDateKey => $"MAX(NULLIF({dated}.StartDateKey, 0)) AS LastDateKey",
        BaseAggregate.LastPastDateKey => $"MAX(CASE WHEN {dated}.StartDateKey BETWEEN 1 AND {values.Add(DaySql.KeyOf(asOf))} THEN {dated}.StartDateKey END) AS LastPastDateKey",
        BaseAggregate.AllocatedParts when parts is null => $"{dialect.CountRows} * {WeightParts.Total} AS AllocatedParts",
        BaseAggregate.AllocatedParts => $"COALESCE(SUM({dialect.Big(parts)}), 0) AS AllocatedParts",
        BaseAggregate.AllocatedCentParts => Rounded($"{sums}.AmountCents * {parts ?? $"{WeightParts.Total}"}", $"{sums}.AmountRest * {parts ?? $"{WeightParts.Total}"}", figure),
        _ => throw new ArgumentOutOfRangeException(nameof(figure), figure, "Not an aggregate of engagements."),
    };

    /// <summary>A count of distinct members (e.MemberKey; of people with their kind as m), without unknown members.</summary>
    public string OfMembers(BaseAggregate figure) => figure switch
    {
        BaseAggregate.People => SumIf("m.Kind = 'person'", figure),
        BaseAggregate.Countries => SumIf("e.MemberKey <> 'unknown'", figure),
        _ => SumIf("e.MemberKey <> 0", figure),
    };

    // Sum whole cents and the rests of all rows, then round once: half a cent away from zero. Division of whole numbers cuts on every engine.
    private string Rounded(string cents, string rests, BaseAggregate figure)
    {
        var rest = $"COALESCE(SUM({dialect.Big(rests)}), 0)";
        return $"SUM({cents}) + ({rest} + 500000 * SIGN({rest})) / 1000000 AS {figure}";
    }

    private string SumIf(string condition, BaseAggregate figure) =>
        $"COALESCE(SUM({dialect.Big($"CASE WHEN {condition} THEN 1 ELSE 0 END")}), 0) AS {figure}";
}
