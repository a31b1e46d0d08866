using System.Buffers;
using System.Runtime.InteropServices;
using Apache.Arrow;

namespace Reporting.Rendering.Columns;

/// <summary>A batch whose values lie in arrays of a pool. Disposing it gives them back.</summary>
internal sealed class PooledBatch(Schema schema, IEnumerable<IArrowArray> columns, int rows, PooledMemory memory) : RecordBatch(schema, columns, rows)
{
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            memory.Dispose();
        }
    }
}

/// <summary>The arrays of a batch. The library's own builders copy each value three times.</summary>
internal sealed class PooledMemory : IDisposable
{
    private readonly List<byte[]> _arrays = [];

    /// <summary>Space for the values of a buffer. It has other values at first.</summary>
    /// <param name="beyond">Bytes after the last value that may be written, too.</param>
    public Span<T> Rent<T>(int count, out ArrowBuffer buffer, int beyond = 0)
        where T : struct
    {
        var length = count * Marshal.SizeOf<T>();
        var array = ArrayPool<byte>.Shared.Rent(length + beyond);
        _arrays.Add(array);
        buffer = new ArrowBuffer(array.AsMemory(0, length));
        return MemoryMarshal.Cast<byte, T>(array.AsSpan(0, length + beyond));
    }

    public ArrowBuffer CopyOf<T>(ReadOnlySpan<T> values)
        where T : struct
    {
        values.CopyTo(Rent<T>(values.Length, out var buffer));
        return buffer;
    }

    public void Dispose()
    {
        foreach (var array in _arrays)
        {
            ArrayPool<byte>.Shared.Return(array);
        }

        _arrays.Clear();
    }
}
