using Microsoft.Data.Sqlite;

namespace Reporting.TestWarehouses;

/// <summary>A migrated, empty SQLite file, which the product makes once for all tests in this process. Each warehouse begins with a copy.</summary>
internal static class MigratedFile
{
    private static readonly Lazy<Task<string>> File = new(MakeAsync);

    public static async Task CopyToAsync(string path) => System.IO.File.Copy(await File.Value, path);

    private static async Task<string> MakeAsync()
    {
        var folder = Directory.CreateTempSubdirectory("reporting-migrated-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => TestFolder.Delete(folder);
        var file = Path.Combine(folder, "warehouse.db");
        await using var first = await TestWarehouse.UnmigratedAsync();
        await first.MigrateAsync();
        await ExecuteAsync(first.ConnectionString + ";Mode=ReadOnly", $"VACUUM INTO '{file}'");
        // As the product leaves its files.
        await ExecuteAsync($"Data Source={file}", "PRAGMA journal_mode = WAL");
        return file;
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new SqliteConnection(connectionString + ";Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
