using System.IO.Compression;

namespace Reporting.Warehouse.Imports.Files.Workbooks;

/// <summary>
/// Decompresses one part of a workbook. Reading stops at an unrealistic size, even if the directory of the archive states a smaller one. It also stops
/// when a tag or text is too long, when the checksum is wrong, or when the import was cancelled.
/// </summary>
internal sealed class BoundedPart(ZipArchiveEntry entry, long maxBytes, CancellationToken cancellationToken) : Stream
{
    // Deflate can reach a ratio of a thousand. Real sheets expand to ten to thirty times their size in the archive.
    private const int MaxRatio = 200;
    private const long AnyRatio = 64L << 20;

    // The maximum length from one '<' to the next: a tag and the text after it.
    private const int MaxRun = 2_000_000;

    private readonly Stream _inner = entry.Open();
    private readonly long _maxBytes = Math.Min(maxBytes, Math.Max(AnyRatio, entry.CompressedLength * MaxRatio));
    private Crc32 _crc = new();
    private long _total;
    private long _run;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _total; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var read = _inner.Read(buffer);
        if (read == 0)
        {
            return buffer.Length == 0 || _crc.Value == entry.Crc32 ? 0 : throw WorkbookProblems.Malformed($"Its internal file {entry.FullName} is damaged");
        }

        _crc.Add(buffer[..read]);
        _total += read;
        if (_total > _maxBytes)
        {
            throw WorkbookProblems.TooLarge($"its internal file {entry.FullName} expands to more than {_maxBytes >> 20:N0} MB");
        }

        Watch(buffer[..read]);
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }

    // A run within one buffer cannot exceed the limit.
    private void Watch(ReadOnlySpan<byte> bytes)
    {
        var first = bytes.IndexOf((byte)'<');
        _run += first < 0 ? bytes.Length : first;
        if (_run > MaxRun)
        {
            throw WorkbookProblems.TooLarge($"its internal file {entry.FullName} has a text of more than {MaxRun:N0} characters");
        }

        _run = first < 0 ? _run : bytes.Length - bytes.LastIndexOf((byte)'<');
    }
}
