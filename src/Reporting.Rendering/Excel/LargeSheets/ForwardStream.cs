using System.Buffers;

namespace Reporting.Rendering.Excel.LargeSheets;

/// <summary>
/// Connects a zip archive or a Parquet file to a target that only allows asynchronous writes (a response). The archive writes the end of each entry synchronously.
/// These bytes are held until the next asynchronous write; they are few.
/// </summary>
internal sealed class ForwardStream(Stream target) : Stream
{
    private const int FlushAt = 64 * 1024;

    private readonly ArrayBufferWriter<byte> _held = new(2 * FlushAt);
    private long _sent;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _sent + _held.WrittenCount;
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => _held.Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer) => _held.Write(buffer);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.Length >= FlushAt)
        {
            return PassAsync(buffer, cancellationToken);
        }

        _held.Write(buffer.Span);
        return _held.WrittenCount < FlushAt ? ValueTask.CompletedTask : SendAsync(cancellationToken);
    }

    private async ValueTask PassAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken)
    {
        await SendAsync(cancellationToken);
        await target.WriteAsync(buffer, cancellationToken);
        _sent += buffer.Length;
    }

    /// <summary>Writes the held bytes.</summary>
    public async ValueTask SendAsync(CancellationToken cancellationToken)
    {
        await target.WriteAsync(_held.WrittenMemory, cancellationToken);
        _sent += _held.WrittenCount;
        _held.ResetWrittenCount();
    }

    // An entry flushes at its end. Its bytes are sent with the next block.
    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
