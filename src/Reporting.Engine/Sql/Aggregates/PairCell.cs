namespace Reporting.Engine.Sql.Aggregates;

/// <summary>What one cell of pairs has. Engagements come in order, each with all of its pairs.</summary>
internal sealed class PairCell(PairCellSize size)
{
    private readonly NumberSet? _dates = size.Dates > 0 ? new NumberSet(size.Dates) : null;
    private readonly NumberSet?[] _members = [.. size.Members.Select(count => count > 0 ? new NumberSet(count) : null)];
    private int _engagement = -1;

    public int Engagements { get; private set; }

    public int Agreements { get; private set; }

    /// <summary>The engagements that have a date.</summary>
    public int Dated { get; private set; }

    /// <summary>Date keys; 0 for none.</summary>
    public int First { get; private set; }

    public int Last { get; private set; }

    public int LastPast { get; private set; }

    /// <summary>The places of the dates among all dates of the data.</summary>
    public IEnumerable<int> Dates => _dates!.Numbers();

    public IEnumerable<int> Members(int column) => _members[column]!.Numbers();

    /// <param name="line">The columns of the line that has a pair in the cell.</param>
    public void Add(in PairEngagement engagement, ReadOnlySpan<int> line)
    {
        for (var column = 0; column < _members.Length; column++)
        {
            _members[column]?.Add(line[column]);
        }

        if (engagement.Key != _engagement)
        {
            _engagement = engagement.Key;
            Add(engagement);
        }
    }

    private void Add(in PairEngagement engagement)
    {
        Engagements++;
        Agreements += engagement.IsAgreement ? 1 : 0;
        if (engagement.DateKey > 0)
        {
            Dated++;
            First = First == 0 ? engagement.DateKey : Math.Min(First, engagement.DateKey);
            Last = Math.Max(Last, engagement.DateKey);
            LastPast = engagement.IsPast ? Math.Max(LastPast, engagement.DateKey) : LastPast;
            _dates?.Add(engagement.Date);
        }
    }
}

/// <summary>How many dates and members of each column a cell must keep apart; 0 where no figure needs them.</summary>
internal sealed record PairCellSize(int Dates, IReadOnlyList<int> Members)
{
    public long Bytes => 128 + (Dates / 8) + Members.Sum(count => count / 8L);
}

/// <summary>What a cell counts of an engagement.</summary>
/// <param name="Date">The place of its date among all dates of the data, where these are kept apart.</param>
/// <param name="IsPast">True if it begins on the day of the data or before.</param>
internal readonly record struct PairEngagement(int Key, int DateKey, int Date, bool IsPast, bool IsAgreement);
