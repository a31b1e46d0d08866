using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using ClosedXML.Excel;
using Reporting.Rendering.Values;
using Reporting.Warehouse.Dates;

namespace Reporting.Rendering.Excel;

/// <summary>Puts the rows of the <c>Data</c> sheet into a built workbook, in memory.</summary>
internal static class DataRows
{
    private static readonly DateOnly Epoch = new(1899, 12, 30);
    private static readonly string[] Letters = [.. Enumerable.Range(1, DataColumns.All.Count).Select(column => XLHelper.GetColumnLetterFromNumber(column))];

    public static async Task<byte[]> FillAsync(BuiltWorkbook workbook, IAsyncEnumerable<object?[]> rows, CancellationToken cancel)
    {
        if (workbook.Data is not { } place)
        {
            return workbook.Package;
        }

        using var target = new MemoryStream();
        using var source = new ZipArchive(new MemoryStream(workbook.Package), ZipArchiveMode.Read);
        using (var zip = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in source.Entries)
            {
                var copy = zip.CreateEntry(entry.FullName, CompressionLevel.Optimal);
                copy.LastWriteTime = StablePackage.EntryTime;
                await using var to = await copy.OpenAsync(cancel);
                if (entry.FullName == place.Entry)
                {
                    await WriteAsync(place, rows, to, cancel);
                }
                else
                {
                    await using var from = await entry.OpenAsync(cancel);
                    await from.CopyToAsync(to, cancel);
                }
            }
        }

        return target.ToArray();
    }

    private static async Task WriteAsync(DataPlace place, IAsyncEnumerable<object?[]> rows, Stream to, CancellationToken cancel)
    {
        await to.WriteAsync(Encoding.UTF8.GetBytes(place.Prefix), cancel);
        var xml = new StringBuilder();
        await using var writer = XmlWriter.Create(xml, new XmlWriterSettings { ConformanceLevel = ConformanceLevel.Fragment, OmitXmlDeclaration = true, Async = true });
        var number = place.FirstRow;
        await foreach (var row in rows.WithCancellation(cancel))
        {
            Write(writer, place, row, number++);
            if (xml.Length > 64_000)
            {
                await FlushAsync();
            }
        }

        await FlushAsync();
        await to.WriteAsync(Encoding.UTF8.GetBytes(place.Suffix), cancel);

        async Task FlushAsync()
        {
            await writer.FlushAsync();
            await to.WriteAsync(Encoding.UTF8.GetBytes(xml.ToString()), cancel);
            xml.Clear();
        }
    }

    private static void Write(XmlWriter writer, DataPlace place, object?[] row, int number)
    {
        writer.WriteStartElement("row");
        writer.WriteAttributeString("r", number.ToString(CultureInfo.InvariantCulture));
        for (var j = 0; j < row.Length; j++)
        {
            if (row[j] is not { } value)
            {
                continue;
            }

            var (text, isNumber) = Cell(value);
            var fit = ExcelText.Fit(text);
            writer.WriteStartElement("c");
            writer.WriteAttributeString("r", Letters[j] + number.ToString(CultureInfo.InvariantCulture));
            writer.WriteAttributeString("s", !isNumber && FormulaGuard.IsRisky(fit) ? place.QuotedStyles[j] : place.Styles[j]);
            if (isNumber)
            {
                writer.WriteElementString("v", text);
            }
            else
            {
                writer.WriteAttributeString("t", "inlineStr");
                writer.WriteStartElement("is");
                writer.WriteStartElement("t");
                writer.WriteAttributeString("xml", "space", null, "preserve");
                writer.WriteString(ExcelText.Escape(fit));
                writer.WriteEndElement();
                writer.WriteEndElement();
            }

            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }

    private static (string Text, bool IsNumber) Cell(object value) => value switch
    {
        StatedDate { Exact: { } day } when day >= ExcelCell.FirstDay => ((day.DayNumber - Epoch.DayNumber).ToString(CultureInfo.InvariantCulture), true),
        StatedDate date => (date.ToString(), false),
        string text => (text, false),
        IConvertible when ValueNumber.Of(value) is { } number => (number.ToString("R", CultureInfo.InvariantCulture), true),
        _ => (value.ToString() ?? string.Empty, false),
    };
}
