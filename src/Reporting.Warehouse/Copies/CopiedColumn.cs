using System.Data.Common;
using Dapper;

namespace Reporting.Warehouse.Copies;

/// <summary>A column as both databases have it, and what its values mean.</summary>
internal sealed record CopiedColumn(string Name, ColumnMeaning Meaning)
{
    public static async Task<IReadOnlyList<CopiedColumn>> ReadAsync(DbTransaction transaction, string table, CancellationToken cancellationToken)
    {
        await using var reader = await transaction.Connection!.ExecuteReaderAsync(
            new CommandDefinition($"SELECT * FROM {table} WHERE 1 = 0", transaction: transaction, cancellationToken: cancellationToken));
        return [.. Enumerable.Range(0, reader.FieldCount).Select(i => new CopiedColumn(reader.GetName(i), MeaningOf(reader.GetDataTypeName(i))))];
    }

    /// <summary>
    /// The columns that two tables share, by name, or null when their names differ. The embedded engine keeps days and instants as text: what they
    /// mean is then known from the other side.
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
