namespace Reporting.Api.Tests.Faults;

/// <summary>A file whose second half is sent when the gate opens.</summary>
internal sealed class PausingStream(byte[] content, int at) : MemoryStream(content)
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the first half was read and processed.</summary>
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
