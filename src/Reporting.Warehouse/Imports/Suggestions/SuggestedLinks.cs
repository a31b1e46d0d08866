using System.Text.RegularExpressions;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Suggestions;

/// <summary>The parts of a suggested mapping for domains and participants.</summary>
internal sealed partial class SuggestedLinks(SuggestedColumns columns, SuggestedText text)
{
    private const int MaxName = 400;
    private const int MaxMapped = 400;

    private static readonly string[] DomainWords = ["sector", "domain", "topic", "categor", "theme", "issue", "program", "subject", " field", " area", "purpose", "domaine", "weapon", "target"];

    private static readonly string[] ParticipantWords =
    [
        "countr", " state ", " states ", "donor", "partner", "participant", "recipient", "member", " party", "parties", "actor", "organi", "agenc", " unit", "supplier", "compan", "minist",
        "funder", "implement", "beneficiar", "signator", "buyer", "seller", "vendor", "contractor", " host", "visitor", "side a", "side b", " nation ", "universit",
    ];

    private static readonly (string Word, string Kind)[] Kinds =
    [
        (" unit", "armed-force"), ("supplier", "company"), ("compan", "company"), ("vendor", "company"), ("contractor", "company"), ("seller", "company"), ("universit", "research-body"),
    ];

    public void Write()
    {
        WriteDomains();
        WriteParticipants();
    }

    private static bool IsNote(ColumnSample column) => column.IsCalled(" is ", " has ", " was ", " flag", "geocoded", " start", " end", "date", "status", " url", "percent", "comment", "note");

    private bool CanLink(ColumnSample column, string[] words) =>
        column.HasValues && !column.IsFlag && !column.IsNumber && !SuggestedColumns.IsDate(column) && !IsNote(column) && column.IsCalled(words) && columns.CodesOf(column) is null;

    // Codes of another list than ISO 3166, unless a column beside them has the names.
    private SuggestedCodes? CodesOf(ColumnSample column) =>
        !column.HasValues || column.IsFlag || columns.CodesOf(column) is not null ? null : SuggestedCodes.Of(column, columns.Countries, column.IsCalled(ParticipantWords));

    private void WriteDomains()
    {
        var rules = columns.All.Where(c => !columns.IsUsed(c) && CanLink(c, DomainWords) && CodesOf(c) is null).ToList();
        var flags = columns.All.Where(c => !columns.IsUsed(c) && c.IsFlag && c.Name.Length > 0 && !IsNote(c) && !c.IsCalled(" id ")).ToList();
        Begin("domains", rules.Count + flags.Count);
        foreach (var column in rules)
        {
            WriteRule(column, null);
        }

        if (flags.Count == 0)
        {
            return;
        }

        text.Doubtful("  - flags:", "columns that hold yes or no; remove those that are not domains");
        foreach (var column in flags)
        {
            columns.Use(column);
            text.Key($"      {SuggestedText.Quoted(columns.NameOf(column))}: {SuggestedText.Quoted(Slugs.Humanise(columns.NameOf(column)))}");
        }
    }

    private void WriteParticipants()
    {
        var series = columns.All.Where(c => c.Name.Length > 0 && Series(c.Name) != c.Name && !IsNote(c)).GroupBy(c => Series(c.Name), StringComparer.OrdinalIgnoreCase)
            .Where(g => g.Key.Length > 2 && g.Count() >= 3 && Adjacent(g) && g.Any(c => c.HasValues && (!c.IsNumber || CodesOf(c) is not null) && !c.IsFlag) && g.First().IsCalled(ParticipantWords)).ToList();
        var inSeries = series.SelectMany(g => g).ToHashSet();

        // Includes the title's column: in a list of countries no other column names a participant.
        var rules = columns.All.Where(c => !inSeries.Contains(c) && (CanLink(c, ParticipantWords) || (!columns.IsUsed(c) && CodesOf(c) is not null)) && (!columns.IsUsed(c) || !c.IsCalled("title", "project", "course", "event", "program", "sector"))).ToList();
        DropCodesOfNames(rules);
        Begin("participants", rules.Count + series.Count);
        foreach (var group in series)
        {
            WriteSeries([.. group]);
        }

        foreach (var column in rules)
        {
            WriteRule(column, DefaultKind(column));
            if (rules.Count + series.Count > 1 && columns.IsUsed(column))
            {
                // Without a role, a participant named in two columns of a row would be one line.
                text.Likely($"    role: {SuggestedText.Quoted(Role(column))}", "named like the column");
            }
        }
    }

    // Codes of the states that another column names. Using both would give every line twice.
    private void DropCodesOfNames(List<ColumnSample> rules)
    {
        foreach (var codes in rules.Where(c => CodesOf(c) is not null).Reverse().ToList())
        {
            var here = CodesOf(codes)!.Countries(codes);
            if (rules.OrderBy(c => CodesOf(c) is not null).FirstOrDefault(c => c != codes && Alike(here, CodesOf(c)?.Countries(c) ?? SuggestedCodes.Named(c, columns.Countries))) is { } names)
            {
                rules.Remove(codes);
                columns.AreCodesOf(codes, names);
            }
        }
    }

    private static bool Alike(Dictionary<string, int> one, Dictionary<string, int> other) =>
        one.Sum(country => Math.Min(country.Value, other.GetValueOrDefault(country.Key))) * 20 >= Math.Max(one.Values.Sum(), other.Values.Sum()) * 19;

    private void Begin(string key, int rules)
    {
        text.Note();
        if (rules == 0)
        {
            text.Note($"{key}: no column of {key} was found; every engagement has the {key} 'unknown'. Write for example");
            text.Note(key == "domains" ? "domains: [{from: \"{…}\"}]" : "participants: [{from: \"{…}\", kind: country}]");
            return;
        }

        text.Key($"{key}:");
    }

    private void WriteSeries(List<ColumnSample> group)
    {
        group.ForEach(columns.Use);
        var items = group.SelectMany(c => c.Values.Where(v => !columns.IsMissing(c, v.Text))).Select(v => v.Text).Distinct(StringComparer.Ordinal).ToList();
        text.Likely($"  - columns: {SuggestedText.Quoted($"{columns.NameOf(group[0])}..{columns.NameOf(group[^1])}")}", $"{Plural.Of(group.Count, "column")} of one series");
        WriteKind(items, "government-body", group[0]);
    }

    private void WriteRule(ColumnSample column, string? kind)
    {
        var separators = ItemSeparators.Of(column, columns.Countries);
        var items = column.Values.Where(v => !columns.IsMissing(column, v.Text)).SelectMany(v => separators.Items(v.Text)).Distinct(StringComparer.Ordinal).ToList();
        if (items.Exists(item => item.Length > MaxName))
        {
            text.Note($"NOT USED: {SuggestedText.Quoted(columns.NameOf(column))} has names of more than {MaxName} characters, such as '{SuggestedText.Comment(items.Find(item => item.Length > MaxName)!)}': its links are lost.");
            return;
        }

        var isList = separators.Separator is not null;
        var doubts = new List<string>();
        if (!isList && separators.Reason.Length > 0)
        {
            doubts.Add(separators.Reason);
        }

        if (column.Blank > 0)
        {
            doubts.Add($"{Plural.Of(column.Blank, "row has", "rows have")} none");
        }

        if (column.IsUnique && !isList)
        {
            doubts.Add("every row has a different one; perhaps it is a text, not a name");
        }

        text.Line($"  - from: {SuggestedText.Quoted(columns.Template(column))}", doubts.Count > 0 ? "doubtful" : "likely", string.Join("; ", doubts));
        if (isList)
        {
            var isClear = separators.Separator is "|" or ";" or "\n";
            text.Line($"    split: {SuggestedText.Quoted(separators.Separator!)}", isClear ? "sure" : "doubtful", isClear ? "" : separators.Reason);
        }

        if (separators.Keep.Count > 0)
        {
            text.Doubtful($"    keep: [{string.Join(", ", separators.Keep.Select(SuggestedText.Quoted))}]", "names that contain the separator");
        }

        if (columns.OwnSentinels(column).ToList() is { Count: > 0 } own)
        {
            text.Doubtful($"    missing: [{string.Join(", ", own.Select(SuggestedText.Quoted))}]", "it means 'missing' here");
        }

        if (kind is not null)
        {
            WriteKind(items, kind, column);
        }
    }

    private void WriteKind(List<string> items, string kind, ColumnSample column)
    {
        if (CodesOf(column) is { } codes)
        {
            text.Likely("    kind: country", "");
            text.Doubtful($"    country_codes: {codes.Scheme}", codes.Why);
            text.Doubtful("    if_no_country: unknown", "a code without a country on the day of the engagement becomes unknown, with a warning");
            return;
        }

        var countries = items.Where(item => columns.Countries.Find(item) is not null).ToList();
        if (countries.Count == items.Count && items.Count > 0 && column.IsComplete)
        {
            text.Sure("    kind: country");
        }
        else if (countries.Count == 0)
        {
            text.Doubtful($"    kind: {kind}", "or company, armed-force, research-body, international-organisation, government-body, person");
        }
        else if (countries.Count > MaxMapped)
        {
            text.Doubtful($"    kind: {kind}", $"{countries.Count:N0} of {Plural.Of(items.Count, "name")} {Plural.Word(countries.Count, "is a country", "are countries")}, too many to list here");
        }
        else
        {
            var others = items.Except(countries, StringComparer.Ordinal).ToList();
            var map = string.Join(", ", countries.Order(StringComparer.Ordinal).Select(item => $"{SuggestedText.Quoted(item)}: country"));
            text.Doubtful(
                $"    kind: {{from: \"{{item}}\", map: {{{map}}}, otherwise: {kind}}}",
                $"{countries.Count:N0} of {Plural.Of(items.Count, "name")} {Plural.Word(countries.Count, "is a country", "are countries")}; the others, such as {string.Join("; ", others.Take(4).Select(o => $"'{TextRules.Short(o, 40)}'"))}, are treated as {kind}");
        }
    }

    private string Role(ColumnSample column)
    {
        var name = Slugs.Of(columns.NameOf(column)) is { Length: > 0 } slug ? slug : "participant";
        name = name.EndsWith("ies", StringComparison.Ordinal) ? $"{name[..^3]}y" : name.EndsWith('s') && !name.EndsWith("ss", StringComparison.Ordinal) ? name[..^1] : name;
        return name[..Math.Min(name.Length, 90)].TrimEnd('-');
    }

    private static string DefaultKind(ColumnSample column) => Kinds.FirstOrDefault(k => column.IsCalled(k.Word)) is { Kind: { } kind } ? kind : "government-body";

    private static bool Adjacent(IEnumerable<ColumnSample> group)
    {
        var indexes = group.Select(c => c.Index).ToList();
        return indexes[^1] - indexes[0] == indexes.Count - 1;
    }

    // StateA, StateB … StateAM; Country1, Country2 …
    private static string Series(string name) => Ending().Match(name.Trim()) is { Success: true } match ? match.Groups["stem"].Value : name;

    [GeneratedRegex(@"^(?<stem>.*\p{Ll})[ _-]?([0-9]{1,3}|[A-Z]{1,2})$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ending();
}
