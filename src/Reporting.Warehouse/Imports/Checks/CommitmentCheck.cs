using System.Globalization;
using Reporting.Warehouse.Dates;
using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Members;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Checks;

/// <summary>Checks the commitments of an engagement. Rows with one code are one commitment.</summary>
internal sealed class CommitmentCheck
{
    private const int MaxWording = 2000;
    private const int MaxUnit = 200;
    private const decimal MaxTarget = 1_000_000_000_000m;
    private const int TargetDecimals = 6;

    private readonly CheckedEngagement _engagement;
    private readonly StarMembers _members;
    private readonly RecordErrors _findings;
    private readonly HashSet<string> _parties;
    private readonly Dictionary<string, (CommitmentRecord Stated, CheckedCommitment Read)> _known = new(StringComparer.Ordinal);

    private CommitmentCheck(CheckedEngagement engagement, StarMembers members, RecordErrors findings)
    {
        (_engagement, _members, _findings) = (engagement, members, findings);
        _parties = [.. engagement.Lines.SelectMany(line => new[] { line.Participant, line.OnBehalfOf }).OfType<string>().Where(code => code != UnknownMembers.Code)];
    }

    public static IReadOnlyList<CheckedCommitment> Check(EngagementRecord record, CheckedEngagement engagement, StarMembers members, RecordErrors findings)
    {
        var check = new CommitmentCheck(engagement, members, findings);
        var commitments = new List<CheckedCommitment>();
        foreach (var stated in record.Commitments)
        {
            if (check.Find(stated) is not { } commitment)
            {
                continue;
            }

            if (!commitments.Contains(commitment))
            {
                commitments.Add(commitment);
            }

            check.AddEvidence(stated, commitment);
            check.AddAssessment(stated, commitment);
        }

        return commitments;
    }

    private CheckedCommitment? Find(CommitmentRecord stated)
    {
        if (_findings.Slug(stated.Row, "Commitment", stated.Code) is not { Length: > 0 } code)
        {
            _findings.NeedsCode(
                stated.Row, "Commitment", "Write a code for the commitment into Commitment, such as 'joint-exercise'.", ("CommitmentText", stated.Wording), ("CommitmentDue", stated.Due),
                ("CommitmentDomain", stated.Domain), ("CommitmentParties", string.Join(CommitmentRules.PartySeparator, stated.Parties)), ("CommitmentTarget", stated.Target),
                ("CommitmentUnit", stated.Unit), ("CommitmentSource", stated.Source), ("Evidence", stated.Evidence), ("EvidenceKind", stated.EvidenceKind),
                ("AssessedOn", stated.AssessedOn), ("Assessment", stated.Assessment), ("AssessmentSource", stated.AssessmentSource));
            return null;
        }

        if (_known.TryGetValue(code, out var known))
        {
            Repeats(stated, known.Stated);
            return known.Read;
        }

        var read = Read(stated, code);
        _known.Add(code, (stated, read));
        return read;
    }

    private CheckedCommitment Read(CommitmentRecord stated, string code)
    {
        var row = stated.Row;
        var wording = _findings.Text(row, "CommitmentText", stated.Wording, MaxWording);
        if (wording is null)
        {
            _findings.Refuse(row, "CommitmentText", "", "It is blank.", "Write what is undertaken into the first row of the commitment.");
        }

        var domain = _findings.Slug(row, "CommitmentDomain", stated.Domain);
        if (domain.Length > 0 && domain != UnknownMembers.Code && !_engagement.Domains.Any(link => link.Domain.Code == domain))
        {
            _findings.Refuse(row, "CommitmentDomain", domain, "It is not a domain of this engagement.", "Write it into Domain of one of the engagement's rows too.");
        }

        var read = new CheckedCommitment(
            code, wording ?? "", [.. stated.Wordings.Select((text, i) => _findings.Text(row, "CommitmentText." + CommitmentRules.Languages[i], text, MaxWording))],
            domain.Length == 0 ? UnknownMembers.Code : domain, Date(row, "CommitmentDue", stated.Due), Target(stated), _findings.Text(row, "CommitmentUnit", stated.Unit, MaxUnit), Source(row, "CommitmentSource", stated.Source));
        foreach (var party in stated.Parties.Distinct(StringComparer.Ordinal))
        {
            if (!_parties.Contains(party))
            {
                _findings.Refuse(row, "CommitmentParties", party, "It takes no part in this engagement.", "Write it into Participant or Organisation of one of the engagement's rows too. Separate codes by semicolons.");
            }

            read.Parties.Add(party);
        }

        return read;
    }

    // Later rows of a commitment leave its values blank or repeat them.
    private void Repeats(CommitmentRecord stated, CommitmentRecord first)
    {
        foreach (var (column, value, before) in Values(stated).Zip(Values(first), (own, earlier) => (own.Column, own.Value, earlier.Value)))
        {
            if (value.Length > 0 && value != before)
            {
                _findings.Refuse(stated.Row, column, value, $"The first row of this commitment (row {first.Row}) has {(before.Length == 0 ? "nothing" : $"'{TextRules.Short(before)}'")} here.", "Fill it in on the first row of the commitment only, or repeat the same value.");
            }
        }
    }

    private static IEnumerable<(string Column, string Value)> Values(CommitmentRecord stated) =>
    [
        ("CommitmentText", stated.Wording), ("CommitmentParties", string.Join(CommitmentRules.PartySeparator, stated.Parties)), ("CommitmentDomain", stated.Domain), ("CommitmentDue", stated.Due),
        ("CommitmentTarget", stated.Target), ("CommitmentUnit", stated.Unit), ("CommitmentSource", stated.Source), .. stated.Wordings.Select((text, i) => ("CommitmentText." + CommitmentRules.Languages[i], text)),
    ];

    private void AddEvidence(CommitmentRecord stated, CheckedCommitment commitment)
    {
        if (stated.Evidence.Length == 0)
        {
            _findings.NeedsCode(stated.Row, "Evidence", "Write the code of the engagement that is the evidence.", ("EvidenceKind", stated.EvidenceKind));
            return;
        }

        var (to, kind) = (_findings.Text(stated.Row, "Evidence", stated.Evidence, RecordErrors.CodeLength)!, _findings.OneOf(stated.Row, "EvidenceKind", stated.EvidenceKind, CommitmentRules.Evidence));
        kind = kind.Length == 0 ? CommitmentRules.Advances : kind;
        if (to == _engagement.Code)
        {
            _findings.Refuse(stated.Row, "Evidence", to, "It is the engagement itself.", "Write the code of another engagement.");
        }

        if (commitment.Evidence.Find(known => known.To == to) is not { } earlier)
        {
            commitment.Evidence.Add(new CheckedEvidence(to, kind));
        }
        else if (earlier.Kind != kind)
        {
            _findings.Refuse(stated.Row, "EvidenceKind", kind, $"An earlier row of this commitment has '{earlier.Kind}' for it.", "State each engagement once as evidence of a commitment.");
        }
    }

    private void AddAssessment(CommitmentRecord stated, CheckedCommitment commitment)
    {
        var row = stated.Row;
        if (stated.Assessment.Length == 0)
        {
            _findings.NeedsCode(row, "Assessment", "Write 0 (nothing done), 1 (begun), 2 (mostly done) or 3 (done).", ("AssessedOn", stated.AssessedOn), ("AssessmentSource", stated.AssessmentSource));
            return;
        }

        var on = Date(row, "AssessedOn", stated.AssessedOn);
        var source = Source(row, "AssessmentSource", stated.AssessmentSource);
        if (on.IsUnknown || source == UnknownMembers.Code)
        {
            _findings.Refuse(row, on.IsUnknown ? "AssessedOn" : "AssessmentSource", "", "It is blank.", "An assessment needs the day and the code of the source that says so.");
            return;
        }

        if (_findings.OneOf(row, "Assessment", stated.Assessment, CommitmentRules.Scores) is not [var digit] || !char.IsAsciiDigit(digit))
        {
            return;
        }

        var read = new CheckedAssessment(on, source, digit - '0');
        if (commitment.Assessments.Find(known => known.On == on && known.Source == source) is not { } earlier)
        {
            commitment.Assessments.Add(read);
        }
        else if (earlier != read)
        {
            _findings.Refuse(row, "Assessment", stated.Assessment, $"An earlier row of this commitment has {earlier.Score} of the same day and source.", "State each assessment once.");
        }
    }

    private string Source(int row, string column, string stated)
    {
        var source = _findings.Slug(row, column, stated);
        _findings.Withhold(row, column, source, _members.Sources.Hidden);
        return source.Length == 0 ? UnknownMembers.Code : source;
    }

    private string? Target(CommitmentRecord stated)
    {
        if (stated.Target.Length == 0)
        {
            _findings.NeedsCode(stated.Row, "CommitmentTarget", "Write the number into CommitmentTarget.", ("CommitmentUnit", stated.Unit));
            return null;
        }

        if (!decimal.TryParse(stated.Target, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number > MaxTarget || decimal.Round(number, TargetDecimals) != number)
        {
            _findings.Refuse(stated.Row, "CommitmentTarget", stated.Target, "It is not a number.", "Write plain digits, at most six of them after the point: 12, 0.5.");
            return null;
        }

        return number.ToString("0.######", CultureInfo.InvariantCulture);
    }

    private PartialDate Date(int row, string column, string value)
    {
        if (value.Length == 0 || value == UnknownMembers.Code)
        {
            return PartialDate.Unknown;
        }

        if (PartialDate.TryParse(value, out var date) && date.Year is >= DateRows.FirstYear and <= DateRows.LastYear)
        {
            return date;
        }

        _findings.Refuse(row, column, value, "It is not a date.", "Write 2022-06-02, 2024-07 for a month, 2025 for a year, or leave it blank.");
        return PartialDate.Unknown;
    }
}
