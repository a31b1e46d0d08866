using System.Text;

namespace Reporting.Warehouse.Imports.Mappings;

/// <summary>
/// Splits a list in one cell. Separators in quotation marks, after a backslash, or in a name to keep whole ("Korea, Republic of") do not count.
/// </summary>
internal sealed class ItemSplitter(IReadOnlyList<string> separators, IReadOnlyList<string>? keep)
{
    private readonly string[] _separators = [.. separators.Select(s => s is "\\n" ? "\n" : s).Where(s => s.Length > 0).OrderByDescending(s => s.Length)];
    private readonly string[] _keep = [.. (keep ?? []).OrderByDescending(k => k.Length)];

    /// <summary>The trimmed items. Blank items stay, because parallel lists must keep their positions.</summary>
    public IReadOnlyList<string> Split(string text)
    {
        var items = new List<string>();
        var item = new StringBuilder();
        for (var i = 0; i < text.Length;)
        {
            if (item.Length == 0 || item.ToString().AsSpan().Trim().Length == 0)
            {
                if (_keep.FirstOrDefault(k => StartsAt(text, i, k)) is { } whole)
                {
                    item.Append(text, i, whole.Length);
                    i += whole.Length;
                    continue;
                }

                if (text[i] == '"' && text.IndexOf('"', i + 1) is > 0 and var end && EndsAt(text, end + 1))
                {
                    item.Clear().Append(text, i + 1, end - i - 1);
                    i = end + 1;
                    continue;
                }
            }

            if (text[i] == '\\' && i + 1 < text.Length && _separators.Any(s => string.CompareOrdinal(text, i + 1, s, 0, s.Length) == 0))
            {
                item.Append(text[i + 1]);
                i += 2;
            }
            else if (_separators.FirstOrDefault(s => string.CompareOrdinal(text, i, s, 0, s.Length) == 0) is { } separator)
            {
                items.Add(item.ToString().Trim());
                item.Clear();
                i += separator.Length;
            }
            else
            {
                item.Append(text[i++]);
            }
        }

        items.Add(item.ToString().Trim());
        return items;
    }

    private bool StartsAt(string text, int at, string name) =>
        string.Compare(text, at, name, 0, name.Length, StringComparison.OrdinalIgnoreCase) == 0 && EndsAt(text, at + name.Length);

    private bool EndsAt(string text, int at)
    {
        var rest = text.AsSpan(Math.Min(at, text.Length)).TrimStart(' ');
        foreach (var separator in _separators)
        {
            if (rest.StartsWith(separator, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return rest.Length == 0 || (at < text.Length && _separators.Any(s => string.CompareOrdinal(text, at, s, 0, s.Length) == 0));
    }
}
