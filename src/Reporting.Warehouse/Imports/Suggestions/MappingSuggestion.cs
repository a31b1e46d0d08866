using System.Globalization;
using System.Text;
using Reporting.Warehouse.Imports.Files;
using Reporting.Warehouse.Imports.Mappings;
using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Imports.Suggestions;

/// <summary>Writes a first mapping from a file: what can be told from its names and values, with comments where somebody has to look.</summary>
public sealed class MappingSuggestion
{
    private readonly StringBuilder _yaml = new();
    private readonly FileSample _file;
    private readonly HashSet<ColumnSample> _used = [];

    private MappingSuggestion(FileSample file) => _file = file;

    /// <summary>The text of a mapping file that loads. The stream must be seekable. Problems: those of a file that cannot be read.</summary>
    public static async Task<Outcome<string>> WriteAsync(Stream content, string fileName, CancellationToken cancellationToken = default)
    {
        try
        {
            var name = Path.GetFileNameWithoutExtension(fileName);
            var yaml = new MappingSuggestion(await FileSample.ReadAsync(content, cancellationToken)).Write(name);
            MappingCatalog.Parse("suggested", yaml);
            return yaml;
        }
        catch (ImportFileException refused)
        {
            return refused.Problem;
        }
    }

    private string Write(string name)
    {
        _yaml.Append("# A first mapping, made from the first rows of the file. Check every line; docs/imports.md explains the keys.\n");
        _yaml.Append("# Then: reporting import FILE --mapping THIS-FILE.yml --dry-run\n");
        _yaml.Append(CultureInfo.InvariantCulture, $"name: {Quoted(Slugs.Humanise(name))}\n");
        WriteFile();
        WriteEngagement();
        WriteLinks("domains", ["sector", "domain", "topic", "category", "theme", "issue", "program", "subject", "field", "area", "target"], "");
        WriteParticipants();
        _yaml.Append("\n# sources: by default the file itself; otherwise\n#   - {publisher: \"{…}\", title: \"{…}\", url: \"{…}\"}\n");
        _yaml.Append("\n# The columns of the file, and the first value of each; * is used above.\n");
        foreach (var column in _file.Columns)
        {
            _yaml.Append(CultureInfo.InvariantCulture, $"# {(_used.Contains(column) ? '*' : ' ')} {Comment(NameOf(column))}: {Comment(column.Example ?? "")}\n");
        }

        return _yaml.ToString();
    }

    private void WriteFile()
    {
        _yaml.Append("\nfile:\n");
        if (!_file.IsWorkbook)
        {
            var delimiter = _file.Delimiter switch { ',' => "comma", ';' => "semicolon", '\t' => "tab", _ => "pipe" };
            _yaml.Append(CultureInfo.InvariantCulture, $"  encoding: {_file.Encoding}\n  delimiter: {delimiter}\n");
        }

        _yaml.Append(CultureInfo.InvariantCulture, $"  header_row: {_file.HeaderRow}\n");
        var sentinels = _file.Columns.SelectMany(c => c.Sentinels()).Distinct(StringComparer.Ordinal).Take(10).ToList();
        if (sentinels.Count > 0)
        {
            _yaml.Append(CultureInfo.InvariantCulture, $"\n# These look as if they meant that nothing is known.\nmissing: [{string.Join(", ", sentinels.Select(Quoted))}]\n");
        }
    }

    private void WriteEngagement()
    {
        _yaml.Append("\nengagement:\n");
        if (First(c => c.IsUnique && c.IsCalled(" id", "code", "number", " no ", "ref")) is { } code)
        {
            _yaml.Append(CultureInfo.InvariantCulture, $"  code: {Value(code)}\n");
        }
        else
        {
            _yaml.Append("  # No column numbers the rows: the code is made of all of them, and equal rows stay apart.\n  code: {hash_of: all}\n  repeated_codes: separate\n");
        }

        var title = First(c => !c.IsNumber && c.IsCalled("title", " name", "event", "activity", "project", "course", "description") && c.Formats().Count == 0)
            ?? _file.Columns.Where(c => c.HasValues && !c.IsNumber && !_used.Contains(c)).MaxBy(c => c.Length) ?? _file.Columns[0];
        _yaml.Append(CultureInfo.InvariantCulture, $"  title: {Value(title)}\n");
        WriteDates();
        WriteOne("type", c => !c.IsNumber && c.IsCalled(" type", " kind") && !c.IsCalled("start", " end", "date"), "");
        WriteOne("city", c => !c.IsNumber && c.IsCalled("city", " town"), "");
        WriteOne("headcount", c => (c.IsNumber || c.IsDecimalComma) && c.IsCalled("student", "participants", "people", "headcount", "quantity", "attend", "personnel", "troops"), "");
        WriteOne("amount_usd", c => (c.IsNumber || c.IsDecimalComma) && c.IsCalled("usd", "cost", "amount", "commitment", "value", "budget", "price", "dollar"), "  # US dollars, or 'multiply' by the rate");
    }

    private void WriteDates()
    {
        var dates = _file.Columns.Where(c => c.Formats().Count > 0 && !(c.IsNumber && !c.IsYear) && !_used.Contains(c)).ToList();
        var start = dates.Find(c => !c.IsYear && c.IsCalled("start", "begin", "from", "sign")) ?? dates.Find(c => !c.IsYear && c.IsCalled("date") && !c.IsCalled(" end"))
            ?? dates.Find(c => !c.IsYear && !c.IsCalled(" end")) ?? dates.Find(c => c.IsCalled("year", "start", "date"));
        if (start is null)
        {
            _yaml.Append("  # start: no column of dates was found; every engagement will be undated\n");
            return;
        }

        if (start.IsYear && First(c => c.IsNumber && c.IsCalled("month") && !c.IsCalled(" end", " e ")) is { } month)
        {
            var day = First(c => c.IsNumber && c.IsCalled(" day", "sday") && !c.IsCalled(" end"));
            Value(start);
            _yaml.Append(CultureInfo.InvariantCulture, $"  start: {{year: {Value(start)}, month: {Value(month)}{(day is null ? "" : $", day: {Value(day)}")}}}\n");
            return;
        }

        WriteDate("start", start);
        if (dates.Find(c => c != start && c.IsYear == start.IsYear && c.IsCalled(" end", "until", " to ", "finish", "completion")) is { } end)
        {
            WriteDate("end", end);
        }
    }

    private void WriteDate(string key, ColumnSample column)
    {
        var formats = column.Formats();
        if (formats.Contains("d/M/yyyy") || formats.Contains("M/d/yyyy"))
        {
            _yaml.Append("  # Is it day/month (d/M/yyyy) or month/day (M/d/yyyy)?\n");
        }

        _yaml.Append(CultureInfo.InvariantCulture, $"  {key}: {{from: {Value(column)}, formats: [{string.Join(", ", formats.Select(Quoted))}]}}\n");
    }

    private void WriteOne(string key, Func<ColumnSample, bool> matches, string comment)
    {
        if (First(matches) is { } column)
        {
            _yaml.Append(CultureInfo.InvariantCulture, $"  {key}: {(column.IsDecimalComma ? $"{{from: {Value(column)}, decimal_mark: \",\"}}" : Value(column))}{comment}\n");
        }
    }

    private void WriteLinks(string key, string[] words, string more)
    {
        var rules = _file.Columns.Where(c => c.HasValues && !_used.Contains(c) && !c.IsFlag && !c.IsNumber && !c.IsCalled(" iso", " code", " id ") && c.IsCalled(words)).ToList();
        var flags = key == "domains" ? _file.Columns.Where(c => !_used.Contains(c) && c.IsFlag && c.Name.Length > 0).ToList() : [];
        _yaml.Append(CultureInfo.InvariantCulture, $"\n{(rules.Count + flags.Count == 0 ? $"# No column of {key} was found.\n# " : "")}{key}:\n");
        foreach (var column in rules)
        {
            var separator = column.Separator();
            _yaml.Append(CultureInfo.InvariantCulture, $"  - from: {Value(column)}\n{(separator is null ? "" : $"    split: {Quoted(separator)}\n")}{more}");
        }

        if (flags.Count > 0)
        {
            _yaml.Append("  # Columns that say yes or no; leave out those that are no domains.\n  - flags:\n");
            foreach (var column in flags)
            {
                Value(column);
                _yaml.Append(CultureInfo.InvariantCulture, $"      {Quoted(NameOf(column))}: {Quoted(Slugs.Humanise(column.Name))}\n");
            }
        }
    }

    private void WriteParticipants()
    {
        string[] words = ["country", "state", "donor", "partner", "participant", "recipient", "member", "party", "actor", "organisation", "organization", "agency", "unit"];
        var numbered = _file.Columns.Where(c => !_used.Contains(c) && c.HasValues && !c.IsFlag && c.IsCalled(words)).ToList();
        var wide = numbered.GroupBy(c => Series(c.Name), StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Key.Length > 2 && g.Count() >= 3);
        if (wide is null)
        {
            WriteLinks("participants", words, "    kind: country  # or government-body, armed-force, company, research-body, international-organisation, person\n");
            return;
        }

        var columns = wide.ToList();
        columns.ForEach(column => _used.Add(column));
        _yaml.Append(CultureInfo.InvariantCulture, $"\nparticipants:\n  - columns: {Quoted($"{NameOf(columns[0])}..{NameOf(columns[^1])}")}\n    kind: country\n");
    }

    // StateA, StateB … StateAM; Country1, Country2 …
    private static string Series(string name)
    {
        var stem = name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        return stem.Length < name.Length ? stem.TrimEnd('_', ' ') : stem.Length > 3 && char.IsUpper(stem[^1]) ? stem.TrimEnd([.. Enumerable.Range('A', 26).Select(c => (char)c)]).TrimEnd('_', ' ') : name;
    }

    private ColumnSample? First(Func<ColumnSample, bool> matches) => _file.Columns.FirstOrDefault(c => c.HasValues && !_used.Contains(c) && matches(c));

    private string Value(ColumnSample column)
    {
        _used.Add(column);
        return Quoted($"{{{NameOf(column)}}}");
    }

    private static string NameOf(ColumnSample column) => column.Name.Length > 0 ? TextSteps.Spaces(column.Name) : ColumnLetters.Of(column.Index);

    private static string Comment(string text) => TextRules.Short(TextSteps.Spaces(SafeText.Of(text)), 60);

    private static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal)}\"";
}
