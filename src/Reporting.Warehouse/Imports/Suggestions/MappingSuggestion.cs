using Reporting.Warehouse.Imports.Files.Rows;
using Reporting.Warehouse.Imports.Mappings;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Suggestions;

/// <summary>
/// Suggests a mapping for a file from all its names and values. Each line states how certain it is, and unused columns are listed. The file can be
/// imported with the mapping unchanged.
/// </summary>
public sealed class MappingSuggestion
{
    private readonly SuggestedText _text = new();
    private readonly FileSample _file;
    private readonly SuggestedColumns _columns;

    private MappingSuggestion(FileSample file) => (_file, _columns) = (file, new SuggestedColumns(file.Columns));

    /// <summary>The text of a valid mapping file. The stream must be seekable. Problems: those of an unreadable file.</summary>
    public static async Task<Outcome<string>> WriteAsync(Stream content, string fileName, CancellationToken cancellationToken = default)
    {
        try
        {
            var start = content.Position;
            var name = Path.GetFileNameWithoutExtension(fileName);
            var file = await FileSample.ReadAsync(content, cancellationToken);
            var yaml = new MappingSuggestion(file).Write(name);
            content.Position = start;
            var trial = await SuggestionTrial.RunAsync(content, MappingCatalog.Parse("suggested", yaml), cancellationToken);
            return Head(file, trial) + yaml;
        }
        catch (ImportFileException refused)
        {
            return refused.Problem;
        }
    }

    private static string Head(FileSample file, SuggestionTrial trial)
    {
        var head = new SuggestedText();
        head.Note($"A first mapping, made from {(file.IsWhole ? "all" : "the first")} {Plural.Of(file.Rows, "row")} of the file. docs/imports.md explains the keys.");
        head.Note("Each line states its certainty. Check the doubtful lines, then run: reporting import FILE --mapping THIS-FILE.yml --dry-run");
        head.Note($"Tried on the file: {Plural.Of(trial.Engagements, "engagement")}, {Plural.Of(trial.DomainLinks, "domain link")}, {Plural.Of(trial.Lines, "participation line")}, {Plural.Of(trial.Refused.Sum(r => r.Count), "mistake")}.");
        foreach (var (reason, count, row) in trial.Refused.Take(10))
        {
            head.Note($"REFUSED {Plural.Of(count, "time")}, first in row {row}: {SuggestedText.Comment(reason, 200)}");
        }

        if (file.LongRows > 0)
        {
            head.Note($"{Plural.Of(file.LongRows, "row has", "rows have")} more values than column names and will be refused. The first is row {file.FirstLongRow}. Enclose values with the delimiter in quotation marks.");
        }

        return head.ToString();
    }

    private string Write(string name)
    {
        _text.Key($"name: {SuggestedText.Quoted(Slugs.Humanise(name))}");
        WriteFile();
        new SuggestedEngagement(_columns, _text).Write(Slugs.Of(name) is { Length: > 0 } slug ? slug[..Math.Min(slug.Length, 40)].TrimEnd('-') : "file");
        new SuggestedLinks(_columns, _text).Write();
        new SuggestedSources(_columns, _text).Write();
        WriteColumns();
        return _text.ToString();
    }

    private void WriteFile()
    {
        _text.Note();
        foreach (var sheet in _file.Sheets.Where(sheet => !sheet.IsChosen))
        {
            _text.Note($"The sheet {SuggestedText.Quoted(sheet.Name)} is not read: {(sheet.IsHidden ? "it is hidden, and " : "")}it has {Plural.Of(sheet.Rows, "row")} with two values or more.");
        }

        _text.Key("file:");
        if (_file.Sheets.FirstOrDefault(sheet => sheet.IsChosen) is { } chosen)
        {
            _text.Line($"  sheet: {SuggestedText.Quoted(chosen.Name)}", _file.Sheets.Count == 1 ? "sure" : "likely", _file.Sheets.Count == 1 ? "" : "it has the most rows");
        }
        else
        {
            var delimiter = _file.Shape.Delimiter switch { ',' => "comma", ';' => "semicolon", '\t' => "tab", _ => "pipe" };
            _text.Line($"  encoding: {_file.Shape.Encoding}", _file.Shape.Encoding == "windows-1252" ? "doubtful" : "sure", _file.Shape.Encoding == "windows-1252" ? "it is not UTF-8, and other old encodings are possible: check accented letters" : "");
            _text.Sure($"  delimiter: {delimiter}");
            if (!_file.Shape.Quotes)
            {
                _text.Likely("  quotes: false", "values have quotation marks in the middle");
            }

            if (_file.ShortRows > 0)
            {
                _text.Doubtful("  short_rows: allow", $"{Plural.Of(_file.ShortRows, "row has", "rows have")} fewer values than column names; check whether the file was cut off");
            }
        }

        _text.Line($"  header_row: {_file.HeaderRow}", _file.HeaderRow == 1 ? "sure" : "likely", _file.HeaderRow == 1 ? "" : "the rows before it have few values");
        if (_file.TailRows > 0)
        {
            _text.Doubtful($"  skip_last: {_file.TailRows}", "the last rows have few values and look like notes or totals");
        }

        WriteMissing();
    }

    private void WriteMissing()
    {
        foreach (var column in _columns.Namibian)
        {
            _text.Note($"'NA' in {SuggestedText.Quoted(_columns.NameOf(column))} is Namibia: the column holds country codes.");
        }

        var sentinels = _columns.Sentinels.ToList();
        if (sentinels.Count > 0)
        {
            var where = _file.Columns.Where(c => c.Sentinels().Any(sentinels.Contains))
                .Select(c => $"{_columns.NameOf(c)} ({Plural.Of(c.Values.Where(v => sentinels.Contains(v.Text)).Sum(v => v.Count), "row")})").Take(8);
            _text.Note();
            _text.Doubtful($"missing: [{string.Join(", ", sentinels.Select(SuggestedText.Quoted))}]", $"they seem to mean 'missing', in {string.Join(", ", where)}");
        }
    }

    private void WriteColumns()
    {
        _text.Note();
        _text.Note("The columns of the file, each with its first value. * marks a column used above. Other columns are not imported unless you add them.");
        foreach (var column in _file.Columns)
        {
            var isUsed = _columns.IsUsed(column);
            _text.Note($"{(isUsed ? '*' : '-')} {SuggestedText.Comment(_columns.NameOf(column))}: {SuggestedText.Comment(column.Example ?? "")}{(isUsed ? "" : $" (not used: {UnusedReason(column)})")}");
        }
    }

    private string UnusedReason(ColumnSample column) => !column.HasValues ? "it has no values"
        : column.IsFlag ? "it holds yes or no"
        : _columns.CodesOf(column) is { } named ? $"codes of {_columns.NameOf(named)}"
        : column.IsNumber ? "a number; its name does not show its meaning"
        : column.Length > 120 ? "a long text; it could be the summary"
        : "its name does not show its meaning";
}
