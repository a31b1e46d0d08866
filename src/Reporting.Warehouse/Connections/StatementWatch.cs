namespace Reporting.Warehouse.Connections;

/// <summary>
/// Stops the statements of a SQLite connection when a token is cancelled, a statement has run too long, or temporary files are too large. SQLite
/// forgets an interrupt that comes just before a statement begins, so the watch repeats it until it is disposed of.
/// </summary>
internal sealed class StatementWatch : IDisposable
{
    private static readonly TimeSpan CheckInterval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan RepeatInterval = TimeSpan.FromMilliseconds(20);

    private static readonly TimeSpan MinimumRunTime = TimeSpan.FromSeconds(1);

    private readonly StoppableConnection _connection;
    private readonly long _maxTemporaryBytes;
    private readonly Timer _timer;
    private readonly CancellationTokenRegistration _stop;
    private volatile bool _isStopped;

    /// <param name="maxTemporaryBytes">The limit of all temporary files of this process; 0 for none.</param>
    public StatementWatch(StoppableConnection connection, long maxTemporaryBytes, CancellationToken cancellationToken)
    {
        _maxTemporaryBytes = maxTemporaryBytes;
        _connection = connection;
        _connection.Stopped = cancellationToken;
        _timer = new Timer(static watch => ((StatementWatch)watch!).Tick(), this, CheckInterval, CheckInterval);
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
        _timer.Change(RepeatInterval, RepeatInterval);
    }

    private void Tick()
    {
        if (!_connection.IsTooLarge && _connection.Running > MinimumRunTime && TemporaryFiles.AreOver(_maxTemporaryBytes))
        {
            _connection.IsTooLarge = true;
        }

        if (_isStopped || _connection.IsLate || _connection.IsTooLarge)
        {
            _connection.Interrupt();
        }
    }
}
