using System.IO.Compression;
using Reporting.Warehouse.Problems;

namespace Reporting.Delivery.Prepared;

/// <summary>A file is looked at before it is mailed: it opens, it ends where it should, something is in it.</summary>
internal static class FileCheck
{
    private static readonly string[] PartsOfWorkbook = ["[Content_Types].xml", "xl/workbook.xml"];

    /// <summary>Null where it is whole.</summary>
    public static Problem? Check(string format, ReadOnlyMemory<byte> content) => IsWhole(format, content)
        ? null
        : new Problem(ProblemKind.Unanswerable, "file-broken", $"The {format} file that was made is not whole.", "Download the same report; tell the administrator if it is broken too.");

    private static bool IsWhole(string format, ReadOnlyMemory<byte> content) => format switch
    {
        "pdf" => content.Span.StartsWith("%PDF-"u8) && content.Span[^Math.Min(1024, content.Length)..].IndexOf("%%EOF"u8) >= 0 && content.Span.IndexOf("/Page"u8) >= 0,
        "xlsx" => OpensAsWorkbook(content),
        _ => content.Span.IndexOf((byte)'\n') >= 0,
    };

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
