using Reporting.Warehouse.Imports.Mappings;
using Reporting.Warehouse.Members;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Suggestions;

/// <summary>The separator of lists in a column, and the names that contain the separator.</summary>
internal sealed record ItemSeparators(string? Separator, IReadOnlyList<string> Keep, string Reason)
{
    private static readonly ItemSeparators None = new(null, [], "");

    // Names hardly ever contain these separators.
    private static readonly (string Text, int MinPercent)[] Clear = [("|", 1), ("\n", 1), (";", 1), (" / ", 10)];

    private static readonly HashSet<string> Endings = new(["inc", "inc.", "ltd", "ltd.", "llc", "co", "co.", "plc", "s.a.", "sa", "gmbh", "jr", "jr.", "lp", "l.p.", "corp.", "corp", "pvt. ltd.", "pvt ltd"], StringComparer.OrdinalIgnoreCase);

    public static ItemSeparators Of(ColumnSample column, CountryNames countries)
    {
        var values = column.Values.Select(value => value.Text).ToList();
        foreach (var (text, percent) in Clear)
        {
            var lists = values.Count(v => v.Contains(text, StringComparison.Ordinal));
            if (lists > 0 && lists * 100 >= values.Count * percent)
            {
                return new ItemSeparators(text, [], $"{lists:N0} of {values.Count:N0} different values contain '{(text == "\n" ? "line ends" : text)}'");
            }
        }

        return Commas(values, countries);
    }

    public IEnumerable<string> Items(string text) => Separator is null ? [text] : new ItemSplitter([Separator], Keep).Split(text).Where(item => item.Length > 0);

    private static ItemSeparators Commas(List<string> values, CountryNames countries)
    {
        var lists = values.Where(v => v.Contains(',', StringComparison.Ordinal) && countries.Find(v) is null).Select(v => v.Split(',', StringSplitOptions.TrimEntries)).ToList();
        if (lists.Count == 0)
        {
            return None;
        }

        var alone = values.Where(v => !v.Contains(',', StringComparison.Ordinal)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var parts = new Dictionary<string, int>(StringComparer.Ordinal);
        var pairs = new Dictionary<(string, string), int>();
        foreach (var list in lists)
        {
            for (var i = 0; i < list.Length; i++)
            {
                parts[list[i]] = parts.GetValueOrDefault(list[i]) + 1;
                if (i > 0)
                {
                    pairs[(list[i - 1], list[i])] = pairs.GetValueOrDefault((list[i - 1], list[i])) + 1;
                }
            }
        }

        var capitals = parts.Keys.Concat(alone).Where(part => part.Length > 0 && !char.IsLower(part[0])).ToHashSet(StringComparer.OrdinalIgnoreCase);
        bool Belongs(string one, string other) => Endings.Contains(other)
            || (countries.Find($"{one}, {other}") is not null && countries.Find(other) is null)
            || (other.Length > 0 && char.IsLower(other[0]) && !alone.Contains(other) && pairs[(one, other)] == parts[other]
                && (!capitals.Contains(other) || (pairs[(one, other)] == parts[one] && parts[other] >= 3)));
        bool IsItem(string part) => alone.Contains(part) || countries.Find(part) is not null || parts[part] >= 2;

        var keep = new HashSet<string>(StringComparer.Ordinal);
        var (items, loose) = (0, 0);
        foreach (var list in lists)
        {
            var name = list[0];
            for (var i = 1; i <= list.Length; i++)
            {
                if (i < list.Length && Belongs(list[i - 1], list[i]))
                {
                    name = $"{name}, {list[i]}";
                    continue;
                }

                (items, loose) = (items + 1, loose + (IsItem(list[i - 1]) || name.Contains(',', StringComparison.Ordinal) ? 0 : 1));
                if (name.Contains(',', StringComparison.Ordinal))
                {
                    keep.Add(name);
                }

                name = i < list.Length ? list[i] : "";
            }
        }

        // Items of a list also occur in other values; parts of a name do not.
        return items == lists.Count || loose * 3 > items
            ? new ItemSeparators(null, [], $"{Plural.Of(lists.Count, "value contains", "values contain")} commas that look like parts of names: '{TextRules.Short(string.Join(", ", lists[0]), 60)}'")
            : new ItemSeparators(",", [.. keep.Order(StringComparer.Ordinal)], $"{lists.Count:N0} of {values.Count:N0} different values contain commas");
    }
}
