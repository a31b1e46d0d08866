namespace Reporting.Api.Responses;

/// <summary>
/// Writes on to a client that has to keep up. Only the time counts for which the client is waited for: less than the grace, and
/// beyond it as long as the bytes that it took may take. Then a write throws <see cref="SlowReaderException"/>. Bytes in the system's send buffer count
/// as taken: a client that reads nothing is cut after the grace and the time for some megabytes.
/// </summary>
/// <param name="cancel">Ends a write that waits; linked with what ends the request.</param>
internal sealed class PacedStream(Stream target, int bytesPerSecond, TimeSpan grace, TimeProvider time, CancellationTokenSource cancel) : Stream
{
    // So that what was taken is counted while a large piece is written.
    private const int MaxSlice = 32 * 1024;

    private TimeSpan _waited;
    private long _taken;

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
            _taken += slice.Length;
            rest = rest[slice.Length..];
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => WaitAsync(new ValueTask(target.FlushAsync(cancel.Token)));

    public override void Flush() => throw new NotSupportedException("Written asynchronously only.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Written asynchronously only.");

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private async Task WaitAsync(ValueTask write)
    {
        if (write.IsCompletedSuccessfully)
        {
            return;
        }

        var (pending, begun) = (write.AsTask(), time.GetTimestamp());
        var left = grace + TimeSpan.FromSeconds((double)_taken / bytesPerSecond) - _waited;
        try
        {
            await pending.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, time);
        }
        catch (TimeoutException)
        {
            // Ends the pending write as well.
            await cancel.CancelAsync();
            throw new SlowReaderException($"The client took {_taken:N0} bytes and was waited for {(_waited + left).TotalSeconds:0} seconds.");
        }

        _waited += time.GetElapsedTime(begun);
    }
}
