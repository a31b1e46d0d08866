namespace Reporting.TestWarehouses.Counting;

/// <summary>The measures that compare or accumulate over one time level, for each combination of other members.</summary>
internal sealed class TimeMeasures
{
    public static readonly IReadOnlyList<string> Measures = ["engagements_change", "engagements_change_pct", "engagements_running"];

    private readonly string? _level;
    private readonly int _index;
    private readonly Dictionary<string, List<Cell>> _series;

    public TimeMeasures(IReadOnlyList<Cell> cells, IReadOnlyList<string> by)
    {
        _level = by.SingleOrDefault(Attributes.IsTime);
        _index = by.ToList().FindIndex(Attributes.IsTime);
        _series = cells.GroupBy(c => c.KeyWithout(_index)).ToDictionary(g => g.Key, g => g.ToList());
    }

    public object? Value(string measure, Cell cell)
    {
        if (_level is null)
        {
            return null;
        }

        var key = cell.Members[_index].Key;
        var series = _series[cell.KeyWithout(_index)];
        if (measure == "engagements_running")
        {
            return series.Where(c => c.Members[_index].Key <= key).Sum(c => c.Engagements);
        }

        if (!Periods.IsStated(_level, key))
        {
            return null;
        }

        var preceding = Periods.Shift(_level, key, -1);
        var before = series.Where(c => c.Members[_index].Key == preceding).Sum(c => c.Engagements);
        var change = cell.Engagements - before;
        return measure == "engagements_change" ? change : before == 0 ? null : change / (double)before;
    }
}
