using System.Globalization;
using Reporting.Warehouse.Imports.Files.Rows;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Files.Workbooks;

/// <summary>Cells that are merged over several rows. The value of the first row applies to all of them. Other columns of a merged area are not filled.</summary>
internal sealed class MergedCells
{
    private const int MaxMerges = 1_000_000;
    private const long MaxWork = 100_000_000;

    private readonly List<(int Row, int Last, int Column, int LastColumn)> _starts = [];
    private readonly Dictionary<int, (int Row, int Last, int LastColumn, SheetCell Value)> _open = [];
    private int _next;
    private int _width;
    private long _work;

    /// <summary>Merged areas that include the current row.</summary>
    public int Open => _open.Count;

    /// <summary>Cells that a merged cell covers and that have invisible values.</summary>
    private int Covered { get; set; }

    /// <summary>The number of filled rows by column.</summary>
    private SortedDictionary<int, int> Filled { get; } = [];

    /// <summary>The number of rows by column whose cell is covered by a merged cell of another column.</summary>
    private SortedDictionary<int, int> Crossed { get; } = [];

    public IEnumerable<string> Notes
    {
        get
        {
            foreach (var (column, rows) in Filled)
            {
                yield return $"In column {ColumnLetters.Of(column)}, {Plural.Of(rows, "row")} took the value of a merged cell.";
            }

            foreach (var (column, rows) in Crossed)
            {
                yield return $"In column {ColumnLetters.Of(column)}, {Plural.Of(rows, "row has", "rows have")} no value, because a merged cell of another column covers {Plural.Word(rows, "it", "them")}.";
            }

            if (Covered > 0)
            {
                yield return $"{Plural.Of(Covered, "cell under a merged cell has a value", "cells under a merged cell have values")} that the workbook does not display. {Plural.Word(Covered, "It was", "They were")} read.";
            }
        }
    }

    /// <summary>Reads the merged areas of a sheet. They come after its rows, so the sheet is searched for them first.</summary>
    public static MergedCells Read(WorkbookArchive archive, string part)
    {
        var merged = new MergedCells();
        if (!Mentions(archive, part))
        {
            return merged;
        }

        using var xml = archive.Sheet(part);
        while (xml.Next())
        {
            if (xml.IsElement && xml.Name == "mergeCell" && xml["ref"] is { } area)
            {
                merged.Add(area);
            }
        }

        merged._starts.Sort();
        return merged;
    }

    /// <summary>Fills a row with the values of merged cells. Its own values stay.</summary>
    public void Fill(int row, SheetCells cells)
    {
        for (; _next < _starts.Count && _starts[_next].Row <= row; _next++)
        {
            var (first, last, column, lastColumn) = _starts[_next];
            _open[column] = (first, last, lastColumn, first == row ? cells[column] with { IsFilled = true } : SheetCell.Blank);
        }

        _width = Math.Max(_width, cells.Count);
        foreach (var (column, (first, last, lastColumn, value)) in _open)
        {
            if (last < row)
            {
                _open.Remove(column);
                continue;
            }

            for (var i = first == row ? column + 1 : column; i <= lastColumn && i < _width; i++)
            {
                _work++;
                Covered += cells[i] is { Text.Length: > 0, IsFilled: false } ? 1 : 0;
                if (i > column && cells[i].Text.Length == 0 && value.Text.Length > 0 && cells.Own > (first == row ? 1 : 0))
                {
                    Crossed[i] = Crossed.GetValueOrDefault(i) + 1;
                }
            }

            if (_work > MaxWork)
            {
                throw WorkbookProblems.TooLarge("its merged cells overlap");
            }

            if (first < row && value.Text.Length > 0 && cells.Own > 0 && cells[column].Text.Length == 0)
            {
                cells.Set(column, value);
                Filled[column] = Filled.GetValueOrDefault(column) + 1;
            }
        }
    }

    /// <summary>For given areas, with rows from 1 and columns from 0.</summary>
    public static MergedCells Of(IEnumerable<(int Row, int Last, int Column, int LastColumn)> areas)
    {
        var merged = new MergedCells();
        merged._starts.AddRange(areas);
        merged._starts.Sort();
        return merged;
    }

    private static bool Mentions(WorkbookArchive archive, string part)
    {
        using var bytes = archive.SheetBytes(part);
        var buffer = new byte[1 << 16];
        var kept = 0;
        for (int read; (read = bytes.Read(buffer, kept, buffer.Length - kept)) > 0;)
        {
            var text = buffer.AsSpan(0, kept + read);
            // A zero byte means a two-byte encoding. The search does not support it, so the part counts as a match.
            if (text.IndexOf("mergeCell"u8) >= 0 || text.Contains((byte)0))
            {
                return true;
            }

            kept = Math.Min(8, text.Length);
            text[^kept..].CopyTo(buffer);
        }

        return false;
    }

    private void Add(string area)
    {
        var corners = area.Split(':');
        if (corners.Length == 2 && CellReference.TryParse(corners[0], out var row, out var column) && CellReference.TryParse(corners[1], out var last, out var lastColumn))
        {
            _starts.Add((row, last, column, lastColumn));
        }

        if (_starts.Count > MaxMerges)
        {
            throw WorkbookProblems.TooLarge(string.Create(CultureInfo.InvariantCulture, $"it has more than {MaxMerges:N0} merged cells"));
        }
    }
}
