using System.Buffers;

namespace Reporting.Rendering.Excel.LargeSheets;

/// <summary>
/// Between a zip archive and a target that only takes asynchronous writes (a response): what the archive writes
/// synchronously, the ends of its entries, is held until the next asynchronous write. Bounded by what one entry's end takes.
/// </summary>
internal sealed class ForwardStream(Stream target) : Stream
{
    private const int FlushAt = 64 * 1024;

    private readonly ArrayBufferWriter<byte> held = new(2 * FlushAt);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => held.Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer) => held.Write(buffer);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        held.Write(buffer.Span);
        return held.WrittenCount < FlushAt ? ValueTask.CompletedTask : SendAsync(cancellationToken);
    }

    /// <summary>Sends what is held.</summary>
    public async ValueTask SendAsync(CancellationToken cancellationToken)
    {
        await target.WriteAsync(held.WrittenMemory, cancellationToken);
        held.ResetWrittenCount();
    }

    // An entry flushes at its end: what it wrote goes with the next block.
    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
