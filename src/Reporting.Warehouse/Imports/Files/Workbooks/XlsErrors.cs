using System.Buffers.Binary;

namespace Reporting.Warehouse.Imports.Files.Workbooks;

/// <summary>Finds error cells of an old workbook (.xls), which ExcelDataReader returns as blanks. Records follow MS-XLS.</summary>
internal sealed class XlsErrors
{
    private const int BoundSheet = 0x85;
    private const int BoolErr = 0x205;
    private const int Formula = 0x06;
    private const int EndOfFile = 0x0A;

    private readonly Dictionary<(int Row, int Column), string> _errors = [];

    /// <param name="book">The workbook stream.</param>
    /// <param name="sheet">The index among the sheets with cells, from 0.</param>
    public static XlsErrors Read(byte[] book, int sheet)
    {
        var errors = new XlsErrors();
        var starts = Records(book, 0).Where(r => r.Id == BoundSheet && r.Data.Length > 6 && r.Data.Span[5] == 0).Select(r => (int)U32(r.Data.Span, 0)).ToList();
        foreach (var (id, data) in Records(book, starts[sheet]))
        {
            var cell = data.Span;
            // A formula's value has eight bytes at offset 6. If the last two are 0xFF, it is not a number, and the first byte gives its type.
            if (id == BoolErr && cell.Length >= 8 && cell[7] == 1)
            {
                errors.Add(cell, cell[6]);
            }
            else if (id == Formula && cell.Length >= 14 && U16(cell, 12) == 0xFFFF && cell[6] == 2)
            {
                errors.Add(cell, cell[8]);
            }
        }

        return errors;
    }

    /// <summary>Null for a cell without an error. Row and column count from 0.</summary>
    public string? Of(int row, int column) => _errors.GetValueOrDefault((row, column));

    private static IEnumerable<(int Id, ReadOnlyMemory<byte> Data)> Records(byte[] book, int start)
    {
        for (var at = start; at + 4 <= book.Length;)
        {
            var (id, length) = (U16(book.AsSpan(at), 0), U16(book.AsSpan(at), 2));
            yield return (id, book.AsMemory(at + 4, Math.Min(length, book.Length - at - 4)));
            if (id == EndOfFile)
            {
                yield break;
            }

            at += 4 + length;
        }
    }

    private static ushort U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private void Add(ReadOnlySpan<byte> cell, byte code) => _errors[(U16(cell, 0), U16(cell, 2))] = code switch
    {
        0x00 => "#NULL!", 0x07 => "#DIV/0!", 0x0F => "#VALUE!", 0x17 => "#REF!", 0x1D => "#NAME?", 0x24 => "#NUM!", 0x2A => "#N/A", _ => CellMarks.Error,
    };
}
