using System.Data.Common;
using Microsoft.Data.SqlClient;

namespace Reporting.Warehouse.Copies;

/// <summary>A column that both databases have, and the meaning of its values.</summary>
/// <param name="IsLong">True for a server's text without a length limit.</param>
internal sealed record CopiedColumn(string Name, ColumnMeaning Meaning, bool IsLong)
{
    public static async Task<IReadOnlyList<CopiedColumn>> ReadAsync(DbTransaction transaction, string table, CancellationToken cancellationToken)
    {
        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"SELECT * FROM {table} WHERE 1 = 0";
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var schema = reader is SqlDataReader server ? await server.GetColumnSchemaAsync(cancellationToken) : null;
        return [.. Enumerable.Range(0, reader.FieldCount).Select(i => new CopiedColumn(reader.GetName(i), MeaningOf(reader.GetDataTypeName(i)), schema?[i].IsLong == true))];
    }

    /// <summary>
    /// The columns that two tables share, matched by name; null when their names differ. The embedded engine stores days and instants as text, so
    /// their meaning then comes from the other database.
    /// </summary>
    public static IReadOnlyList<CopiedColumn>? Match(IReadOnlyList<CopiedColumn> source, IReadOnlyList<CopiedColumn> target)
    {
        var others = target.ToDictionary(c => c.Name, c => c.Meaning, StringComparer.OrdinalIgnoreCase);
        return source.Count != target.Count || !source.All(c => others.ContainsKey(c.Name))
            ? null
            : [.. source.Select(c => c.Meaning == ColumnMeaning.Text ? c with { Meaning = others[c.Name] } : c)];
    }

    private static ColumnMeaning MeaningOf(string type) => type.ToLowerInvariant() switch
    {
        "int" or "smallint" or "bigint" or "bit" or "integer" => ColumnMeaning.Number,
        "date" => ColumnMeaning.Day,
        "datetime2" => ColumnMeaning.Instant,
        var text when text.Contains("char", StringComparison.Ordinal) || text == "text" => ColumnMeaning.Text,
        var other => throw new NotSupportedException($"Columns of type {other} cannot be copied yet."),
    };
}

/// <summary>The meaning of a column's values, independent of the engine's type.</summary>
internal enum ColumnMeaning
{
    /// <summary>A whole number, or a yes or no as 1 or 0.</summary>
    Number,
    Text,

    /// <summary>A calendar day.</summary>
    Day,

    /// <summary>An instant in UTC, to the second.</summary>
    Instant,
}
