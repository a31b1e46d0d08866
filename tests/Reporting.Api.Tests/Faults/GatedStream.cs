namespace Reporting.Api.Tests.Faults;

/// <summary>A file of which the second half comes when the gate is opened.</summary>
internal sealed class GatedStream(byte[] content, int at) : MemoryStream(content)
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The first half has been read, and what could be written of it has been.</summary>
    public Task Reached => _reached.Task;

    public void Open() => _open.TrySetResult();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position >= at)
        {
            _reached.TrySetResult();
            await _open.Task.WaitAsync(cancellationToken);
        }

        return await base.ReadAsync(buffer[..Math.Min(buffer.Length, 512)], cancellationToken);
    }
}
