using Reporting.Warehouse.Dates;
using Reporting.Warehouse.Imports.Checks;
using Reporting.Warehouse.Imports.Staging;
using Reporting.Warehouse.Members;

namespace Reporting.Warehouse.Imports.Merging;

/// <summary>Writes checked commitments into the staging tables. Their domains and parties were staged with the engagement.</summary>
/// <param name="ensure">Stages the rows of a date.</param>
internal sealed class CommitmentWriter(StagingDatabase staging, StarMembers members, Action<PartialDate> ensure)
{
    private readonly StagingStatement _commitment = staging.Prepare(StageTable.Commitment.Insert());
    private readonly StagingStatement _party = staging.Prepare(StageTable.CommitmentParty.Insert());
    private readonly StagingStatement _evidence = staging.Prepare(StageTable.CommitmentEvidence.Insert());
    private readonly StagingStatement _assessment = staging.Prepare(StageTable.CommitmentAssessment.Insert());

    /// <param name="number">The number of the engagement's record.</param>
    public void Write(IReadOnlyList<CheckedCommitment> commitments, int number)
    {
        var (order, link) = (0, 0);
        foreach (var commitment in commitments)
        {
            Write(commitment, number, ++order);
            foreach (var party in commitment.Parties)
            {
                Begin(_party, number, ++link, commitment.Code);
                _party.Bind(4, members.Participants.Find(party)!.Key);
                _party.Execute();
            }

            foreach (var evidence in commitment.Evidence)
            {
                Begin(_evidence, number, ++link, commitment.Code);
                _evidence.Bind(4, evidence.To);
                _evidence.Bind(5, evidence.Kind);
                _evidence.Execute();
            }

            foreach (var assessment in commitment.Assessments)
            {
                ensure(assessment.On);
                Begin(_assessment, number, ++link, commitment.Code);
                _assessment.Bind(4, assessment.On.Key);
                _assessment.Bind(5, Source(assessment.Source));
                _assessment.Bind(6, assessment.Score);
                _assessment.Execute();
            }
        }
    }

    private void Write(CheckedCommitment commitment, int number, int order)
    {
        ensure(commitment.Due);
        Begin(_commitment, number, order, commitment.Code);
        _commitment.Bind(4, commitment.Wording);
        for (var i = 0; i < commitment.Wordings.Count; i++)
        {
            _commitment.Bind(5 + i, commitment.Wordings[i]);
        }

        _commitment.Bind(8, commitment.Domain == UnknownMembers.Code ? UnknownMembers.Key : members.Domains.Stage(new GroupedDescription(commitment.Domain, "", "", "")));
        _commitment.Bind(9, commitment.Due.Key);
        _commitment.Bind(10, commitment.Target);
        _commitment.Bind(11, commitment.Unit);
        _commitment.Bind(12, Source(commitment.Source));
        _commitment.Execute();
    }

    private static void Begin(StagingStatement statement, int number, int link, string code)
    {
        statement.Bind(1, number);
        statement.Bind(2, link);
        statement.Bind(3, code);
    }

    private int Source(string code) => code == UnknownMembers.Code ? UnknownMembers.Key : members.Sources.Stage(new SourceDescription(code));
}
