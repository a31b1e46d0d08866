using System.Security.Cryptography;
using System.Text;

namespace Reporting.Api.Idempotency;

/// <summary>Hashes a body while it is read, so that large files need no memory.</summary>
internal sealed class HashedStream : Stream
{
    private readonly Stream _body;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private bool _isRead;

    /// <param name="start">Is hashed before the body.</param>
    public HashedStream(Stream body, string start)
    {
        _body = body;
        _hash.AppendData(Encoding.UTF8.GetBytes(start));
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Reads the rest, and gives the hash of all. A body that was read to its end is not touched again: its client may have gone.</summary>
    public async Task<string> HashAsync(CancellationToken cancellationToken)
    {
        var rest = new byte[16 * 1024];
        while (!_isRead && await ReadAsync(rest, cancellationToken) > 0)
        {
        }

        return Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await _body.ReadAsync(buffer, cancellationToken);
        _hash.AppendData(buffer.Span[..read]);
        _isRead |= read == 0 && buffer.Length > 0;
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = _body.Read(buffer, offset, count);
        _hash.AppendData(buffer, offset, read);
        _isRead |= read == 0 && count > 0;
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
        _hash.Dispose();
        base.Dispose(disposing);
    }
}
