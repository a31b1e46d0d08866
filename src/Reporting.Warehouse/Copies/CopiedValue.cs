using System.Globalization;
using Reporting.Warehouse.Connections;

namespace Reporting.Warehouse.Copies;

/// <summary>Converts a value between engines. The neutral form is a long, string, DateOnly, DateTimeOffset or null.</summary>
internal static class CopiedValue
{
    public static object? Read(object value, ColumnMeaning meaning, IWarehouseEngine from) => value is DBNull ? null : meaning switch
    {
        ColumnMeaning.Number => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        ColumnMeaning.Day => value is DateTime day ? DateOnly.FromDateTime(day) : DateOnly.ParseExact((string)value, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        ColumnMeaning.Instant => from.ReadTimestamp(value),
        _ => (string)value,
    };

    public static object Write(object? value, IWarehouseEngine to) => value switch
    {
        null => DBNull.Value,
        DateOnly day => to.Provider == WarehouseProvider.Sqlite ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : day.ToDateTime(TimeOnly.MinValue),
        DateTimeOffset instant => to.Timestamp(instant),
        _ => value,
    };
}
