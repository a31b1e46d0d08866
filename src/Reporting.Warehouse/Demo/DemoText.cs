using System.Buffers.Text;

namespace Reporting.Warehouse.Demo;

/// <summary>A growing buffer of UTF-8 that is reused for the next engagement.</summary>
internal sealed class DemoText(int capacity)
{
    private byte[] _bytes = new byte[capacity];
    private int _length;

    public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, _length);

    public void Clear() => _length = 0;

    public DemoText Add(ReadOnlySpan<byte> text)
    {
        Grow(text.Length);
        text.CopyTo(_bytes.AsSpan(_length));
        _length += text.Length;
        return this;
    }

    public DemoText Add(long number, int digits = 0)
    {
        Grow(20);
        Utf8Formatter.TryFormat(number, _bytes.AsSpan(_length), out var written, new System.Buffers.StandardFormat('D', (byte)digits));
        _length += written;
        return this;
    }

    /// <summary>Capitalises the first letter if it is one of a to z.</summary>
    public void Capitalise()
    {
        if (_length > 0 && _bytes[0] is >= (byte)'a' and <= (byte)'z')
        {
            _bytes[0] -= 32;
        }
    }

    private void Grow(int more)
    {
        if (_length + more > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + more));
        }
    }
}
