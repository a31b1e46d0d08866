using System.Globalization;
using Dapper;
using Reporting.Warehouse.Dates;
using Reporting.Warehouse.Imports.Checks;
using Reporting.Warehouse.Imports.Staging;
using Reporting.Warehouse.Members;

namespace Reporting.Warehouse.Imports.Merging;

/// <summary>Writes checked engagements into the staging tables, with their future keys and those of their members.</summary>
internal sealed class StageWriter
{
    private readonly StarMembers _members;
    private readonly HashSet<int> _years;
    private readonly StagingStatement _engagement;
    private readonly StagingStatement _domain;
    private readonly StagingStatement _line;
    private readonly StagingStatement _source;
    private readonly StagingStatement _statement;
    private readonly StagingStatement _relation;
    private readonly StagingStatement _text;
    private readonly CommitmentWriter _commitments;
    private readonly StagingStatement _refused;
    private readonly StagingStatement _date;
    private int _lastNumber;

    private StageWriter(StagingDatabase staging, StarMembers members, HashSet<int> years)
    {
        (_members, _years) = (members, years);
        _engagement = staging.Prepare(StageTable.Engagement.Insert());
        _domain = staging.Prepare(StageTable.DomainLink.Insert());
        _line = staging.Prepare(StageTable.Line.Insert());
        _source = staging.Prepare(StageTable.SourceLink.Insert());
        _statement = staging.Prepare(StageTable.Statement.Insert());
        _relation = staging.Prepare(StageTable.Relation.Insert());
        _text = staging.Prepare(StageTable.Text.Insert());
        _commitments = new CommitmentWriter(staging, members, Ensure);
        _refused = staging.Prepare(StageTable.Refused.Insert());
        _date = staging.Prepare(StageTable.Date.Insert());
    }

    public static async Task<StageWriter> OpenAsync(ImportSession session, StarMembers members) => new(
        session.Staging, members, [.. await session.Connection.QueryAsync<int>("SELECT DISTINCT YearKey FROM DimDate", transaction: session.Transaction)]);

    /// <summary>Records a refused engagement, so that a complete file does not retire it.</summary>
    public void Refuse(string code)
    {
        if (code.Length is > 0 and <= RecordErrors.CodeLength)
        {
            _refused.Bind(1, code);
            _refused.Execute();
        }
    }

    public void Write(CheckedEngagement engagement)
    {
        // Members come first: their changes count even if the engagement itself is unchanged.
        var number = ++_lastNumber;
        var type = _members.Types.Stage(engagement.Type);
        var place = _members.Places.Stage(engagement.Place);
        foreach (var participant in engagement.Participants)
        {
            _members.Participants.Stage(participant);
        }

        Ensure(engagement.Start);
        Ensure(engagement.End);
        WriteEngagement(engagement, number, type, place);
        foreach (var domain in engagement.Domains)
        {
            _domain.Bind(1, number);
            _domain.Bind(2, _members.Domains.Stage(domain.Domain));
            _domain.Bind(3, domain.Parts);
            _domain.Bind(4, domain.IsPrimary ? 1 : 0);
            _domain.Execute();
        }

        for (var i = 0; i < engagement.Lines.Count; i++)
        {
            WriteLine(engagement.Lines[i], number, i + 1);
        }

        foreach (var source in engagement.Sources)
        {
            _source.Bind(1, number);
            _source.Bind(2, _members.Sources.Stage(source));
            _source.Execute();
        }

        for (var i = 0; i < engagement.Statements.Count; i++)
        {
            var statement = engagement.Statements[i];
            _statement.Bind(1, number);
            _statement.Bind(2, i + 1);
            _statement.Bind(3, _members.Sources.Stage(new SourceDescription(statement.Source)));
            _statement.Bind(4, statement.Field);
            _statement.Bind(5, statement.Value);
            _statement.Execute();
        }

        for (var i = 0; i < engagement.Relations.Count; i++)
        {
            WriteRelation(engagement.Relations[i], number, i + 1);
        }

        _commitments.Write(engagement.Commitments, number);
        foreach (var text in engagement.Texts)
        {
            _text.Bind(1, number);
            _text.Bind(2, text.Language);
            _text.Bind(3, text.Title);
            _text.Bind(4, text.Summary);
            _text.Execute();
        }
    }

    private void WriteEngagement(CheckedEngagement e, int number, int type, int place)
    {
        _engagement.Bind(1, number);
        _engagement.Bind(2, e.Code);
        _engagement.Bind(3, e.Title);
        _engagement.Bind(4, e.Title.ToLowerInvariant());
        _engagement.Bind(5, e.Summary);
        _engagement.Bind(6, e.Start.Key);
        _engagement.Bind(7, e.End.Key);
        _engagement.Bind(8, e.Start.Year);
        _engagement.Bind(9, type);
        _engagement.Bind(10, place);
        _engagement.Bind(11, (long?)e.Headcount);
        _engagement.Bind(12, e.Amount?.Cents);
        _engagement.Bind(13, e.Handling);
        _engagement.Bind(14, e.Row);
        _engagement.Bind(15, RowHash.Of(e));
        _engagement.Bind(16, (string?)null);
        _engagement.Bind(17, (string?)null);
        _engagement.Bind(18, (long?)e.Amount?.Rest);
        _engagement.Bind(19, e.Status);
        _engagement.Bind(20, e.Review.IsDraft ? 1 : 0);
        _engagement.Bind(21, e.Review.By);
        _engagement.Bind(22, e.Review.On);
        _engagement.Execute();
    }

    private void WriteRelation(CheckedRelation relation, int number, int relationNumber)
    {
        Ensure(relation.Date);
        _relation.Bind(1, number);
        _relation.Bind(2, relationNumber);
        _relation.Bind(3, relation.Kind);
        _relation.Bind(4, relation.To);
        _relation.Bind(5, relation.Date.Key);
        _relation.Bind(6, relation.Source == UnknownMembers.Code ? UnknownMembers.Key : _members.Sources.Stage(new SourceDescription(relation.Source)));
        _relation.Execute();
    }

    private void WriteLine(CheckedLine line, int number, int lineNumber)
    {
        var participant = _members.Participants.Find(line.Participant)!;
        var behalf = line.OnBehalfOf is null ? null : _members.Participants.Find(line.OnBehalfOf)!;
        _members.Participants.MarkActedFor(behalf);
        _line.Bind(1, number);
        _line.Bind(2, lineNumber);
        _line.Bind(3, participant.Key);
        _line.Bind(4, (long?)behalf?.Key);
        _line.Bind(5, behalf?.Key ?? (participant.IsOrganisation ? participant.Key : UnknownMembers.Key));
        _line.Bind(6, line.Country);
        _line.Bind(7, line.Role);
        _line.Bind(8, line.Capacity);
        _line.Execute();
    }

    private void Ensure(PartialDate date)
    {
        if (date.IsUnknown || !_years.Add(date.Year))
        {
            return;
        }

        foreach (var row in DateRows.OfYear(date.Year))
        {
            _date.Bind(1, row.DateKey);
            _date.Bind(2, row.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            _date.Bind(3, row.Year);
            _date.Bind(4, row.Quarter);
            _date.Bind(5, row.Month);
            _date.Bind(6, row.FiscalYear);
            _date.Bind(7, row.YearKey);
            _date.Bind(8, row.QuarterKey);
            _date.Bind(9, row.MonthKey);
            _date.Bind(10, row.FiscalYearKey);
            _date.Bind(11, row.FirstDay);
            _date.Bind(12, row.LastDay);
            _date.Bind(13, row.Label);
            _date.Execute();
        }
    }
}
