using Reporting.Warehouse.Imports.Files.Rows;
using Reporting.Warehouse.Imports.Mappings;
using Reporting.Warehouse.Members;

namespace Reporting.Warehouse.Imports.Suggestions;

/// <summary>The columns of a sample during a suggestion: which are used, and facts about several columns together.</summary>
internal sealed class SuggestedColumns
{
    private static readonly string[] CodeWords = [" iso", " iso2", " iso3", " code", " codes", " id "];

    private readonly HashSet<ColumnSample> _used = [];
    private readonly Dictionary<ColumnSample, ColumnSample> _codes = [];

    public SuggestedColumns(IReadOnlyList<ColumnSample> all)
    {
        All = all;
        Countries = new CountryNames(CountryCodes.OfProgram);
        Namibian = [.. all.Where(column => IsCountryCodes(column) && column.Values.Any(value => value.Text == "NA"))];
    }

    public IReadOnlyList<ColumnSample> All { get; }

    public CountryNames Countries { get; }

    /// <summary>Columns of country codes, in which NA means Namibia.</summary>
    public IReadOnlyList<ColumnSample> Namibian { get; }

    /// <summary>Texts that mean "missing" in all columns.</summary>
    public IEnumerable<string> Sentinels => All.Except(Namibian).SelectMany(column => column.Sentinels()).Distinct(StringComparer.Ordinal).Where(text => text != "NA" || Namibian.Count == 0).Take(10);

    /// <summary>Texts that mean "missing" in this column only.</summary>
    public IEnumerable<string> OwnSentinels(ColumnSample column) => Namibian.Count > 0 && !Namibian.Contains(column) && column.Values.Any(value => value.Text == "NA") ? ["NA"] : [];

    /// <summary>The key <c>missing</c> of a value from this column; empty without such texts.</summary>
    public string MissingKey(ColumnSample column) => OwnSentinels(column).ToList() is { Count: > 0 } own ? $", missing: [{string.Join(", ", own.Select(SuggestedText.Quoted))}]" : "";

    /// <summary>True for a text that the mapping reads as missing in this column.</summary>
    public bool IsMissing(ColumnSample column, string value) => Sentinels.Contains(value, StringComparer.Ordinal) && !Namibian.Contains(column);

    public bool IsUsed(ColumnSample column) => _used.Contains(column);

    public ColumnSample? First(Func<ColumnSample, bool> matches) => All.FirstOrDefault(column => column.HasValues && !_used.Contains(column) && matches(column));

    public string NameOf(ColumnSample column) => column.Name.Length > 0 ? TextSteps.Spaces(column.Name) : ColumnLetters.Of(column.Index);

    /// <summary>The column as a template. Marks it as used.</summary>
    public string Template(ColumnSample column)
    {
        _used.Add(column);
        return MappingDocument.Template(NameOf(column));
    }

    public void Use(ColumnSample column) => _used.Add(column);

    /// <summary>The column to which this column's codes belong: donors for donors_iso3.</summary>
    public ColumnSample? CodesOf(ColumnSample column)
    {
        if (_codes.TryGetValue(column, out var named))
        {
            return named;
        }

        var word = CodeWords.FirstOrDefault(w => column.Key.Contains(w, StringComparison.Ordinal));
        var stem = word is null ? "" : column.Key[..column.Key.IndexOf(word, StringComparison.Ordinal)].Trim();
        return stem.Length == 0 ? null : All.FirstOrDefault(c => c != column && c.HasValues && (c.Key.Trim() == stem || c.Key.Trim() == $"{stem} name" || c.Key.Trim() == $"{stem} names"));
    }

    /// <summary>True when a column has the codes for the names or codes of another column.</summary>
    public void AreCodesOf(ColumnSample codes, ColumnSample names) => _codes[codes] = names;

    /// <summary>True for a column in which many rows have a date.</summary>
    public static bool IsDate(ColumnSample column) => column.Dates().Formats.Count > 0 && (column.IsYear || !column.IsNumber);

    private bool IsCountryCodes(ColumnSample column)
    {
        var codes = column.Values.Where(value => value.Text.Length == 2 && value.Text.All(char.IsAsciiLetterUpper) && Countries.Find(value.Text) is not null).Sum(value => value.Count);
        return column.HasValues && codes * 10 >= column.Count * 8 && column.Values.Count(value => value.Text.Length == 2) > 1;
    }
}
