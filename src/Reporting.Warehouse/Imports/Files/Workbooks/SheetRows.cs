using System.Globalization;
using Reporting.Warehouse.Imports.Files.Rows;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Files.Workbooks;

/// <summary>Reads the rows of a sheet that have a value, in order.</summary>
internal sealed class SheetRows(WorkbookXml xml, WorkbookIndex index, List<string> strings, CellFormats formats, MergedCells merged) : IDisposable
{
    private readonly SheetCells _cells = new();
    private readonly SparseLimit _limit = new();
    private int _sheetData = -1;
    private int _column;

    /// <summary>The number of the row in the sheet. Blank rows are skipped but count.</summary>
    public int Row { get; private set; }

    public int Count => _cells.Count;

    /// <summary>The number of rows with values that are hidden in the sheet.</summary>
    public int Hidden { get; private set; }

    /// <summary>The number of formulas in a workbook that asks for recalculation.</summary>
    public int Stale { get; private set; }

    /// <summary>The number of numeric cells whose format is missing from the workbook.</summary>
    public int Unformatted { get; private set; }

    public MergedCells Merged => merged;

    public SheetCell this[int index] => _cells[index];

    public bool Read()
    {
        while (xml.Next())
        {
            if (xml.IsElement && xml.Name == "sheetData" && xml.Depth == 1 && !xml.IsEmpty)
            {
                _sheetData = 1;
            }
            else if (xml.IsEnd && xml.Depth == _sheetData)
            {
                _sheetData = -1;
            }
            else if (_sheetData > 0 && xml.IsElement && xml.Name == "row" && xml.Depth == 2 && ReadRow())
            {
                return true;
            }
        }

        return false;
    }

    public void Dispose() => xml.Dispose();

    private bool ReadRow()
    {
        var row = Row + 1;
        if (xml["r"] is { } number && (!CellReference.TryRow(number, out row) || row <= Row))
        {
            throw WorkbookProblems.Malformed($"Its rows are not in order after row {Row}");
        }

        var isHidden = xml["hidden"] is "1" or "true";
        _cells.Clear();
        (Row, _column) = (row, -1);
        if (Row > CellReference.MaxRows)
        {
            throw WorkbookProblems.Malformed("It has more rows than a sheet can have");
        }

        if (!xml.IsEmpty)
        {
            while (xml.Next(2))
            {
                if (xml.IsElement && xml.Name == "c" && xml.Depth == 3)
                {
                    ReadCell();
                }
            }
        }

        merged.Fill(Row, _cells);
        if (Count == 0)
        {
            return false;
        }

        _limit.Add(Math.Max(Count, merged.Open), _cells.Own);
        Hidden += isHidden ? 1 : 0;
        return true;
    }

    private void ReadCell()
    {
        var column = _column + 1;
        if (xml["r"] is { } reference && (!CellReference.TryParse(reference, out var row, out column) || row != Row || column <= _column))
        {
            throw WorkbookProblems.Malformed($"A cell of row {Row} has the address {TextRules.Short(reference, 20)}");
        }

        _column = column;
        if (column >= ColumnLetters.Max)
        {
            throw new ImportFileException(ErrorCodes.TooManyColumns, $"A row of the workbook has more than {ColumnLetters.Max:N0} cells.", "No spreadsheet has that many columns: the file is damaged. Save it again from Excel.");
        }

        var (type, style) = (xml["t"], xml["s"]);
        _cells.Set(column, xml.IsEmpty ? SheetCell.Blank : ReadValue(type, style));
    }

    private SheetCell ReadValue(string? type, string? style)
    {
        var depth = xml.Depth;
        var (value, text, isFormula) = ((string?)null, (string?)null, false);
        while (xml.Next(depth))
        {
            switch (xml.IsElement && xml.Depth == depth + 1 ? xml.Name : "")
            {
                case "v":
                    value = xml.Text();
                    break;
                case "is":
                    text = xml.RichText();
                    break;
                case "f":
                    isFormula = true;
                    xml.Skip();
                    break;
            }
        }

        if (isFormula && IsWithoutValue(value, type))
        {
            return new SheetCell(CellMarks.NoValue, IsError: true);
        }

        // The cell declares a text but has a value, or the reverse, so its meaning is ambiguous.
        if (type is "inlineStr" ? value is { Length: > 0 } && text is null : text is not null)
        {
            throw Bad(value ?? text!);
        }

        return type is "inlineStr" ? new SheetCell(text ?? "") : string.IsNullOrEmpty(value) ? SheetCell.Blank : Cell(value, type, style);
    }

    // A program that does not calculate saves no value or a zero, and asks Excel to recalculate. A formula may also result in an empty text.
    private bool IsWithoutValue(string? value, string? type)
    {
        if (string.IsNullOrEmpty(value))
        {
            return value is null || type is not "str" || index.AsksToCalculate;
        }

        var isZero = (value.Trim() is "0" or "0.0") && (type is null or "n" or "b");
        Stale += index.AsksToCalculate && !isZero ? 1 : 0;
        return index.AsksToCalculate && isZero;
    }

    private SheetCell Cell(string value, string? type, string? style)
    {
        switch (type)
        {
            case "s":
                return new SheetCell(int.TryParse(value.AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var i) && i < strings.Count ? strings[i] : throw Bad(value));
            case "str":
                return new SheetCell(CellText.Unescape(value));
            case "b":
                return new SheetCell(value.Trim() switch { "1" or "true" => "TRUE", "0" or "false" => "FALSE", _ => throw Bad(value) });
            case "e":
                return new SheetCell(CellMarks.OfError(value), IsError: true);
            case "d":
                return new SheetCell(CellText.IsoDate(value, formats.Of(style).Date) ?? throw Bad(value), CellKind.Date);
            case null or "n":
                var (date, unit, isKnown) = formats.Of(style);
                Unformatted += isKnown ? 0 : 1;
                var text = CellText.Date(value, date, index.Is1904, out var isDate) ?? throw Bad(value);
                return isDate ? new SheetCell(text, CellKind.Date) : new SheetCell(text, CellKind.Number, date == DateShape.None ? unit : "");
            default:
                throw Bad(type);
        }
    }

    private ImportFileException Bad(string value) => WorkbookProblems.Malformed($"The cell {ColumnLetters.Of(_column)}{Row} holds '{TextRules.Short(value, 40)}', which is not a value of its type");
}
