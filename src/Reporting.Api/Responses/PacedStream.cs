namespace Reporting.Api.Responses;

/// <summary>
/// Writes to a client that must read at a minimum rate. Only the time spent waiting for the client counts. When it exceeds the grace period plus the time that
/// the sent bytes may take, a write throws <see cref="SlowReaderException"/>. Bytes in the system's send buffer count as read, so a client that reads nothing is
/// stopped some seconds after the grace period.
/// </summary>
/// <param name="cancel">Cancels a waiting write; linked to the request.</param>
internal sealed class PacedStream(Stream target, int bytesPerSecond, TimeSpan grace, TimeProvider time, CancellationTokenSource cancel) : Stream
{
    // Write in slices, so that progress within a large buffer counts.
    private const int MaxSlice = 32 * 1024;

    private TimeSpan _waited;
    private long _read;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        for (var rest = buffer; rest.Length > 0;)
        {
            var slice = rest[..Math.Min(MaxSlice, rest.Length)];
            await WaitAsync(target.WriteAsync(slice, cancel.Token));
            _read += slice.Length;
            rest = rest[slice.Length..];
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => WaitAsync(new ValueTask(target.FlushAsync(cancel.Token)));

    public override void Flush() => throw new NotSupportedException("Use the asynchronous methods.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Use the asynchronous methods.");

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private async Task WaitAsync(ValueTask write)
    {
        if (write.IsCompletedSuccessfully)
        {
            return;
        }

        var (pending, started) = (write.AsTask(), time.GetTimestamp());
        var remaining = grace + TimeSpan.FromSeconds((double)_read / bytesPerSecond) - _waited;
        try
        {
            await pending.WaitAsync(remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero, time);
        }
        catch (TimeoutException)
        {
            // Cancel the pending write.
            await cancel.CancelAsync();
            throw new SlowReaderException($"The client read {_read:N0} bytes while the server waited {(_waited + remaining).TotalSeconds:0} seconds.");
        }

        _waited += time.GetElapsedTime(started);
    }
}

/// <summary>The client reads a download too slowly, so that other downloads would wait too long.</summary>
internal sealed class SlowReaderException(string message) : IOException(message);
