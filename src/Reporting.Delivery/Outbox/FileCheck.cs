using System.Buffers.Text;
using System.IO.Compression;
using Reporting.Warehouse.Problems;

namespace Reporting.Delivery.Outbox;

/// <summary>Checks before mailing that a file opens, is complete and is not empty.</summary>
public static class FileCheck
{
    private static ReadOnlySpan<byte> TableMarker => "startxref"u8;

    private static readonly string[] WorkbookParts = ["[Content_Types].xml", "xl/workbook.xml"];

    /// <summary>Null if the file is complete.</summary>
    public static Problem? Check(string format, ReadOnlyMemory<byte> content) => IsWhole(format, content)
        ? null
        : new Problem(ErrorCodes.FileBroken, $"The {format} file is damaged.", "Download the same report. If that file is damaged too, tell the administrator.");

    private static bool IsWhole(string format, ReadOnlyMemory<byte> content) => format switch
    {
        "pdf" => OpensAsPdf(content.Span),
        "xlsx" => OpensAsWorkbook(content),
        _ => content.Span.IndexOf((byte)'\n') >= 0,
    };

    // The end of a PDF points to its cross-reference table, where readers start.
    private static bool OpensAsPdf(ReadOnlySpan<byte> content)
    {
        var end = content[^Math.Min(1024, content.Length)..];
        if (!content.StartsWith("%PDF-"u8) || end.IndexOf("%%EOF"u8) < 0 || end.LastIndexOf(TableMarker) is not (>= 0 and var at)
            || !Utf8Parser.TryParse(end[(at + TableMarker.Length)..].TrimStart("\r\n "u8), out int offset, out _) || offset <= 0 || offset >= content.Length)
        {
            return false;
        }

        var table = content[offset..Math.Min(offset + 40, content.Length)];
        return table.StartsWith("xref"u8) || table.IndexOf(" obj"u8) > 0;
    }

    private static bool OpensAsWorkbook(ReadOnlyMemory<byte> content)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(content.ToArray()), ZipArchiveMode.Read);
            return WorkbookParts.All(part => zip.GetEntry(part) is { Length: > 0 }) && zip.Entries.Any(e => e.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal) && e.Length > 0);
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
