using CsvHelper;
using Reporting.Engine.Engagements;
using Reporting.Rendering.Csv;
using Reporting.Warehouse.Imports.Native;

namespace Reporting.Rendering.Templates;

/// <summary>One engagement as a file in the native layout. Importing it unchanged changes nothing.</summary>
public static class CorrectionFile
{
    /// <param name="engagement">Read with its links as stated.</param>
    /// <param name="changes">Other values for columns of the engagement's first row.</param>
    public static async Task<byte[]> WriteAsync(ListedEngagement engagement, IReadOnlyDictionary<string, string> changes, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        await using (var csv = CsvWriter.Create(content, CsvRenderer.Rfc4180, leaveOpen: true))
        {
            foreach (var column in NativeColumns.All)
            {
                csv.WriteField(column);
            }

            await csv.EndRecordAsync(cancellationToken);
            var isFirst = true;
            foreach (var row in TemplateRows.Of(engagement))
            {
                foreach (var column in NativeColumns.All)
                {
                    csv.WriteField(isFirst && changes.TryGetValue(column, out var changed) ? changed : row.GetValueOrDefault(column) ?? "");
                }

                await csv.EndRecordAsync(cancellationToken);
                isFirst = false;
            }
        }

        return content.ToArray();
    }
}
