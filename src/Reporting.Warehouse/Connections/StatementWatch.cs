namespace Reporting.Warehouse.Connections;

/// <summary>
/// Stops the statements of a SQLite connection: when a token is cancelled, and when one is late. SQLite forgets an interrupt that comes
/// just before a statement begins, so it is repeated until the watch ends.
/// </summary>
internal sealed class StatementWatch : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Repeat = TimeSpan.FromMilliseconds(20);

    private readonly StoppableConnection _connection;
    private readonly Timer _timer;
    private readonly CancellationTokenRegistration _stop;
    private volatile bool _isStopped;

    public StatementWatch(StoppableConnection connection, CancellationToken cancellationToken)
    {
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
        if (_isStopped || _connection.IsLate)
        {
            _connection.Interrupt();
        }
    }
}
