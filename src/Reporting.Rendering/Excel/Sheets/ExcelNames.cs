using System.Globalization;
using System.Text;
using Reporting.Engine.Reports.Documents;

namespace Reporting.Rendering.Excel.Sheets;

/// <summary>Generates valid and unique names for one workbook. Case does not count.</summary>
internal sealed class ExcelNames
{
    /// <summary>Excel's limit for a sheet's name, in UTF-16 units.</summary>
    private const int MaxSheet = 31;

    private readonly HashSet<string> _sheets = new(StringComparer.OrdinalIgnoreCase) { "History" };
    private readonly HashSet<string> _tables = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reserves sheet names.</summary>
    public void Reserve(params IEnumerable<string> sheets) => _sheets.UnionWith(sheets);

    /// <summary>The short name of the section, if it has one, in place of its title.</summary>
    public string Sheet(string title, ReportSection section) =>
        Sheet(section is { Tab: { } tab, Title.Length: > 0 } ? title.Replace(section.Title, tab, StringComparison.Ordinal) : title);

    /// <summary>A sheet name without <c>: \ / ? * [ ]</c> and outer apostrophes, up to 31 characters. Excel reserves "History".</summary>
    public string Sheet(string title)
    {
        var clean = ExcelText.Clean(title).Replace(": ", " - ", StringComparison.Ordinal);
        clean = string.Concat(clean.Select(c => c switch { ':' or '/' or '\\' => '-', '?' or '*' or '[' or ']' or < ' ' => ' ', _ => c }));
        clean = clean.Trim().Trim('\'').Trim();
        return Unique(_sheets, clean.Length == 0 ? "Sheet" : Short(clean), MaxSheet, " ({0})");
    }

    /// <summary>A table name of letters, digits and underscores. Its prefix prevents names that look like cell addresses.</summary>
    public string Table(string id)
    {
        var name = new StringBuilder("Table_");
        foreach (var c in id)
        {
            name.Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
        }

        return Unique(_tables, name.ToString(), 200, "_{0}");
    }

    /// <summary>Cuts at the end of a word. Keeps the text after a dash, because it distinguishes the sheets of a list.</summary>
    private static string Short(string name)
    {
        if (name.Length <= MaxSheet)
        {
            return name;
        }

        var dash = name.LastIndexOf(" - ", StringComparison.Ordinal);
        var ending = dash > 0 && name.Length - dash <= 18 ? name[dash..] : string.Empty;
        var head = Cut(dash > 0 && ending.Length > 0 ? name[..dash] : name, MaxSheet - ending.Length);
        var space = head.LastIndexOf(' ');
        return (space >= head.Length / 2 ? head[..space] : head) + ending;
    }

    private static string Unique(HashSet<string> taken, string name, int max, string suffix)
    {
        var candidate = Cut(name, max);
        for (var i = 2; !taken.Add(candidate); i++)
        {
            var ending = string.Format(CultureInfo.InvariantCulture, suffix, i);
            candidate = Cut(name, max - ending.Length) + ending;
        }

        return candidate;
    }

    private static string Cut(string name, int max)
    {
        var length = Math.Min(name.Length, max);
        if (length < name.Length && char.IsHighSurrogate(name[length - 1]))
        {
            length--;
        }

        return name[..length].Trim().TrimEnd('\'');
    }
}
