using Reporting.Warehouse.Imports.Files.Rows;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Files.Workbooks;

/// <summary>Finds unread sheets with the same column names as the sheet that is read, and names them in the report.</summary>
internal sealed class OtherSheets(IReadOnlyList<WorkbookSheet> sheets, Func<WorkbookSheet, SheetRows> open)
{
    /// <summary>The number of rows that are searched for column names.</summary>
    public const int LeadRows = 10;

    private const int MaxSheets = 50;

    private readonly HashSet<string> _lead = new(StringComparer.Ordinal);
    private int _looked;

    public IReadOnlyList<string> Notes { get; private set; } = [];

    /// <summary>Remembers a row of the sheet. After enough rows, or with null at its end, it compares the other sheets.</summary>
    public void Look(SheetRows? row)
    {
        if (_looked >= LeadRows)
        {
            return;
        }

        _looked = row is null ? LeadRows : _looked + 1;
        if (row is not null && Key(Texts(row)) is { } key)
        {
            _lead.Add(key);
        }

        if (_looked == LeadRows)
        {
            Notes = Notice([.. sheets.Take(MaxSheets).Where(IsSimilar)]);
        }
    }

    /// <summary>The note about sheets with the same columns.</summary>
    public static string[] Notice(IReadOnlyList<WorkbookSheet> similar)
    {
        var names = string.Join(", ", similar.Take(10).Select(s => $"'{TextRules.Short(s.Name)}'{(s.IsHidden ? " (hidden)" : "")}"));
        return similar.Count switch
        {
            0 => [],
            1 => [$"The sheet {names} has the same columns and was not read. To read it, name it in a mapping (file: sheet)."],
            var many => [$"{many} other sheets have the same columns and were not read: {names}. Import them one by one; a mapping names its sheet (file: sheet)."],
        };
    }

    private bool IsSimilar(WorkbookSheet sheet)
    {
        try
        {
            using var rows = open(sheet);
            for (var i = 0; i < LeadRows && rows.Read(); i++)
            {
                if (Key(Texts(rows)) is { } key && _lead.Contains(key))
                {
                    return true;
                }
            }
        }
        catch (ImportFileException)
        {
            // A damaged sheet is ignored, because it is not imported.
        }

        return false;
    }

    private static IEnumerable<string> Texts(SheetRows row) => Enumerable.Range(0, row.Count).Select(i => row[i].Text);

    /// <summary>A key for a row of names (two or more different texts) that is equal for rows with the same names. Null for any other row.</summary>
    public static string? Key(IEnumerable<string> row)
    {
        var texts = row.Select(text => text.Trim().ToLowerInvariant()).ToList();
        var names = texts.Where(t => t.Length > 0).ToList();
        return names.Count >= 2 && names.Distinct(StringComparer.Ordinal).Count() == names.Count && !names.Exists(n => double.TryParse(n, null, out _)) ? string.Join('\u001F', texts).TrimEnd('\u001F') : null;
    }
}
