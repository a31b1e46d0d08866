using Microsoft.Data.Sqlite;

namespace Reporting.Warehouse.Imports.Staging;

/// <summary>
/// Temporary SQLite tables of an import. They are on disk rather than in memory, so that a file may be of any size, and disappear with the connection.
/// Tables named Stage… become the import. <c>Declared</c> and <c>Seen</c> serve the checks.
/// </summary>
internal sealed class StagingDatabase : IDisposable
{
    /// <summary>Limits the memory of the temporary tables, in kilobytes. The rest is in a temporary file.</summary>
    public const string Pragmas = "PRAGMA temp_store = FILE; PRAGMA temp.cache_size = -16000;";

    private const string Memory = """
        CREATE TEMP TABLE Declared (Attribute, Code, Value, Row, PRIMARY KEY (Attribute, Code)) WITHOUT ROWID;
        CREATE TEMP TABLE Seen (Code PRIMARY KEY, Times) WITHOUT ROWID;
        CREATE TEMP TABLE Taken (Code, Name, Value, PRIMARY KEY (Code, Name, Value)) WITHOUT ROWID;
        """;

    private readonly List<StagingStatement> _statements = [];
    private readonly StagingStatement _selectSeen;
    private readonly StagingStatement _countSeen;

    public StagingDatabase(SqliteConnection connection)
    {
        Connection = connection;
        Execute(string.Concat(StageTable.All.Select(table => table.CreateTemporary())) + Memory);
        _selectSeen = Prepare("SELECT Times FROM Seen WHERE Code = ?");
        _countSeen = Prepare("REPLACE INTO Seen (Code, Times) VALUES (?, ?)");
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

    /// <summary>Counts a code, and returns how often it came before.</summary>
    public long CountOccurrence(string code)
    {
        _selectSeen.Bind(1, code);
        var times = _selectSeen.Read() ? _selectSeen.Number(0) : 0;
        _selectSeen.Done();
        _countSeen.Bind(1, code);
        _countSeen.Bind(2, times + 1);
        _countSeen.Execute();
        return times;
    }

    /// <summary>Forgets the codes of a file that is read again.</summary>
    public void ForgetOccurrences() => Execute("DELETE FROM temp.Seen; DELETE FROM temp.Taken;");

    /// <summary>Empties all tables for a file that is checked again.</summary>
    public void Clear()
    {
        Execute(string.Concat(StageTable.All.Select(table => $"DELETE FROM temp.{table.Name};")) + "DELETE FROM temp.Declared;");
        ForgetOccurrences();
    }

    /// <summary>Disposes of the statements. The tables disappear with the connection.</summary>
    public void Dispose()
    {
        _statements.ForEach(statement => statement.Dispose());
        _statements.Clear();
    }

    /// <summary>Drops the tables of a connection that stays open.</summary>
    public void Drop()
    {
        Dispose();
        Execute(string.Concat(StageTable.All.Select(table => $"DROP TABLE IF EXISTS temp.{table.Name};")) + "DROP TABLE IF EXISTS temp.Declared; DROP TABLE IF EXISTS temp.Seen; DROP TABLE IF EXISTS temp.Taken;");
    }
}
