using System.ComponentModel.DataAnnotations;
using Microsoft.Data.Sqlite;

namespace Reporting.Warehouse.Connections;

/// <summary>Where the warehouse is; section <c>Warehouse</c>.</summary>
public sealed class WarehouseOptions : IValidatableObject
{
    public const string Section = "Warehouse";

    /// <summary>The database engine: <c>Sqlite</c> or <c>SqlServer</c>.</summary>
    [EnumDataType(typeof(WarehouseProvider))]
    public WarehouseProvider Provider { get; set; } = WarehouseProvider.Sqlite;

    /// <summary>The engine's connection string; a relative SQLite path is taken from the content root.</summary>
    [Required]
    public string ConnectionString { get; set; } = "Data Source=data/reporting.db";

    /// <summary>
    /// Server only: where queries run, such as a readable replica. <c>ApplicationIntent=ReadOnly</c> is added unless the string sets it. Null uses
    /// the connection for changes. Rows and their data version come from the same place: a lagging replica gives an older result, never a mixed one.
    /// </summary>
    public string? ReadConnectionString { get; set; }

    /// <summary>
    /// SQLite only: the file of the operations database (keys, audit trail, jobs, subscriptions); null is a file beside the warehouse,
    /// <c>reporting.operations.db</c> for <c>reporting.db</c>.
    /// </summary>
    public string? OperationsConnectionString { get; set; }

    /// <summary>Seconds that one statement may take before it is stopped.</summary>
    [Range(1, 86_400)]
    public int CommandTimeoutSeconds { get; set; } = 30;

    /// <summary>
    /// SQLite on Linux only: bytes that temporary files of all queries may take together. A query that has run for a second is stopped above this
    /// limit; 0 for no limit.
    /// </summary>
    [Range(0, long.MaxValue)]
    public long MaxTemporaryBytes { get; set; } = 2L * 1024 * 1024 * 1024;

    /// <summary>Folder of the migration scripts. A relative path is taken from the content root, or from the program's folder if absent there.</summary>
    [Required]
    public string ScriptsFolder { get; set; } = "sql";

    /// <summary>The name of the setting with this database's location.</summary>
    internal string Source { get; init; } = Section + ":ConnectionString";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Provider != WarehouseProvider.Sqlite)
        {
            yield break;
        }

        foreach (var (setting, text) in new[] { (nameof(ConnectionString), ConnectionString), (nameof(OperationsConnectionString), OperationsConnectionString) })
        {
            if (Mistake(text) is { } mistake)
            {
                yield return new ValidationResult($"{Section}:{setting}: {mistake}");
            }
        }
    }

    /// <summary>
    /// The settings of the operations database. It is read where it is written: a lagging replica could still accept a revoked key. A read-only
    /// login also has no rights on it.
    /// </summary>
    internal WarehouseOptions ForOperations() => new()
    {
        Provider = Provider,
        ConnectionString = Provider == WarehouseProvider.SqlServer ? ConnectionString : OperationsConnectionString ?? Beside(ConnectionString),
        CommandTimeoutSeconds = CommandTimeoutSeconds,
        ScriptsFolder = ScriptsFolder,
        Source = Provider == WarehouseProvider.Sqlite && OperationsConnectionString is not null ? Section + ":OperationsConnectionString" : Source,
    };

    /// <summary>The default folder for secrets that must not lie in the database: beside the embedded file, or in <c>data</c>.</summary>
    public string DefaultSecretsFolder() => BesideFile(".secrets");

    /// <summary>The default folder for editions, in the same place.</summary>
    public string DefaultEditionsFolder() => BesideFile(".editions");

    private string BesideFile(string extension) =>
        Provider == WarehouseProvider.Sqlite && new SqliteConnectionStringBuilder(ConnectionString).DataSource is { Length: > 0 } file && !file.StartsWith("file:", StringComparison.OrdinalIgnoreCase) && file != ":memory:"
            ? Path.ChangeExtension(file, extension)
            : Path.Combine("data", "reporting" + extension);

    private static string? Mistake(string? connectionString)
    {
        try
        {
            return connectionString is not null && new SqliteConnectionStringBuilder(connectionString).DataSource.Length == 0 ? "it names no file; write Data Source=/path/of/the/file.db." : null;
        }
        catch (ArgumentException e)
        {
            return e.Message;
        }
    }

    private static string Beside(string connectionString)
    {
        var builder = new SqliteConnectionStringBuilder(connectionString);
        builder.DataSource = Path.ChangeExtension(builder.DataSource, ".operations.db");
        return builder.ConnectionString;
    }
}

/// <summary>The database engine that holds the warehouse.</summary>
public enum WarehouseProvider
{
    /// <summary>Embedded, one file: the default.</summary>
    Sqlite,

    /// <summary>SQL Server 2019 or later, Azure SQL, or another engine that speaks its language.</summary>
    SqlServer,
}
