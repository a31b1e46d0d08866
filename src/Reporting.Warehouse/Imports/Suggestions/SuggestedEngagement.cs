using Reporting.Warehouse.Imports.Mappings;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Suggestions;

/// <summary>The part of a suggested mapping for the engagement's own values.</summary>
internal sealed class SuggestedEngagement(SuggestedColumns columns, SuggestedText text)
{
    private const int MaxTitle = 1000;
    private const int MaxCode = 150;
    private const int MaxCity = 180;

    // With fewer rows, numbers may be unique by chance.
    private const int EnoughRows = 20;

    public void Write(string prefix)
    {
        text.Note();
        text.Key("engagement:");
        WriteCode(prefix);
        WriteTitle();
        WriteDates();
        WriteType();
        WriteCity();
        new SuggestedNumbers(columns, text).Write();
    }

    public static bool IsId(ColumnSample column) => column.IsCalled(" id ", " code", " number ", " no ", " page");

    private static bool IsMeasure(ColumnSample column) =>
        column.IsCalled("year", "month", " day", "date", "amount", "cost", "value", "usd", "price", "budget", "quantity", "percent", "lat", "lon", "population");

    private void WriteCode(string prefix)
    {
        var unique = columns.All.Where(c => c.IsUnique && c.MaxLength <= MaxCode && !c.Values.Any(v => columns.IsMissing(c, v.Text)) && !(SuggestedColumns.IsDate(c) && !c.IsNumber)).ToList();
        var named = unique.Find(c => IsId(c) || c.IsCalled(" ref", " key", " serial", " #", "deal", "exno"));
        var other = unique.Find(c => c.MaxLength <= 30 && !SuggestedSources.IsAddress(c) && !c.IsYear && (c.Index == 0 || c.Rows >= EnoughRows) && !IsMeasure(c) && c.Values.All(v => v.Text.Any(char.IsAsciiDigit) && !v.Text.Contains(' ', StringComparison.Ordinal)));
        if ((named ?? other) is not { } code)
        {
            text.Doubtful("  code: {hash_of: all}", "no column has row numbers, so the code is a hash of all values; a corrected row becomes another engagement");
            text.Likely("  repeated_codes: separate", "equal rows stay apart");
            return;
        }

        var line = $"  code: {SuggestedText.Quoted($"{prefix}-{columns.Template(code)}")}";
        if (named is not null)
        {
            text.Sure(line);
        }
        else
        {
            text.Likely(line, "every row has a different value there");
        }
    }

    private void WriteTitle()
    {
        bool CanBe(ColumnSample c) => !c.IsMostlyNumber && !SuggestedColumns.IsDate(c) && !c.IsFlag && c.MaxLength <= MaxTitle && !SuggestedSources.IsAddress(c);
        var named = columns.First(c => CanBe(c) && c.IsCalled("title")) ?? columns.First(c => CanBe(c) && !c.IsCalled("type", "country", "donor", "file") && c.IsCalled(" name", "event", "activity", "project", "course", "description", "exercise", "subject"));
        var title = named ?? columns.All.Where(c => c.HasValues && CanBe(c) && !columns.IsUsed(c)).MaxBy(c => c.Length) ?? columns.All.FirstOrDefault(c => c.HasValues && c.MaxLength <= MaxTitle) ?? columns.All[0];
        var isUsed = columns.IsUsed(title);
        var template = SuggestedText.Quoted(columns.Template(title));
        Title = named is null && !isUsed ? title : null;
        var blank = title.Blank + title.Values.Where(value => columns.IsMissing(title, value.Text)).Sum(value => value.Count);
        if (blank > 0)
        {
            text.Doubtful($"  title: {{from: {template}, default: \"Without a title\"}}", $"{Plural.Of(blank, "row has", "rows have")} none there");
        }
        else if (named is null)
        {
            text.Doubtful($"  title: {template}", "no column is named like a title; this one has the longest texts");
        }
        else
        {
            text.Sure($"  title: {template}");
        }
    }

    /// <summary>The column chosen as the title without a matching name. It may also name participants.</summary>
    public ColumnSample? Title { get; private set; }

    private void WriteDates()
    {
        var dates = columns.All.Where(c => c.HasValues && SuggestedColumns.IsDate(c) && !columns.IsUsed(c) && !IsId(c)).ToList();
        bool IsEnd(ColumnSample c) => c.IsCalled(" end", "until", " to ", "finish", "completion", "deliver", "clos", "expir");
        var days = dates.FindAll(c => !c.IsYear && !IsEnd(c));
        var years = dates.FindAll(c => c.IsYear && !IsEnd(c));
        var start = days.Find(c => c.IsCalled("start", "begin", "from", "sign")) ?? days.Find(c => c.IsCalled("date")) ?? days.FirstOrDefault()
            ?? years.Find(c => c.IsCalled("start", "begin", "sign")) ?? years.Find(c => c.IsCalled("year", "date", "order")) ?? dates.Find(c => c.IsCalled("year"));
        if (start is null)
        {
            text.Note("  start: no column with dates was found, so every engagement will be undated.");
            return;
        }

        if (start.IsYear && columns.First(c => c.IsNumber && c.IsCalled("month") && !c.IsCalled(" end", " e ")) is { } month)
        {
            var day = columns.First(c => c.IsNumber && c.IsCalled(" day", "sday") && !c.IsCalled(" end"));
            text.Likely($"  start: {{year: {Quoted(start)}, month: {Quoted(month)}{(day is null ? "" : $", day: {Quoted(day)}")}, if_invalid: leave_out}}", "a date in parts");
            return;
        }

        // If the day is blank, the year may still be known.
        var year = start.IsYear || start.Blank == 0 ? null : years.Find(c => c.IsCalled("start", "begin", "year") && c != start);
        WriteDate("start", start, year);
        var end = dates.Find(c => c != start && c.IsYear == start.IsYear && IsEnd(c));
        if (end is not null)
        {
            WriteDate("end", end, null);
        }
    }

    private void WriteDate(string key, ColumnSample column, ColumnSample? year)
    {
        var (value, doubts) = Date(column);
        if (year is not null)
        {
            var (other, more) = Date(year);
            text.Doubtful($"  {key}: {{first_of: [{value}, {other}]}}", string.Join("; ", new[] { $"{Plural.Of(column.Blank, "row has", "rows have")} no day there and {Plural.Word(column.Blank, "uses", "use")} the year of {columns.NameOf(year)}" }.Concat(doubts).Concat(more)));
        }
        else
        {
            text.Line($"  {key}: {value}", doubts.Count > 0 ? "doubtful" : "likely", string.Join("; ", doubts));
        }
    }

    private (string Value, List<string> Doubts) Date(ColumnSample column)
    {
        var (formats, language, unread, example, isAmbiguous) = column.Dates();
        var doubts = new List<string>();
        if (formats is ["yyyy-MM"] && column.Values.Count() > 1 && column.Values.All(value => DateReader.IsYears(value.Text)))
        {
            return ($"{{from: {Quoted(column)}, before: \"-\"}}", ["each value is a year to the next one, or a month: then formats: [\"yyyy-MM\"]"]);
        }

        if (isAmbiguous)
        {
            doubts.Add("day/month or month/day? The values do not show it");
        }

        if (unread > 0)
        {
            doubts.Add($"{Plural.Of(unread, "value")} such as '{example}' {Plural.Word(unread, "is not a date in this format and is", "are not dates in this format and are")} left out with a warning");
        }

        return ($"{{from: {Quoted(column)}, formats: [{string.Join(", ", formats.Select(SuggestedText.Quoted))}]{(language is null ? "" : $", language: {language}")}{(unread > 0 ? ", if_invalid: leave_out" : "")}{columns.MissingKey(column)}}}", doubts);
    }

    private void WriteType()
    {
        var type = columns.First(c => !c.IsMostlyNumber && c.MaxLength <= 200 && c.IsCalled(" type", " kind") && !c.IsCalled("start", " end", "date", "actor", "donor", "partner", "participant") && c.IsComplete && c.Values.Count() <= 200);
        if (type is not null)
        {
            text.Likely($"  type: {Value(type)}", "");
        }
        else
        {
            text.Note("  type: no column found, so every engagement has the type 'unknown'. Write one, such as type: Project");
        }
    }

    private void WriteCity()
    {
        if (columns.First(c => !c.IsMostlyNumber && c.MaxLength <= MaxCity && c.IsCalled(" city", " town ")) is { } city)
        {
            text.Likely($"  city: {Value(city)}", "");
        }
    }

    private string Value(ColumnSample column) => columns.MissingKey(column) is { Length: > 0 } missing ? $"{{from: {Quoted(column)}{missing}}}" : Quoted(column);

    private string Quoted(ColumnSample column) => SuggestedText.Quoted(columns.Template(column));
}
