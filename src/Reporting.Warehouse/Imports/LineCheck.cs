using Reporting.Warehouse.Members;

namespace Reporting.Warehouse.Imports;

/// <summary>Checks the participation lines of an engagement and what they say of participants and organisations.</summary>
internal sealed class LineCheck
{
    private readonly StarMembers _members;
    private readonly RecordErrors _findings;
    private readonly Dictionary<string, ParticipantStatement> _said = new(StringComparer.Ordinal);
    private readonly HashSet<string> _withheld = new(StringComparer.Ordinal);

    private LineCheck(StarMembers members, RecordErrors findings) => (_members, _findings) = (members, findings);

    public static async ValueTask<(IReadOnlyCollection<ParticipantStatement> Participants, IReadOnlyList<CheckedLine> Lines)> CheckAsync(
        EngagementRecord record, StarMembers members, RecordErrors findings)
    {
        var check = new LineCheck(members, findings);
        foreach (var line in record.Lines)
        {
            check.Read(line);
        }

        foreach (var said in check._said.Values)
        {
            await check.CheckMemberAsync(said);
        }

        var lines = new List<CheckedLine>(Math.Max(record.Lines.Count, 1));
        foreach (var line in record.Lines)
        {
            check.Add(line, lines);
        }

        if (record.Lines.Count == 0)
        {
            check._said.Add(UnknownMembers.Code, new ParticipantStatement(UnknownMembers.Code, record.Row));
            lines.Add(new CheckedLine(UnknownMembers.Code, null, UnknownMembers.Code, "participant", null));
        }

        return (check._said.Values, lines);
    }

    private void Read(ParticipationRecord line)
    {
        var row = line.Row;
        if (line.Participant.Length == 0)
        {
            _findings.NeedsCode(
                row, "Participant", "A line names who took part: write a code into Participant (the organisation's own, or 'unknown' for somebody who is not named).",
                ("ParticipantName", line.Name), ("ParticipantNameLocal", line.NameLocal), ("ParticipantKind", line.Kind), ("ParticipantCountry", line.ParticipantCountry),
                ("ParticipantParent", line.Parent), ("Organisation", line.Organisation), ("Country", line.Country), ("Role", line.Role), ("Capacity", line.Capacity));
        }
        else
        {
            Read(row, "Participant", line.Participant, line.Name, line.NameLocal, line.Kind, line.ParticipantCountry, line.IsCodeOfName);
            ReadParent(line);
        }

        if (line.Organisation.Length == 0)
        {
            _findings.NeedsCode(
                row, "Organisation", "Write the organisation's code into Organisation.",
                ("OrganisationName", line.OrganisationName), ("OrganisationNameLocal", line.OrganisationNameLocal),
                ("OrganisationKind", line.OrganisationKind), ("OrganisationCountry", line.OrganisationCountry));
        }
        else
        {
            Read(row, "Organisation", line.Organisation, line.OrganisationName, line.OrganisationNameLocal, line.OrganisationKind, line.OrganisationCountry, line.IsOrganisationCodeOfName);
        }
    }

    private void Read(int row, string prefix, string code, string name, string nameLocal, string kind, string country, bool isCodeOfName)
    {
        _findings.Slug(row, prefix, code);
        if (_findings.Withhold(row, prefix, code, _members.Participants.Hidden))
        {
            _withheld.Add(code);
        }

        if (code == UnknownMembers.Code)
        {
            _findings.NeedsCode(
                row, prefix, "'unknown' stands for what is not stated and has no name, kind or country of its own.",
                ($"{prefix}Name", name), ($"{prefix}NameLocal", nameLocal), ($"{prefix}Kind", kind), ($"{prefix}Country", country));
            (name, nameLocal, kind, country) = ("", "", "", "");
        }

        if (!_said.TryGetValue(code, out var said))
        {
            _said.Add(code, said = new ParticipantStatement(code, row));
        }

        var called = _findings.Text(row, $"{prefix}Name", name, 400);
        said.NewName = Keep(said.NewName, isCodeOfName ? called ?? "" : "");
        said.Name = Keep(said.Name, isCodeOfName ? "" : Declare(row, prefix, "Name", code, called));
        said.NameLocal = Keep(said.NameLocal, Declare(row, prefix, "NameLocal", code, _findings.Text(row, $"{prefix}NameLocal", nameLocal, 400)));
        said.Kind = Keep(said.Kind, Declare(row, prefix, "Kind", code, _findings.OneOf(row, $"{prefix}Kind", kind, ParticipantKinds.All)));
        said.Country = Keep(said.Country, Declare(row, prefix, "Country", code, EngagementCheck.Country(_members.Countries, _findings, row, $"{prefix}Country", country)));
    }

    private void ReadParent(ParticipationRecord line)
    {
        if (line.Parent.Length == 0)
        {
            return;
        }

        _findings.Withhold(line.Row, "ParticipantParent", line.Parent, _members.Participants.Hidden);
        var said = _said[line.Participant];
        said.Parent = Keep(said.Parent, _findings.Declare(line.Row, "ParticipantParent", "Parent", line.Participant, _findings.Slug(line.Row, "ParticipantParent", line.Parent)));
    }

    private async ValueTask CheckMemberAsync(ParticipantStatement said)
    {
        if (said.Code == UnknownMembers.Code)
        {
            return;
        }

        var known = _members.Participants.Find(said.Code);
        var kind = Kind(said.Code);
        if (_withheld.Contains(said.Code))
        {
            // Whatever else is wrong with it would tell what it is.
        }
        else if (kind is "" or UnknownMembers.Code)
        {
            _findings.Refuse(
                said.Row, "ParticipantKind", "", $"'{TextRules.Short(said.Code)}' is new, and nothing says what it is.",
                $"Write its kind where it is first mentioned (ParticipantKind or OrganisationKind): {string.Join(", ", ParticipantKinds.All)}.");
        }
        else if (said.Parent.Length > 0 && !ParticipantKinds.IsOrganisation(kind))
        {
            _findings.Refuse(said.Row, "ParticipantParent", said.Parent, $"'{said.Code}' is a {kind}: only organisations have a parent.", "Name the organisation a person acts for in Organisation.");
        }
        else if (known is not null && (known.IsOrganisation || known.LacksKind) && !ParticipantKinds.IsOrganisation(kind) && await _members.Participants.IsActedForAsync(known))
        {
            _findings.Refuse(
                said.Row, "ParticipantKind", kind, $"'{said.Code}' is an organisation in the warehouse: others act for it or belong to it.", "Use another code for the person or country.");
        }

        CheckParent(said);
    }

    private void CheckParent(ParticipantStatement said)
    {
        if (said.Parent.Length == 0)
        {
            return;
        }

        if (said.Parent == UnknownMembers.Code || (Kind(said.Parent) is { Length: > 0 } kind && kind != UnknownMembers.Code && !ParticipantKinds.IsOrganisation(kind)))
        {
            _findings.Refuse(said.Row, "ParticipantParent", said.Parent, "It is not an organisation.", "Name the organisation that this one belongs to, or leave it blank.");
        }

        var above = said.Parent;
        for (var steps = 0; above is { Length: > 0 } && steps < 100; steps++)
        {
            if (above == said.Code)
            {
                _findings.Refuse(said.Row, "ParticipantParent", said.Parent, $"'{said.Code}' would belong to itself.", "Check which of the two belongs to the other.");
                return;
            }

            above = _said.TryGetValue(above, out var parent) && parent.Parent.Length > 0 ? parent.Parent : _members.Participants.Find(above)?.Parent;
        }
    }

    private void Add(ParticipationRecord record, List<CheckedLine> lines)
    {
        if (record.Participant.Length == 0)
        {
            return;
        }

        // Somebody acting for himself is a line without "on behalf of".
        var organisation = record.Organisation is "" or UnknownMembers.Code || record.Organisation == record.Participant ? null : record.Organisation;
        if (organisation is not null && !_withheld.Contains(organisation) && Kind(organisation) is { Length: > 0 } kind && kind != UnknownMembers.Code && !ParticipantKinds.IsOrganisation(kind))
        {
            _findings.Refuse(record.Row, "Organisation", organisation, $"It is a {kind}, not an organisation.", "Leave Organisation blank; the country acted for goes into Country.");
        }

        var country = EngagementCheck.Country(_members.Countries, _findings, record.Row, "Country", record.Country);
        var role = _findings.Slug(record.Row, "Role", record.Role, 100);
        var line = new CheckedLine(
            record.Participant,
            organisation,
            country.Length > 0 ? country : Home(record.Participant) ?? Home(organisation) ?? UnknownMembers.Code,
            role.Length > 0 ? role : "participant",
            _findings.Text(record.Row, "Capacity", record.Capacity, 400));
        if (lines.Contains(line))
        {
            _findings.Warn(record.Row, $"The line of '{line.Participant}' stands on the engagement twice; it was taken once.");
            return;
        }

        lines.Add(line);
    }

    private string? Home(string? code) => code switch
    {
        null or UnknownMembers.Code => null,
        _ when _said[code].Country.Length > 0 => Stated(_said[code].Country),
        _ when _members.Seen.TellsParticipant(code) => Stated(_members.Participants.Find(code)?.Country),
        _ => Stated(_findings.PreviouslyDeclared("Country", code)),
    };

    private string Kind(string code) =>
        _said.TryGetValue(code, out var said) && said.Kind.Length > 0 ? said.Kind : _members.Participants.Find(code)?.Kind ?? "";

    private string Declare(int row, string prefix, string attribute, string code, string? value) => _findings.Declare(row, prefix + attribute, attribute, code, value);

    private static string? Stated(string? country) => country == UnknownMembers.Code ? null : country;

    private static string Keep(string before, string said) => said.Length > 0 ? said : before;
}
