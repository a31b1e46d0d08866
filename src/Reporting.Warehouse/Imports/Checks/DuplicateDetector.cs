using Reporting.Warehouse.Imports.Mappings;
using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Imports.Staging;
using Reporting.Warehouse.Members;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Checks;

/// <summary>Finds new members with almost the same name as another one: "Ministry of Defence" and "Defense Ministry".</summary>
internal static class DuplicateDetector
{
    // A list of warnings for more new participants would be too long to read.
    private const int MaxParticipants = 20_000;
    private const int MaxWarnings = 200;

    private const string NewParticipants = "SELECT Code, Name FROM StageParticipant WHERE IsNew = 1 ORDER BY Code";

    private const string KnownParticipants = "SELECT Code, Name FROM DimParticipant WHERE ParticipantKey <> 0";

    /// <summary>Warns about members that are only named as a parent and have no stated kind.</summary>
    public static IReadOnlyCollection<ImportWarning> WithoutKind(StarMembers members) =>
        [.. members.Participants.WithoutKind().Select(code => new ImportWarning(0, $"'{code}' is named only as a parent, and no row states its kind."))];

    /// <summary>New members that resemble others of the file or the warehouse; up to 200.</summary>
    public static IReadOnlyList<PossibleDuplicate> Find(StagingDatabase staging, StarMembers members)
    {
        var found = new List<PossibleDuplicate>();
        Compare(members.Domains, members.Visible.Domain.CanName, "domain", found);
        Compare(members.Types, members.Visible.Type.CanName, "type", found);
        var added = Read(staging, NewParticipants).Take(MaxParticipants + 1).ToList();
        if (added.Count is > 0 and <= MaxParticipants)
        {
            var keys = new DuplicateKeys(new CountryNames(members.Countries));
            Compare(added, Read(staging, KnownParticipants).Where(p => members.Visible.CanNameParticipant(p.Code)), "participant", keys, found);
        }

        return found;
    }

    public static ImportWarning Warning(PossibleDuplicate d) => new(
        0, $"The new {d.Dimension} '{TextRules.Short(d.Name)}' ({d.Code}) looks like '{TextRules.Short(d.OtherName)}' ({d.OtherCode}). Check whether they are the same.");

    private static void Compare(GroupedMembers members, Func<string, bool> isSeen, string what, List<PossibleDuplicate> found) => Compare(
        [.. members.All.Where(m => m.IsNew).Select(m => (m.Code, m.Name))], members.All.Where(m => !m.IsNew && isSeen(m.Code)).Select(m => (m.Code, m.Name)), what, new DuplicateKeys(null), found);

    private static void Compare(IReadOnlyList<(string Code, string Name)> added, IEnumerable<(string Code, string Name)> known, string what, DuplicateKeys keys, List<PossibleDuplicate> found)
    {
        if (added.Count == 0)
        {
            return;
        }

        var names = new Dictionary<string, (string Code, string Name)>(StringComparer.Ordinal);
        var initials = new Dictionary<string, (string Code, string Name)>(StringComparer.Ordinal);
        var pairs = new HashSet<(string, string)>();
        foreach (var member in added)
        {
            Look(member, isNew: true);
            foreach (var key in keys.Shared(member.Name))
            {
                names.TryAdd(key, member);
            }

            foreach (var key in DuplicateKeys.Initials(member.Name))
            {
                initials.TryAdd(key, member);
            }
        }

        foreach (var member in known)
        {
            Look(member, isNew: false);
        }

        void Look((string Code, string Name) member, bool isNew)
        {
            foreach (var key in keys.Shared(member.Name))
            {
                Add(names, key);
                Add(initials, key);
            }

            foreach (var key in DuplicateKeys.Initials(member.Name))
            {
                Add(names, key);
            }

            void Add(Dictionary<string, (string Code, string Name)> others, string key)
            {
                if (found.Count < MaxWarnings && others.TryGetValue(key, out var other) && other.Code != member.Code && pairs.Add((other.Code, member.Code)))
                {
                    var (one, twin) = isNew ? (member, other) : (other, member);
                    found.Add(new PossibleDuplicate(what, one.Code, one.Name, twin.Code, twin.Name, SameMember.Line(what, one.Name, twin.Name, twin.Code)));
                }
            }
        }
    }

    private static IEnumerable<(string Code, string Name)> Read(StagingDatabase staging, string sql)
    {
        using var statement = new StagingStatement(staging.Connection, sql);
        while (statement.Read())
        {
            yield return (statement.Text(0)!, statement.Text(1)!);
        }
    }
}
