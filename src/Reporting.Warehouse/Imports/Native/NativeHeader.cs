using Reporting.Warehouse.Imports.Files.Rows;
using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Native;

/// <summary>The position of each native column in a file.</summary>
internal sealed class NativeHeader
{
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
    private readonly bool[] _isNamed;

    private NativeHeader(int width) => (Width, _isNamed) = (width, new bool[width]);

    /// <summary>The number of columns up to the last name.</summary>
    public int Width { get; }

    /// <summary>The width including the unnamed columns after it.</summary>
    public int Fields { get; private init; }

    /// <summary>True for a file of refused rows that is imported again.</summary>
    public bool IsRejectedFile { get; private set; }

    /// <param name="isSheet">True for a workbook.</param>
    public static NativeHeader Read(IFileRows names, bool isSheet)
    {
        var width = names.Count;
        while (width > 0 && TextRules.Clean(names[width - 1]).Length == 0)
        {
            width--;
        }

        var header = new NativeHeader(width) { Fields = names.Count };
        for (var i = 0; i < width; i++)
        {
            var name = TextRules.Clean(InvisibleText.OfCode(names[i]));
            if (name.Length == 0)
            {
                continue;
            }

            if (RejectedLayout.Columns.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                header.IsRejectedFile = true;
                header._isNamed[i] = true;
                continue;
            }

            var column = NativeColumns.All.FirstOrDefault(c => string.Equals(c, name, StringComparison.OrdinalIgnoreCase))
                ?? throw new ImportFileException(
                    ErrorCodes.UnknownColumn,
                    $"The file has a column '{TextRules.Short(name)}' that the native format does not have.",
                    NearestName.Hint(name, NativeColumns.All, $"The columns are {string.Join(", ", NativeColumns.All)}."));
            header._isNamed[i] = true;
            if (!header._index.TryAdd(column, i))
            {
                throw new ImportFileException(ErrorCodes.RepeatedColumn, $"The file has the column '{column}' twice.", "Remove or rename one of them.");
            }
        }

        if (NativeColumns.Required.Where(c => !header._index.ContainsKey(c)).ToArray() is { Length: > 0 } missing)
        {
            throw new ImportFileException(
                ErrorCodes.MissingColumn, $"The file lacks {string.Join(", ", missing)}.", $"The first row must name at least {string.Join(", ", NativeColumns.Required)}{(isSheet ? ", each in a separate cell" : ", separated by commas, semicolons or tabs")}.");
        }

        return header;
    }

    /// <summary>True for a column without a name, whose values would not be read.</summary>
    public bool IsNameless(int index) => index >= Width || !_isNamed[index];

    public string NameOf(int index) => _index.FirstOrDefault(c => c.Value == index).Key ?? ColumnLetters.Of(index);

    /// <summary>Position of a column, or -1.</summary>
    public int IndexOf(string column) => _index.GetValueOrDefault(column, -1);
}
