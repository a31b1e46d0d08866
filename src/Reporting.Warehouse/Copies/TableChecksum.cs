using System.Data.Common;
using Dapper;

namespace Reporting.Warehouse.Copies;

/// <summary>The count and checksum of one year's rows, computed by the database itself. Whole numbers give the same result on every engine.</summary>
internal sealed record TableChecksum(long Year, long Counted, long Mixed)
{
    // The largest prime below a million: products and sums over a table's rows then fit into 64 bits.
    private const int Modulus = 999_983;

    private static readonly int[] Factors = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71];

    public static async Task<IReadOnlyList<TableChecksum>> ReadAsync(
        CopiedTable table, IReadOnlyList<CopiedColumn> columns, DbTransaction transaction, CancellationToken cancellationToken)
    {
        var numbers = columns.Where(c => c.Meaning == ColumnMeaning.Number).Index()
            .Select(c => $"CAST(COALESCE([{c.Item.Name}], -1) AS bigint) % {Modulus} * {Factors[c.Index % Factors.Length]}")
            .DefaultIfEmpty("CAST(1 AS bigint)");
        var (year, group) = table.HasYears ? ("YearKey", " GROUP BY YearKey") : ("0", string.Empty);
        var rows = await transaction.Connection!.QueryAsync<Row>(new CommandDefinition(
            $"SELECT {year} AS Year, COUNT(*) AS Counted, COALESCE(SUM(({string.Join(" + ", numbers)}) % {Modulus}), 0) AS Mixed FROM {table.Name}{group}",
            transaction: transaction, commandTimeout: 3600, cancellationToken: cancellationToken));
        return [.. rows.Select(r => new TableChecksum(r.Year, r.Counted, r.Mixed)).OrderBy(r => r.Year)];
    }

    private sealed class Row
    {
        public long Year { get; init; }

        public long Counted { get; init; }

        public long Mixed { get; init; }
    }
}
