using System.Text;
using Reporting.Warehouse.Imports.Staging;
using Reporting.Warehouse.Members;

namespace Reporting.Warehouse.Imports;

/// <summary>New members that are written nearly like another one: "Ministry of Defence" and "Defense Ministry" may be one.</summary>
internal static class DuplicateDetector
{
    // So many new participants are not looked at by anybody.
    private const int MaxParticipants = 20_000;
    private const int MaxWarnings = 200;

    private const string NewParticipants = "SELECT Code, Name FROM StageParticipant WHERE IsNew = 1 ORDER BY Code";

    private const string KnownParticipants = "SELECT Code, Name FROM DimParticipant WHERE ParticipantKey <> 0";

    private static readonly HashSet<string> Fillers = new(["the", "of", "and", "for", "de", "la", "du", "des", "del"], StringComparer.Ordinal);

    public static IReadOnlyCollection<ImportWarning> Find(StagingDatabase scratch, StarMembers members)
    {
        var warnings = new List<ImportWarning>();
        warnings.AddRange(members.Participants.WithoutKind().Select(code => new ImportWarning(0, $"'{code}' is named only as a parent; nothing says what it is.")));
        Compare(members.Domains, members.Seen.Domain.Tells, "domain", warnings);
        Compare(members.Types, members.Seen.Type.Tells, "type", warnings);
        var added = Read(scratch, NewParticipants).Take(MaxParticipants + 1).ToList();
        if (added.Count is > 0 and <= MaxParticipants)
        {
            Compare(added, Read(scratch, KnownParticipants).Where(p => members.Seen.TellsParticipant(p.Code)), "participant", warnings);
        }

        return warnings;
    }

    /// <summary>The words of a name in order, without accents, fillers, doubled letters, and with the usual differences of spelling gone.</summary>
    public static string Skeleton(string name)
    {
        var words = Slugs.Of(name).Split('-', StringSplitOptions.RemoveEmptyEntries).Where(word => !Fillers.Contains(word)).Select(Word).Order(StringComparer.Ordinal);
        return string.Join(' ', words);
    }

    private static string Word(string word)
    {
        var letters = new StringBuilder(word.Length);
        foreach (var c in word.Replace("isation", "ization", StringComparison.Ordinal).Replace("programme", "program", StringComparison.Ordinal).Replace("our", "or", StringComparison.Ordinal))
        {
            var kept = c is 'c' or 'z' ? 's' : c;
            if (letters.Length == 0 || letters[^1] != kept || char.IsDigit(c))
            {
                letters.Append(kept);
            }
        }

        return letters is { Length: > 4 } && letters[^1] == 's' ? letters.ToString(0, letters.Length - 1) : letters.ToString();
    }

    private static void Compare(GroupedMembers members, Func<string, bool> isSeen, string what, List<ImportWarning> warnings) => Compare(
        members.All.Where(m => m.IsNew).Select(m => (m.Code, m.Name)), members.All.Where(m => !m.IsNew && isSeen(m.Code)).Select(m => (m.Code, m.Name)), what, warnings);

    private static void Compare(IEnumerable<(string Code, string Name)> added, IEnumerable<(string Code, string Name)> known, string what, List<ImportWarning> warnings)
    {
        var skeletons = new Dictionary<string, (string Code, string Name)>(StringComparer.Ordinal);
        foreach (var member in added)
        {
            var skeleton = Skeleton(member.Name);
            if (skeleton.Length > 0 && !skeletons.TryAdd(skeleton, member))
            {
                Warn(member, skeletons[skeleton], what, warnings);
            }
        }

        foreach (var member in known)
        {
            if (skeletons.Count > 0 && skeletons.TryGetValue(Skeleton(member.Name), out var twin) && twin.Code != member.Code)
            {
                Warn(twin, member, what, warnings);
            }
        }
    }

    private static void Warn((string Code, string Name) one, (string Code, string Name) other, string what, List<ImportWarning> warnings)
    {
        if (warnings.Count < MaxWarnings)
        {
            warnings.Add(new ImportWarning(0, $"The new {what} '{TextRules.Short(one.Name)}' ({one.Code}) looks like '{TextRules.Short(other.Name)}' ({other.Code}): are they one?"));
        }
    }

    private static IEnumerable<(string Code, string Name)> Read(StagingDatabase scratch, string sql)
    {
        using var statement = new StagingStatement(scratch.Connection, sql);
        while (statement.Read())
        {
            yield return (statement.Text(0)!, statement.Text(1)!);
        }
    }
}
