using Reporting.Warehouse.Imports.Files;
using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Imports.Native;

/// <summary>Where each column of the native format stands in a file.</summary>
internal sealed class NativeHeader
{
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);

    private NativeHeader(int width) => Width = width;

    public int Width { get; }

    /// <summary>True for a file of refused rows that comes back.</summary>
    public bool IsRejectedFile { get; private set; }

    public static NativeHeader Read(IFileRows names)
    {
        var header = new NativeHeader(names.Count);
        for (var i = 0; i < names.Count; i++)
        {
            var name = TextRules.Clean(InvisibleText.OfCode(names[i]));
            if (RejectedLayout.Columns.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                header.IsRejectedFile = true;
                continue;
            }

            var column = NativeColumns.All.FirstOrDefault(c => string.Equals(c, name, StringComparison.OrdinalIgnoreCase))
                ?? throw ImportFileException.Invalid(
                    "unknown-column",
                    $"The file has a column '{TextRules.Short(name)}' that the native format does not know.",
                    NearestName.Hint(name, NativeColumns.All, $"The columns are {string.Join(", ", NativeColumns.All)}."));
            if (!header._index.TryAdd(column, i))
            {
                throw ImportFileException.Invalid("repeated-column", $"The file has the column '{column}' twice.", "Remove or rename one of them.");
            }
        }

        if (NativeColumns.Required.Where(c => !header._index.ContainsKey(c)).ToArray() is { Length: > 0 } missing)
        {
            throw ImportFileException.Invalid(
                "missing-column", $"The file lacks {string.Join(", ", missing)}.", $"The first row must name at least {string.Join(", ", NativeColumns.Required)}, separated by commas.");
        }

        return header;
    }

    /// <summary>The column at a position; its letter where the file gives it another name.</summary>
    public string NameOf(int index) => _index.FirstOrDefault(column => column.Value == index).Key ?? ColumnLetters.Of(index);

    /// <summary>Position of a column, or -1.</summary>
    public int IndexOf(string column) => _index.GetValueOrDefault(column, -1);
}
