using DuckDB.NET.Data;
using Microsoft.Data.Sqlite;
using Reporting.Benchmarks;

namespace Reporting.Anchor;

/// <summary>The same star in a file of DuckDB, answered with the textbook's statements on all processors.</summary>
internal sealed class DuckStar : IDisposable
{
    // Titles and hashes are left out: no usual question reads them.
    private static readonly string[] Unread = ["Title", "SearchTitle", "Summary", "RowHash"];

    private static readonly string[] Tables =
    [
        "DimDate", "DimCountry", "DimDomain", "DimParticipant", "DimEngagementType",
        "FactEngagement", "BridgeEngagementDomain", "BridgeEngagementParticipant", "BridgeEngagementSource",
    ];

    private readonly DuckDBConnection _connection;

    private DuckStar(DuckDBConnection connection) => _connection = connection;

    public string Version => (string)Scalar("SELECT version()");

    public string Threads => $"{Scalar("SELECT current_setting('threads')")}";

    /// <summary>Opens the file, or makes it from the SQLite file beside it.</summary>
    public static DuckStar Open(string sqlite)
    {
        var file = Path.ChangeExtension(sqlite, ".duckdb");
        var isNew = !File.Exists(file);
        var connection = new DuckDBConnection($"Data Source={file}");
        connection.Open();
        var star = new DuckStar(connection);
        if (isNew)
        {
            using var source = new SqliteConnection($"Data Source={sqlite};Mode=ReadOnly");
            source.Open();
            foreach (var table in Tables)
            {
                star.Copy(source, table);
            }
        }

        return star;
    }

    /// <summary>Reads every row of the question's statements.</summary>
    public Task AskAsync(UsualQuery question)
    {
        foreach (var sql in question.Textbook)
        {
            using var command = _connection.CreateCommand();
            command.CommandText = sql;
            using var reader = command.ExecuteReader();
            var values = new object[reader.FieldCount];
            while (reader.Read())
            {
                reader.GetValues(values);
            }
        }

        return Task.CompletedTask;
    }

    public void Dispose() => _connection.Dispose();

    private void Copy(SqliteConnection source, string table)
    {
        using var read = source.CreateCommand();
        read.CommandText = $"SELECT name, type FROM pragma_table_info('{table}')";
        var columns = new List<(string Name, bool IsNumber)>();
        using (var reader = read.ExecuteReader())
        {
            while (reader.Read())
            {
                columns.Add((reader.GetString(0), reader.GetString(1) == "INTEGER"));
            }
        }

        columns.RemoveAll(c => Unread.Contains(c.Name) && table == "FactEngagement");
        Execute($"CREATE TABLE {table} ({string.Join(", ", columns.Select(c => $"\"{c.Name}\" {(c.IsNumber ? "BIGINT" : "VARCHAR")}"))})");
        read.CommandText = $"SELECT {string.Join(", ", columns.Select(c => $"\"{c.Name}\""))} FROM {table}";
        using var rows = read.ExecuteReader();
        using var appender = _connection.CreateAppender(table);
        while (rows.Read())
        {
            var row = appender.CreateRow();
            for (var i = 0; i < columns.Count; i++)
            {
                if (rows.IsDBNull(i))
                {
                    row.AppendNullValue();
                }
                else if (columns[i].IsNumber)
                {
                    row.AppendValue(rows.GetInt64(i));
                }
                else
                {
                    row.AppendValue(rows.GetString(i));
                }
            }

            row.EndRow();
        }
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private object Scalar(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()!;
    }
}
