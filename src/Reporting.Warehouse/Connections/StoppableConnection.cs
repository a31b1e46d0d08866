using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Reporting.Warehouse.Connections;

/// <summary>
/// A SQLite connection that measures its running statement and lets another thread interrupt it. The driver's own cancellation does
/// nothing, and its command timeout only limits the wait for a lock.
/// </summary>
internal sealed class StoppableConnection(string connectionString) : SqliteConnection(connectionString)
{
    private readonly Lock _gate = new();
    private long _begun;
    private int _limit;
    private bool _isOpen;

    /// <summary>Cancelled when the caller has left. An interrupted statement is then no failure of the database.</summary>
    public CancellationToken Stopped { get; set; }

    /// <summary>Set when the statement was stopped because its temporary files were too large.</summary>
    public bool IsTooLarge { get; set; }

    /// <summary>How long the current statement has run; zero for none.</summary>
    public TimeSpan Running => Volatile.Read(ref _begun) is > 0 and var begun ? Stopwatch.GetElapsedTime(begun) : TimeSpan.Zero;

    /// <summary>True when the current statement has used up its command timeout.</summary>
    public bool IsLate => _limit > 0 && Running.TotalSeconds > _limit;

    public override void Open()
    {
        base.Open();
        lock (_gate)
        {
            _isOpen = true;
        }
    }

    // The handle goes back to the pool: a later interrupt would hit another caller's statement.
    public override void Close()
    {
        EndStep();
        lock (_gate)
        {
            _isOpen = false;
        }

        base.Close();
    }

    public override SqliteCommand CreateCommand() =>
        new StoppableCommand { Connection = this, CommandTimeout = DefaultTimeout, Transaction = Transaction };

    /// <summary>Stops the running statement, if any.</summary>
    public void Interrupt()
    {
        lock (_gate)
        {
            if (_isOpen)
            {
                raw.sqlite3_interrupt(Handle!);
            }
        }
    }

    public void BeginStep() => Volatile.Write(ref _begun, Stopwatch.GetTimestamp());

    public void EndStep() => Volatile.Write(ref _begun, 0);

    /// <param name="seconds">The command timeout; 0 for none.</param>
    private void Begin(int seconds)
    {
        _limit = seconds;
        BeginStep();
    }

    /// <summary>Records when it begins. Its time runs until the next statement, the next <see cref="EndStep"/> or the end of the connection.</summary>
    private sealed class StoppableCommand : SqliteCommand
    {
        public override SqliteDataReader ExecuteReader(System.Data.CommandBehavior behavior)
        {
            var connection = (StoppableConnection)Connection!;
            connection.Begin(CommandTimeout);
            connection.IsTooLarge = false;
            try
            {
                return base.ExecuteReader(behavior);
            }
            catch (SqliteException e) when (e.SqliteErrorCode == raw.SQLITE_INTERRUPT && connection.Stopped.IsCancellationRequested)
            {
                throw new OperationCanceledException("The query was cancelled.", e, connection.Stopped);
            }
            catch (SqliteException e) when (e.SqliteErrorCode == raw.SQLITE_INTERRUPT && connection.IsTooLarge)
            {
                throw new TemporaryDiskException(e);
            }
        }
    }
}

/// <summary>A statement was stopped because the temporary files of this process were too large.</summary>
public sealed class TemporaryDiskException(Exception inner) : DbException("The statement took too much temporary disk.", inner);
