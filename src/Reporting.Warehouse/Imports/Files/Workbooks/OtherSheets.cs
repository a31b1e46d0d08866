namespace Reporting.Warehouse.Imports.Files.Workbooks;

/// <summary>Sheets beside the one that is read. Those that have a row of names in common with it are named: whoever meant them too shall know that they were not read.</summary>
internal sealed class OtherSheets(IReadOnlyList<WorkbookSheet> sheets, Func<WorkbookSheet, SheetRows> open)
{
    /// <summary>Rows among which the names of columns are looked for.</summary>
    public const int LeadRows = 10;

    private const int MaxSheets = 50;

    private readonly HashSet<string> _lead = new(StringComparer.Ordinal);
    private int _looked;

    public IReadOnlyList<string> Notes { get; private set; } = [];

    /// <summary>Remembers a row of the sheet that is read; when all that can hold names have come, or with null at its end, the other sheets are compared.</summary>
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
            Notes = Say([.. sheets.Take(MaxSheets).Where(IsAlike)]);
        }
    }

    /// <summary>What is said of sheets that have the same columns as the one that is read.</summary>
    public static string[] Say(IReadOnlyList<WorkbookSheet> alike)
    {
        var names = string.Join(", ", alike.Take(10).Select(s => $"'{TextRules.Short(s.Name)}'{(s.IsHidden ? " (hidden)" : "")}"));
        return alike.Count switch
        {
            0 => [],
            1 => [$"The sheet {names} has the same columns and was not read. To read it, name it in a mapping (file: sheet)."],
            var many => [$"{many} other sheets have the same columns and were not read: {names}. Import them one by one; a mapping names its sheet (file: sheet)."],
        };
    }

    private bool IsAlike(WorkbookSheet sheet)
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
            // It is not read, so it may be damaged.
        }

        return false;
    }

    private static IEnumerable<string> Texts(SheetRows row) => Enumerable.Range(0, row.Count).Select(i => row[i].Text);

    /// <summary>Of a row of names, at least two texts, each of them once: what rows of the same names have in common. Null for another row.</summary>
    public static string? Key(IEnumerable<string> row)
    {
        var texts = row.Select(text => text.Trim().ToLowerInvariant()).ToList();
        var names = texts.Where(t => t.Length > 0).ToList();
        return names.Count >= 2 && names.Distinct(StringComparer.Ordinal).Count() == names.Count && !names.Exists(n => double.TryParse(n, null, out _)) ? string.Join('\u001F', texts).TrimEnd('\u001F') : null;
    }
}
