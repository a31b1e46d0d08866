using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Members;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Checks;

/// <summary>Checks the participation lines of an engagement, and their statements about participants and organisations.</summary>
internal sealed class LineCheck
{
    private static readonly Columns Participant = Columns.Of("Participant");
    private static readonly Columns Organisation = Columns.Of("Organisation");

    private readonly StarMembers _members;
    private readonly RecordErrors _findings;
    private readonly Dictionary<string, ParticipantDescription> _stated = new(StringComparer.Ordinal);
    private readonly HashSet<string> _withheld = new(StringComparer.Ordinal);

    private LineCheck(StarMembers members, RecordErrors findings) => (_members, _findings) = (members, findings);

    public static async ValueTask<(IReadOnlyCollection<ParticipantDescription> Participants, IReadOnlyList<CheckedLine> Lines)> CheckAsync(
        EngagementRecord record, StarMembers members, RecordErrors findings)
    {
        var check = new LineCheck(members, findings);
        foreach (var line in record.Lines)
        {
            check.Read(line);
        }

        foreach (var stated in check._stated.Values)
        {
            members.Participants.Settle(stated);
            await check.CheckMemberAsync(stated);
        }

        var lines = new List<CheckedLine>(Math.Max(record.Lines.Count, 1));
        foreach (var line in record.Lines)
        {
            check.Add(line, lines);
        }

        if (record.Lines.Count == 0)
        {
            check._stated.Add(UnknownMembers.Code, new ParticipantDescription(UnknownMembers.Code, record.Row));
            lines.Add(new CheckedLine(UnknownMembers.Code, null, UnknownMembers.Code, "participant", null));
        }

        return (check._stated.Values, lines);
    }

    private void Read(ParticipationRecord line)
    {
        var row = line.Row;
        if (line.Participant.Length == 0)
        {
            _findings.NeedsCode(
                row, "Participant", "Write the participant's code into Participant: the organisation's own code, or 'unknown' for an unnamed person.",
                ("ParticipantName", line.Name), ("ParticipantNameLocal", line.NameLocal), ("ParticipantKind", line.Kind), ("ParticipantCountry", line.ParticipantCountry),
                ("ParticipantParent", line.Parent), ("Organisation", line.Organisation), ("Country", line.Country), ("Role", line.Role), ("Capacity", line.Capacity));
        }
        else
        {
            Read(row, Participant, line.Participant, line.Name, line.NameLocal, line.Kind, line.ParticipantCountry, line.IsCodeOfName);
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
            Read(row, Organisation, line.Organisation, line.OrganisationName, line.OrganisationNameLocal, line.OrganisationKind, line.OrganisationCountry, line.IsOrganisationCodeOfName);
        }
    }

    private void Read(int row, Columns columns, string code, string name, string nameLocal, string kind, string country, bool isCodeOfName)
    {
        _findings.Slug(row, columns.Code, code);
        if (_findings.Withhold(row, columns.Code, code, _members.Participants.Hidden))
        {
            _withheld.Add(code);
        }

        if (code == UnknownMembers.Code)
        {
            _findings.NeedsCode(
                row, columns.Code, "'unknown' means not stated. It cannot have a name, kind or country.",
                (columns.Name, name), (columns.NameLocal, nameLocal), (columns.Kind, kind), (columns.Country, country));
            (name, nameLocal, kind, country) = ("", "", "", "");
        }

        if (!_stated.TryGetValue(code, out var stated))
        {
            _stated.Add(code, stated = new ParticipantDescription(code, row));
        }

        var called = _findings.Text(row, columns.Name, name, 400);
        stated.NewName = Keep(stated.NewName, isCodeOfName ? called ?? "" : "");
        stated.Name = Keep(stated.Name, isCodeOfName ? "" : _findings.Declare(row, columns.Name, "Name", code, called));
        stated.NameLocal = Keep(stated.NameLocal, _findings.Declare(row, columns.NameLocal, "NameLocal", code, _findings.Text(row, columns.NameLocal, nameLocal, 400)));
        stated.Kind = Keep(stated.Kind, _findings.Declare(row, columns.Kind, "Kind", code, _findings.OneOf(row, columns.Kind, kind, ParticipantKinds.All)));
        stated.Country = Keep(stated.Country, _findings.Declare(row, columns.Country, "Country", code, EngagementCheck.Country(_members.Countries, _findings, row, columns.Country, country)));
    }

    private void ReadParent(ParticipationRecord line)
    {
        if (line.Parent.Length == 0)
        {
            return;
        }

        _findings.Withhold(line.Row, "ParticipantParent", line.Parent, _members.Participants.Hidden);
        var stated = _stated[line.Participant];
        stated.Parent = Keep(stated.Parent, _findings.Declare(line.Row, "ParticipantParent", "Parent", line.Participant, _findings.Slug(line.Row, "ParticipantParent", line.Parent)));
    }

    private async ValueTask CheckMemberAsync(ParticipantDescription stated)
    {
        if (stated.Code == UnknownMembers.Code)
        {
            return;
        }

        var known = stated.Known;
        var kind = stated.Kind.Length > 0 ? stated.Kind : known?.Kind ?? "";
        if (_withheld.Contains(stated.Code))
        {
            // Further messages would reveal what the hidden member is.
        }
        else if (kind is "" or UnknownMembers.Code)
        {
            _findings.Refuse(
                stated.Row, "ParticipantKind", "", $"'{TextRules.Short(stated.Code)}' is new, and its kind is missing.",
                $"Write its kind in the row that mentions it first (ParticipantKind or OrganisationKind): {string.Join(", ", ParticipantKinds.All)}.");
        }
        else if (stated.Parent.Length > 0 && !ParticipantKinds.IsOrganisation(kind))
        {
            _findings.Refuse(stated.Row, "ParticipantParent", stated.Parent, $"'{stated.Code}' is a {kind}: only organisations have a parent.", "Write the organisation that a person acts for into Organisation.");
        }
        else if (known is not null && (known.IsOrganisation || known.LacksKind) && !ParticipantKinds.IsOrganisation(kind) && await _members.Participants.IsActedForAsync(known))
        {
            _findings.Refuse(
                stated.Row, "ParticipantKind", kind, $"'{stated.Code}' is an organisation in the warehouse: participants act for it, or organisations belong to it.", "Use another code for the person or country.");
        }

        CheckCountry(stated);
        CheckParent(stated);
    }

    // A participant of kind country must be a known country: by its country code, otherwise by its name or code.
    private void CheckCountry(ParticipantDescription stated)
    {
        var country = stated.Country.Length > 0 ? stated.Country : stated.Known?.Country ?? "";
        if (stated.Kind != ParticipantKinds.Country || country is not ("" or UnknownMembers.Code))
        {
            return;
        }

        var name = stated.Name.Length > 0 ? stated.Name : stated.NewName.Length > 0 ? stated.NewName : stated.Code.Replace('-', ' ');
        if (_members.CountryNames.Find(name) is { } found)
        {
            stated.Country = found;
            return;
        }

        _findings.Refuse(
            stated.Row, "ParticipantKind", stated.Kind, $"'{TextRules.Short(name)}' is not a known country.",
            $"Write the country's ISO 3166 code into ParticipantCountry, or another kind. {_members.CountryNames.Hint(name)}");
    }

    private void CheckParent(ParticipantDescription stated)
    {
        if (stated.Parent.Length == 0)
        {
            return;
        }

        if (stated.Parent == UnknownMembers.Code || (Kind(stated.Parent) is { Length: > 0 } kind && kind != UnknownMembers.Code && !ParticipantKinds.IsOrganisation(kind)))
        {
            _findings.Refuse(stated.Row, "ParticipantParent", stated.Parent, "It is not an organisation.", "Name the organisation that this one belongs to, or leave it blank.");
        }

        var above = stated.Parent;
        for (var steps = 0; above is { Length: > 0 } && steps < 100; steps++)
        {
            if (above == stated.Code)
            {
                _findings.Refuse(stated.Row, "ParticipantParent", stated.Parent, $"'{stated.Code}' would belong to itself.", "Check which of the two belongs to the other.");
                return;
            }

            above = _stated.TryGetValue(above, out var parent) && parent.Parent.Length > 0 ? parent.Parent : _members.Participants.Find(above)?.Parent;
        }
    }

    private void Add(ParticipationRecord record, List<CheckedLine> lines)
    {
        if (record.Participant.Length == 0)
        {
            return;
        }

        // A person who acts for themselves is a line without "on behalf of".
        var organisation = record.Organisation is "" or UnknownMembers.Code || record.Organisation == record.Participant ? null : record.Organisation;
        if (organisation is not null && !_withheld.Contains(organisation) && Kind(organisation) is { Length: > 0 } kind && kind != UnknownMembers.Code && !ParticipantKinds.IsOrganisation(kind))
        {
            _findings.Refuse(record.Row, "Organisation", organisation, $"It is a {kind}, not an organisation.", "Leave Organisation blank, and write the country that is acted for into Country.");
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
            _findings.Warn(record.Row, $"The line of '{line.Participant}' appears twice in the engagement; it was imported once.");
            return;
        }

        lines.Add(line);
    }

    private string? Home(string? code) => code switch
    {
        null or UnknownMembers.Code => null,
        _ when _stated[code].HomeCountry.Length > 0 => Stated(_stated[code].HomeCountry),
        _ when _members.Visible.CanNameParticipant(code) => Stated(_members.Participants.Find(code)?.Country),
        _ => Stated(_findings.PreviouslyDeclared("Country", code)),
    };

    private string Kind(string code) =>
        _stated.TryGetValue(code, out var stated) && stated.Kind.Length > 0 ? stated.Kind : _members.Participants.Find(code)?.Kind ?? "";

    private static string? Stated(string? country) => country == UnknownMembers.Code ? null : country;

    private static string Keep(string before, string stated) => stated.Length > 0 ? stated : before;

    private sealed record Columns(string Code, string Name, string NameLocal, string Kind, string Country)
    {
        public static Columns Of(string code) => new(code, $"{code}Name", $"{code}NameLocal", $"{code}Kind", $"{code}Country");
    }
}
