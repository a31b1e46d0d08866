using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace Reporting.Warehouse.Tests.Imports;

/// <summary>
/// A small workbook, written by hand so that it can have any error. Cells are texts, or a kind with a prefix: <c>n:</c> a number, <c>d:</c> a date, <c>m:</c> and
/// <c>y:</c> a date that displays the month or year only, <c>€:</c>, <c>M:</c> and <c>%:</c> numbers with a currency, a magnitude or a percent sign. <c>f:formula=value</c> is
/// a formula, <c>f:formula</c> one without a saved value, <c>e:</c> an error, <c>t:</c> a text, <c>^:</c> a cell merged with the one above.
/// </summary>
internal static class TestWorkbook
{
    private const string Styles = """
        <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="3"><numFmt numFmtId="164" formatCode="yyyy"/>
        <numFmt numFmtId="165" formatCode="#,##0.00\ [$€-407]"/><numFmt numFmtId="166" formatCode="0.0&quot;m&quot;"/></numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>
        <borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="7"><xf/><xf numFmtId="14" applyNumberFormat="1"/>
        <xf numFmtId="17" applyNumberFormat="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/><xf numFmtId="166" applyNumberFormat="1"/>
        <xf numFmtId="10" applyNumberFormat="1"/></cellXfs></styleSheet>
        """;

    private const string Types = """
        <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
        <Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>
        """;

    private const string Package = """
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>
        """;

    private const string Relations = """
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="s1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>
        <Relationship Id="s2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.xml"/>
        <Relationship Id="ss" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/>
        <Relationship Id="st" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>
        """;

    private const string Workbook = """
        <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
        <sheets><sheet name="About" sheetId="1" r:id="s1"/><sheet name="Data" sheetId="2" r:id="s2"/></sheets></workbook>
        """;

    private const string Sheet = "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData/></worksheet>";

    private static readonly (string Name, string Text)[] Parts =
    [
        ("[Content_Types].xml", Types), ("_rels/.rels", Package), ("xl/workbook.xml", Workbook), ("xl/_rels/workbook.xml.rels", Relations), ("xl/styles.xml", Styles),
        ("xl/worksheets/sheet1.xml", Sheet), ("xl/worksheets/sheet2.xml", Sheet),
    ];

    /// <param name="isFirst">True for rows on the first sheet, which the native layout reads.</param>
    public static byte[] Of(string csv, bool isFirst = false)
    {
        var rows = new StringBuilder();
        var merged = new List<(int Column, int First, int Last)>();
        foreach (var (line, row) in csv.Split('\n').Select((line, i) => (line, i + 1)))
        {
            rows.Append(CultureInfo.InvariantCulture, $"<row r=\"{row}\">");
            foreach (var (cell, column) in line.Split(',').Select((cell, i) => (cell, i)))
            {
                rows.Append(Cell(cell, $"{(char)('A' + column)}{row}"));
                if (cell == "^:")
                {
                    var above = merged.FindIndex(area => area.Column == column && area.Last == row - 1);
                    merged.Add((column, above < 0 ? row - 1 : merged[above].First, row));
                    merged.RemoveAll(area => area.Column == column && area.Last == row - 1);
                }
            }

            rows.Append("</row>");
        }

        var areas = string.Concat(merged.Select(area => $"<mergeCell ref=\"{(char)('A' + area.Column)}{area.First}:{(char)('A' + area.Column)}{area.Last}\"/>"));
        var merges = areas.Length == 0 ? "" : $"<mergeCells>{areas}</mergeCells>";
        return With($"xl/worksheets/sheet{(isFirst ? 1 : 2)}.xml", sheet => sheet.Write(Encoding.UTF8.GetBytes($"<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}</sheetData>{merges}</worksheet>")));
    }

    /// <summary>A workbook with a second sheet, "Data", of any content.</summary>
    public static byte[] Of(Action<Stream> data, Action<ZipArchive>? more = null, bool stored = false) => Make(new() { ["xl/worksheets/sheet2.xml"] = data }, more, stored);

    /// <summary>A workbook with one replaced part.</summary>
    public static byte[] With(string part, Action<Stream> content) => Make(new() { [part] = content }, null, stored: false);

    private static byte[] Make(Dictionary<string, Action<Stream>> own, Action<ZipArchive>? more, bool stored)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in Parts)
            {
                if (!own.ContainsKey(name))
                {
                    own.Add(name, part => part.Write(Encoding.UTF8.GetBytes(text)));
                }
            }

            foreach (var (name, write) in own)
            {
                using var part = zip.CreateEntry(name, stored ? CompressionLevel.NoCompression : CompressionLevel.Optimal).Open();
                write(part);
            }

            more?.Invoke(zip);
        }

        return bytes.ToArray();
    }

    private static string Cell(string cell, string at)
    {
        var text = cell.Length > 1 && cell[1] == ':' ? cell[2..] : cell;
        return cell.Length > 1 && cell[1] == ':' ? cell[0] switch
        {
            'n' => $"<c r=\"{at}\"><v>{text}</v></c>",
            'd' => $"<c r=\"{at}\" s=\"1\"><v>{DateTime.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture).ToOADate()}</v></c>",
            'm' or 'y' => $"<c r=\"{at}\" s=\"{(cell[0] == 'm' ? 2 : 3)}\"><v>{DateTime.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture).ToOADate()}</v></c>",
            '€' or 'M' or '%' or '$' => $"<c r=\"{at}\" s=\"{"€M%$".IndexOf(cell[0]) switch { 0 => 4, 1 => 5, 2 => 6, _ => 0 }}\"><v>{text}</v></c>",
            'f' when text.Contains('=') => $"<c r=\"{at}\"><f>{text.Split('=')[0]}</f><v>{text.Split('=')[1]}</v></c>",
            'f' => $"<c r=\"{at}\"><f>{text}</f></c>",
            'e' => $"<c r=\"{at}\" t=\"e\"><v>{text}</v></c>",
            '^' => "",
            _ => Text(text, at),
        }
        : Text(text, at);
    }

    private static string Text(string text, string at) => text.Length == 0 ? "" : $"<c r=\"{at}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{SecurityElement.Escape(text)}</t></is></c>";
}
