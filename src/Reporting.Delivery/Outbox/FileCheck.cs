using System.Buffers.Text;
using System.IO.Compression;
using Reporting.Warehouse.Problems;

namespace Reporting.Delivery.Outbox;

/// <summary>A file is looked at before it is mailed: it opens, it ends where it should, something is in it.</summary>
public static class FileCheck
{
    private static ReadOnlySpan<byte> Table => "startxref"u8;

    private static readonly string[] PartsOfWorkbook = ["[Content_Types].xml", "xl/workbook.xml"];

    /// <summary>Null where it is whole.</summary>
    public static Problem? Check(string format, ReadOnlyMemory<byte> content) => IsWhole(format, content)
        ? null
        : new Problem(ErrorCodes.FileBroken, $"The {format} file that was made is not whole.", "Download the same report; tell the administrator if it is broken too.");

    private static bool IsWhole(string format, ReadOnlyMemory<byte> content) => format switch
    {
        "pdf" => OpensAsPdf(content.Span),
        "xlsx" => OpensAsWorkbook(content),
        _ => content.Span.IndexOf((byte)'\n') >= 0,
    };

    // A reader begins at the end: there stands where the table of its parts is.
    private static bool OpensAsPdf(ReadOnlySpan<byte> content)
    {
        var end = content[^Math.Min(1024, content.Length)..];
        if (!content.StartsWith("%PDF-"u8) || end.IndexOf("%%EOF"u8) < 0 || end.LastIndexOf(Table) is not (>= 0 and var at)
            || !Utf8Parser.TryParse(end[(at + Table.Length)..].TrimStart("\r\n "u8), out int place, out _) || place <= 0 || place >= content.Length)
        {
            return false;
        }

        var table = content[place..Math.Min(place + 40, content.Length)];
        return table.StartsWith("xref"u8) || table.IndexOf(" obj"u8) > 0;
    }

    private static bool OpensAsWorkbook(ReadOnlyMemory<byte> content)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(content.ToArray()), ZipArchiveMode.Read);
            return PartsOfWorkbook.All(part => zip.GetEntry(part) is { Length: > 0 }) && zip.Entries.Any(e => e.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal) && e.Length > 0);
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
