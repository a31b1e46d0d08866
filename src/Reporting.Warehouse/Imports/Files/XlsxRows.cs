using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using ExcelDataReader;
using ExcelDataReader.Exceptions;
using System.IO.Compression;

namespace Reporting.Warehouse.Imports.Files;

/// <summary>The rows of one sheet of a workbook, as texts: dates as 2022-06-02, numbers with a decimal point, formulas as the values that were saved with them.</summary>
internal sealed class XlsxRows : IFileRows
{
    private readonly IExcelDataReader _reader;
    private readonly XlsxScan _scan;
    private readonly string _part;
    private readonly List<string> _values = [];
    private readonly List<(CellKind Kind, CellFormat Format)> _cells = [];
    private readonly Dictionary<string, CellFormat> _formats = new(StringComparer.Ordinal);

    private XlsxRows(IExcelDataReader reader, XlsxScan scan, string part) => (_reader, _scan, _part) = (reader, scan, part);

    public int Row { get; private set; }

    public int Count => _values.Count;

    public string this[int index] => _values[index];

    public CellKind KindOf(int index) => _cells[index].Kind;

    public string UnitOf(int index) => _cells[index].Kind == CellKind.Number ? _cells[index].Format.Unit : "";

    public static async Task<XlsxRows> OpenAsync(Stream workbook, string? sheet, CancellationToken cancellationToken)
    {
        try
        {
            var scan = await XlsxScan.RunAsync(workbook, cancellationToken);
            var sheets = Sheets(workbook);
            var index = Find(sheets, sheet);
            workbook.Position = 0;
            var reader = ExcelReaderFactory.CreateOpenXmlReader(workbook, new ExcelReaderConfiguration { LeaveOpen = true });
            for (var i = 0; i < index; i++)
            {
                reader.NextResult();
            }

            return new XlsxRows(reader, scan, sheets[index].Part);
        }
        catch (Exception e) when (e is InvalidDataException or XmlException or ExcelReaderException or EndOfStreamException or IOException or FormatException or KeyNotFoundException or NullReferenceException)
        {
            throw Malformed(e is XmlException ? "A part of it is not XML" : "It is damaged or incomplete");
        }
    }

    public ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            if (!_reader.Read())
            {
                return ValueTask.FromResult(false);
            }
        }
        catch (Exception e) when (e is InvalidDataException or XmlException or ExcelReaderException or EndOfStreamException or FormatException or OverflowException)
        {
            throw Malformed($"It cannot be read after row {Row}");
        }

        Row++;
        _values.Clear();
        _cells.Clear();
        var last = -1;
        for (var i = 0; i < _reader.FieldCount; i++)
        {
            var value = _reader.GetValue(i);
            var format = value is double or DateTime ? Format(i) : CellFormat.General;
            _cells.Add((value is double ? CellKind.Number : value is DateTime ? CellKind.Date : CellKind.Text, format));
            var text = Text(i, value, format);
            _values.Add(text);
            last = text.Length > 0 ? i : last;
        }

        // A sheet has no ragged rows: trailing blanks count only up to the header.
        _values.RemoveRange(last + 1, _values.Count - last - 1);
        return ValueTask.FromResult(true);
    }

    public void Dispose() => _reader.Dispose();

    public static ImportFileException Malformed(string what) =>
        ImportFileException.Invalid("malformed-xlsx", $"The workbook cannot be read. {what}.", "Open it in Excel and save it again as 'Excel workbook (.xlsx)', or as CSV UTF-8.");

    private CellFormat Format(int index)
    {
        var format = _reader.GetNumberFormatString(index) ?? "";
        if (!_formats.TryGetValue(format, out var known))
        {
            _formats.Add(format, known = CellFormat.Of(format));
        }

        return known;
    }

    private string Text(int index, object? value, CellFormat format)
    {
        if (_scan.HasMarks && _scan.MarkOf(_part, $"{ColumnLetters.Of(index)}{Row}") is { } mark)
        {
            return mark;
        }

        return value switch
        {
            null => "",
            string text => text,
            DateTime moment when format.Date is { } shown => moment.ToString(shown, CultureInfo.InvariantCulture),
            DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTime moment => moment.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            double number => Number(number),
            bool flag => flag ? "TRUE" : "FALSE",
            var other => Convert.ToString(other, CultureInfo.InvariantCulture) ?? "",
        };
    }

    // Fifteen digits are what Excel keeps and shows: 0.1 + 0.2 is 0.3.
    private static string Number(double number)
    {
        var text = number.ToString("G15", CultureInfo.InvariantCulture);
        return text.Contains('E') && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var plain) ? plain.ToString(CultureInfo.InvariantCulture) : text;
    }

    private static List<(string Name, string Part)> Sheets(Stream workbook)
    {
        workbook.Position = 0;
        using var zip = new ZipArchive(workbook, ZipArchiveMode.Read, leaveOpen: true);
        var targets = Xml(zip, "xl/_rels/workbook.xml.rels").Elements()
            .ToDictionary(r => (string?)r.Attribute("Id") ?? "", r => (string?)r.Attribute("Target") ?? "", StringComparer.Ordinal);
        return
        [
            .. Xml(zip, "xl/workbook.xml").Descendants().Where(e => e.Name.LocalName == "sheet").Select(e =>
            {
                var id = e.Attributes().FirstOrDefault(a => a.Name.LocalName == "id")?.Value ?? "";
                var target = targets.GetValueOrDefault(id, "");
                return ((string?)e.Attribute("name") ?? "", target.StartsWith('/') ? target[1..] : $"xl/{target}");
            }),
        ];
    }

    private static XElement Xml(ZipArchive zip, string part)
    {
        using var content = (zip.GetEntry(part) ?? throw new InvalidDataException(part)).Open();
        return XElement.Load(content);
    }

    private static int Find(List<(string Name, string Part)> sheets, string? sheet)
    {
        if (sheets.Count == 0)
        {
            throw new InvalidDataException("no sheet");
        }

        if (sheet is null)
        {
            return 0;
        }

        var index = sheets.FindIndex(s => string.Equals(s.Name.Trim(), sheet.Trim(), StringComparison.OrdinalIgnoreCase));
        index = index < 0 && int.TryParse(sheet, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= sheets.Count ? number - 1 : index;
        return index >= 0 ? index : throw ImportFileException.Invalid(
            "unknown-sheet", $"The workbook has no sheet '{TextRules.Short(sheet)}'.", $"Its sheets are {string.Join(", ", sheets.Take(20).Select(s => $"'{TextRules.Short(s.Name)}'"))}.");
    }
}
