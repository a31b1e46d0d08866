using System.Data.Common;
using System.Globalization;
using Dapper;
using Reporting.Warehouse.Connections;

namespace Reporting.Warehouse.Dates;

/// <summary>Adds years to DimDate when they are first needed.</summary>
public sealed class DateRows
{
    /// <summary>First year that an import accepts.</summary>
    public const int FirstYear = 1800;

    /// <summary>Last year that an import accepts.</summary>
    public const int LastYear = 2200;

    private const string Into =
        "INSERT INTO DimDate (DateKey, Date, Year, Quarter, Month, FiscalYear, YearKey, QuarterKey, MonthKey, FiscalYearKey, FirstDay, LastDay, Label) VALUES ";

    private const int Columns = 13;

    // The 378 rows of a year take 14 statements on a server.
    private const int RowsAtOnce = 27;

    private readonly IWarehouseEngine _engine;
    private readonly DbTransaction _transaction;
    private readonly HashSet<int> _years;

    private DateRows(IWarehouseEngine engine, DbTransaction transaction, HashSet<int> years) =>
        (_engine, _transaction, _years) = (engine, transaction, years);

    public static async Task<DateRows> OpenAsync(IWarehouseEngine engine, DbTransaction transaction)
    {
        var years = await transaction.Connection!.QueryAsync<int>("SELECT DISTINCT YearKey FROM DimDate", transaction: transaction);
        return new DateRows(engine, transaction, [.. years]);
    }

    /// <summary>The rows of a year: the year itself, its twelve months and its days.</summary>
    public static IEnumerable<DateRow> OfYear(int year)
    {
        yield return DateRow.Of(new PartialDate(year * 10000));
        for (var month = 1; month <= 12; month++)
        {
            yield return DateRow.Of(new PartialDate((year * 10000) + (month * 100)));
            for (var day = 1; day <= DateTime.DaysInMonth(year, month); day++)
            {
                yield return DateRow.Of(PartialDate.On(new DateOnly(year, month, day)));
            }
        }
    }

    /// <summary>Adds the year of a date if it is missing. True when rows were added.</summary>
    public async ValueTask<bool> EnsureAsync(PartialDate date, CancellationToken cancellationToken)
    {
        if (date.IsUnknown || !_years.Add(date.Year))
        {
            return false;
        }

        foreach (var rows in OfYear(date.Year).Chunk(RowsAtOnce))
        {
            await using var insert = new PreparedStatement(_engine, _transaction, Insert(rows.Length));
            await insert.ExecuteAsync(cancellationToken, [.. rows.SelectMany(Values)]);
        }

        return true;
    }

    private static object?[] Values(DateRow row) =>
    [
        row.DateKey, row.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), row.Year, row.Quarter, row.Month, row.FiscalYear,
        row.YearKey, row.QuarterKey, row.MonthKey, row.FiscalYearKey, row.FirstDay, row.LastDay, row.Label,
    ];

    private static string Insert(int rows) => Into + string.Join(", ", Enumerable.Range(0, rows).Select(row =>
        $"({string.Join(", ", Enumerable.Range(0, Columns).Select(column => $"@r{row}c{column}"))})"));
}
