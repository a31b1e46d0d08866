using Microsoft.Data.Sqlite;

namespace Reporting.Warehouse.Imports.Staging;

/// <summary>
/// The working memory of an import, on disk and not in the heap, so that a file may be of any size: temporary tables of SQLite, gone with the connection.
/// The tables that start with Stage become the import; <c>Declared</c> and <c>Seen</c> are what the checks have to remember.
/// </summary>
internal sealed class StagingDatabase : IDisposable
{
    /// <summary>Memory of the temporary tables, in kilobytes; the rest is in a temporary file.</summary>
    public const string Pragmas = "PRAGMA temp_store = FILE; PRAGMA temp.cache_size = -16000;";

    private const string Memory = """
        CREATE TEMP TABLE Declared (Attribute, Code, Value, Row, PRIMARY KEY (Attribute, Code)) WITHOUT ROWID;
        CREATE TEMP TABLE Seen (Code PRIMARY KEY, Times) WITHOUT ROWID;
        CREATE TEMP TABLE Taken (Code, Name, Value, PRIMARY KEY (Code, Name, Value)) WITHOUT ROWID;
        """;

    private readonly List<StagingStatement> _statements = [];
    private readonly StagingStatement _seen;
    private readonly StagingStatement _see;

    public StagingDatabase(SqliteConnection connection)
    {
        Connection = connection;
        Execute(string.Concat(StageTable.All.Select(table => table.CreateTemporary())) + Memory);
        _seen = Prepare("SELECT Times FROM Seen WHERE Code = ?");
        _see = Prepare("REPLACE INTO Seen (Code, Times) VALUES (?, ?)");
    }

    public SqliteConnection Connection { get; }

    public StagingStatement Prepare(string sql)
    {
        var statement = new StagingStatement(Connection, sql);
        _statements.Add(statement);
        return statement;
    }

    public void Execute(string sql)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>How often the code came before.</summary>
    public long See(string code)
    {
        _seen.Bind(1, code);
        var times = _seen.Read() ? _seen.Number(0) : 0;
        _seen.Done();
        _see.Bind(1, code);
        _see.Bind(2, times + 1);
        _see.Execute();
        return times;
    }

    /// <summary>Finishes the statements; the tables go with the connection.</summary>
    public void Dispose()
    {
        _statements.ForEach(statement => statement.Dispose());
        _statements.Clear();
    }

    /// <summary>For a connection that lives on.</summary>
    public void Drop()
    {
        Dispose();
        Execute(string.Concat(StageTable.All.Select(table => $"DROP TABLE IF EXISTS temp.{table.Name};")) + "DROP TABLE IF EXISTS temp.Said; DROP TABLE IF EXISTS temp.Seen; DROP TABLE IF EXISTS temp.Taken;");
    }
}
