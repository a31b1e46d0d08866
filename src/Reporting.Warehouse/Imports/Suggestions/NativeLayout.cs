using Reporting.Warehouse.Imports.Files;
using Reporting.Warehouse.Imports.Files.Rows;
using Reporting.Warehouse.Imports.Native;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Suggestions;

/// <summary>Recognises files in the native layout, which need no mapping.</summary>
public static class NativeLayout
{
    /// <summary>True if the first row names all required columns. The stream must be seekable. Problems: those of an unreadable workbook.</summary>
    public static async Task<Outcome<bool>> IsNativeAsync(Stream content, CancellationToken cancellationToken = default)
    {
        var start = content.Position;
        try
        {
            await using var file = await ImportFile.OpenAsync(content, cancellationToken);
            using var rows = await file.RowsAsync(FileShape.Native with { Delimiter = file.DelimiterOf(NativeColumns.All) }, cancellationToken);
            return await rows.ReadAsync(cancellationToken)
                && Enumerable.Range(0, rows.Count).Select(i => TextRules.Clean(InvisibleText.OfCode(rows[i]))).ToHashSet(StringComparer.OrdinalIgnoreCase).IsSupersetOf(NativeColumns.Required);
        }
        catch (ImportFileException refused)
        {
            // A mapping may name another encoding or delimiter.
            return refused.Problem.Is(ErrorCodes.NotUtf8, ErrorCodes.MalformedCsv) ? false : refused.Problem;
        }
        finally
        {
            content.Position = start;
        }
    }
}
