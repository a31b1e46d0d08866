using Reporting.Engine.Engagements;

namespace Reporting.Delivery.Files;

/// <summary>
/// Rows that were opened to count them, so that a reader can use them without opening them again. They are closed before a wait for a slot, so that
/// the wait holds no connection. The reader then opens them again.
/// </summary>
public sealed class CountedRows(DataRows rows) : IAsyncDisposable
{
    private DataRows? _rows = rows;

    /// <summary>Returns the rows, which the caller must dispose; null if they were already taken or closed.</summary>
    public DataRows? Take() => Interlocked.Exchange(ref _rows, null);

    /// <summary>Waits for a slot. Closes the rows first, unless a slot is free at once.</summary>
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
