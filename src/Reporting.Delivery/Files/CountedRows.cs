using Reporting.Engine.Engagements;

namespace Reporting.Delivery.Files;

/// <summary>
/// Rows that were opened to be counted, for the first reader that takes them. A wait for a slot closes them, so that no connection is held
/// during it; after such a wait the reader opens them again.
/// </summary>
public sealed class CountedRows(DataRows rows) : IAsyncDisposable
{
    private DataRows? _rows = rows;

    /// <summary>The rows, which the caller disposes of; null once they are taken or closed.</summary>
    public DataRows? Take() => Interlocked.Exchange(ref _rows, null);

    /// <summary>Waits for a slot, and closes the rows unless it is free at once.</summary>
    public async Task<T> WaitAsync<T>(Task<T> slot)
    {
        if (!slot.IsCompleted)
        {
            await DisposeAsync();
        }

        return await slot;
    }

    public ValueTask DisposeAsync() => Take()?.DisposeAsync() ?? ValueTask.CompletedTask;
}
