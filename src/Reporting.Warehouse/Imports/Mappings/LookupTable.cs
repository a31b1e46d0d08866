using System.Text;
using Reporting.Warehouse.Definitions;
using Reporting.Warehouse.Imports.Files;
using Reporting.Warehouse.Imports.Files.Rows;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Mappings;

/// <summary>A table beside a mapping that translates texts: CSV in UTF-8 with two columns and a header.</summary>
internal static class LookupTable
{
    private const int MaxBytes = 16 << 20;

    /// <summary>The table together with the mapping's own map, which takes precedence. Throws <see cref="DefinitionException"/>.</summary>
    public static Dictionary<string, string> Read(string? folder, string name, Dictionary<string, string>? own, DefinitionText text)
    {
        if (folder is null)
        {
            throw text.At(name, $"An uploaded mapping cannot look up '{name}'.", "Write the texts into 'map', or ask an administrator to put the mapping and its table into reports/mappings.");
        }

        var path = Path.Combine(folder, name);
        if (name != Path.GetFileName(name) || !name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || !File.Exists(path) || new FileInfo(path).Length > MaxBytes)
        {
            throw text.At(name, $"There is no table '{name}' beside the mapping.", $"'lookup' names a CSV file of at most {MaxBytes >> 20} MB in the folder of the mapping.");
        }

        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        using var rows = new CsvRows(new StreamReader(path, Encoding.UTF8));
        try
        {
            // The first row is the header.
            for (var row = 0; rows.ReadAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult(); row++)
            {
                if (row > 0 && !(rows.Count == 1 && rows[0].Length == 0))
                {
                    Add(map, rows, name, text);
                }
            }
        }
        catch (ImportFileException e)
        {
            throw text.At(name, $"The table '{name}' cannot be read: {e.Problem.Message}", e.Problem.Hint);
        }

        foreach (var (from, to) in own ?? [])
        {
            map[TextSteps.Key(from)] = to;
        }

        return map;
    }

    private static void Add(Dictionary<string, string> map, CsvRows rows, string name, DefinitionText text)
    {
        if (rows.Count != 2)
        {
            throw text.At(name, $"Row {rows.Row} of the table '{name}' has {Plural.Of(rows.Count, "column")}.", "A table has two columns: the text of the file, and its replacement.");
        }

        if (!map.TryAdd(TextSteps.Key(rows[0]), TextSteps.Spaces(rows[1])) && map[TextSteps.Key(rows[0])] != TextSteps.Spaces(rows[1]))
        {
            throw text.At(name, $"The table '{name}' has two entries for '{TextRules.Short(rows[0], 40)}'.", "Remove one of them.");
        }
    }
}
