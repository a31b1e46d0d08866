using System.Globalization;
using System.Text;
using Reporting.TestWarehouses;
using Reporting.Warehouse.Imports;

namespace Reporting.Engine.Tests.Changes;

/// <summary>
/// Random imports, replacements, corrections of members and undos, with drafts and with values that sources state. Engagements "a" to "j" change all the time; "s1" to "s4" are always restricted and can be
/// left out, with all else the same.
/// </summary>
internal sealed class RandomHistory(TestWarehouse warehouse, int seed, bool withSecrets = true)
{
    private const string Header = "Code,Title,Summary,Start,Type,TypeName,Headcount,Handling,Status,Review,Domain,DomainName,DomainGroup,Participant,ParticipantName,ParticipantKind,Organisation,OrganisationKind,Country,Role,Source,SourceTitle,SourceKind,StatedField,StatedValue,Title.hi\n";

    private readonly Random _random = new(seed);
    private readonly List<int> _undoable = [];
    private int _steps;

    /// <param name="groups">True to move domains between groups too.</param>
    public async Task StepAsync(bool groups = true)
    {
        _steps++;
        var file = File(groups);
        var (replaces, undoes) = (_random.Next(4) == 0, _random.Next(4) == 0);
        var undone = _undoable.Count == 0 ? 0 : _random.Next(_undoable.Count);
        if (undoes && _undoable.Count > 0)
        {
            Assert.Null((await warehouse.Imports.UndoAsync(_undoable[undone])).Problem);
            _undoable.RemoveAt(undone);
            return;
        }

        using var content = new MemoryStream(Encoding.UTF8.GetBytes(file));
        var result = (await warehouse.Imports.RunAsync(new ImportRequest(content, "case.csv") { Replace = replaces })).Value!;
        Assert.Empty(result.Refusals.Select(r => r.ToString()));
        _undoable.Add(result.ImportKey!.Value);
    }

    // The same random numbers are drawn with and without secrets, so that two histories are equal but for them.
    private string File(bool groups)
    {
        var text = new StringBuilder(Header);
        var names = Enumerable.Range(0, 14).Select(_ => _random.Next(3)).ToList();
        foreach (var code in "abcdefghij")
        {
            Write(text, $"{code}", "x", names, groups, _random.Next(2) == 0, _random.Next(6) switch { 0 => "restricted", 1 => "official", _ => "public" }, _random.Next(5) switch { 0 => "planned", 1 => "cancelled", _ => "" });
        }

        for (var i = 1; i <= 4; i++)
        {
            Write(text, $"s{i}", "h", names, groups: false, _random.Next(2) == 0 && withSecrets, "restricted", "");
        }

        // Every file changes something, so that each step makes a version.
        text.Append(CultureInfo.InvariantCulture, $"tick,Tick,,2020,visit,Visit,{_steps},public,,,tock,Tock,gt,,,,,,,,,,,,,\n");
        return text.ToString();
    }

    private void Write(StringBuilder text, string code, string family, List<int> names, bool groups, bool isWritten, string handling, string status)
    {
        var (title, year, type, people, lines, review) = (_random.Next(3), 2020 + _random.Next(3), _random.Next(2), _random.Next(4), 1 + _random.Next(2), _random.Next(5));
        var links = Enumerable.Range(0, lines).Select(_ => (Domain: _random.Next(3), Person: _random.Next(3), Body: _random.Next(3), Role: _random.Next(2), Source: _random.Next(2), Stated: _random.Next(4))).ToList();
        if (!isWritten)
        {
            return;
        }

        foreach (var (line, i) in links.Select((l, i) => (l, i)))
        {
            var own = i == 0 ? $"{code}{title},{(title == 0 ? "" : "Text")},{year},{family}t{type},T{names[type]},{(people == 3 ? "" : people)},{handling},{status},{(review == 0 ? "draft" : "")}" : ",,,,,,,,";
            var domain = i > 0 && links[0].Domain == line.Domain ? ",," : $"{family}{line.Domain},N{names[2 + line.Domain]},g{(groups ? names[2 + line.Domain] % 2 : 0)}";
            var isRepeated = i > 0 && links[0].Source == line.Source;
            var stated = line.Stated == 3 || isRepeated ? "," : $"headcount,{line.Stated}";
            var source = isRepeated ? ",,,," : $"{family}s{line.Source},S{names[5 + line.Source]},{(names[11 + line.Source] == 0 ? "official" : "media")},{stated}";
            var body = line.Body == 0 ? "," : $"{family}o{line.Body},government-body";
            text.Append(CultureInfo.InvariantCulture, $"{code},{own},{domain},{family}p{line.Person},P{names[7 + line.Person]},{(names[10] == 0 ? "company" : "government-body")},{body},IN,{(line.Role == 0 ? "host" : "guest")},{source},{(i == 0 && title == 1 ? "Hindi" : "")}\n");
        }
    }
}
