namespace Reporting.Warehouse.Connections;

/// <summary>
/// Stops the statements of a SQLite connection: when a token is cancelled, when one is late, and when one that has run for a while meets temporary
/// files that are too large. SQLite forgets an interrupt that comes
/// just before a statement begins, so it is repeated until the watch ends.
/// </summary>
internal sealed class StatementWatch : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Repeat = TimeSpan.FromMilliseconds(20);

    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1);

    private readonly StoppableConnection _connection;
    private readonly long _maxTemporaryBytes;
    private readonly Timer _timer;
    private readonly CancellationTokenRegistration _stop;
    private volatile bool _isStopped;

    /// <param name="maxTemporaryBytes">What all temporary files of this process may take; 0 for any number.</param>
    public StatementWatch(StoppableConnection connection, long maxTemporaryBytes, CancellationToken cancellationToken)
    {
        _maxTemporaryBytes = maxTemporaryBytes;
        _connection = connection;
        _connection.Stopped = cancellationToken;
        _timer = new Timer(static watch => ((StatementWatch)watch!).Tick(), this, Look, Look);
        _stop = cancellationToken.UnsafeRegister(static watch => ((StatementWatch)watch!).Stop(), this);
    }

    public void Dispose()
    {
        _stop.Dispose();
        _timer.Dispose();
        _connection.EndStep();
        _connection.Stopped = default;
    }

    private void Stop()
    {
        _isStopped = true;
        _connection.Interrupt();
        _timer.Change(Repeat, Repeat);
    }

    private void Tick()
    {
        if (!_connection.IsTooLarge && _connection.Running > Short && TemporaryFiles.AreOver(_maxTemporaryBytes))
        {
            _connection.IsTooLarge = true;
        }

        if (_isStopped || _connection.IsLate || _connection.IsTooLarge)
        {
            _connection.Interrupt();
        }
    }
}
