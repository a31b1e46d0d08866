namespace Reporting.Warehouse.Imports;

/// <summary>One thing that is wrong, with how many rows have it and the first of them.</summary>
public sealed record RowErrorGroup(string Column, string Value, string Reason, string Hint, int Rows, IReadOnlyList<int> FirstRows);

/// <summary>One warning, with how many rows it is about and the first of them; no row for one about the whole file.</summary>
public sealed record WarningGroup(string Message, int Rows, IReadOnlyList<int> FirstRows);

/// <summary>Rows that the mapping leaves out, and why.</summary>
public sealed record LeftOut(string Why, int Rows);

/// <summary>Gathers what is said of many rows: the same mistake is read once, the most frequent first.</summary>
internal sealed class ReportGroups
{
    /// <summary>Groups that a result shows.</summary>
    public const int Most = 1000;

    private const int MaxGroups = 20_000;
    private const int MaxRows = 10;

    private readonly Dictionary<(string Column, string Value, string Reason), (RowError First, Rows Rows)> _errors = [];
    private readonly Dictionary<string, Rows> _warnings = new(StringComparer.Ordinal);

    public IReadOnlyList<RowErrorGroup> Errors => [.. _errors.Values.OrderByDescending(group => group.Rows.Count).Take(Most)
        .Select(group => new RowErrorGroup(group.First.Column, group.First.Value, group.First.Reason, group.First.Hint, group.Rows.Count, group.Rows.First))];

    /// <summary>Those about the whole file come first.</summary>
    public IReadOnlyList<WarningGroup> Warnings => [.. _warnings.OrderBy(group => group.Value.First.Count > 0).ThenByDescending(group => group.Value.Count).Take(Most)
        .Select(group => new WarningGroup(group.Key, group.Value.Count, group.Value.First))];

    public void Add(RowError error)
    {
        var key = (error.Column, error.Value, error.Reason);
        if (!_errors.TryGetValue(key, out var group) && _errors.Count < MaxGroups)
        {
            _errors.Add(key, group = (error, new Rows()));
        }

        group.Rows?.Add(error.Row);
    }

    public void Add(ImportWarning warning)
    {
        if (!_warnings.TryGetValue(warning.Message, out var rows) && _warnings.Count < MaxGroups)
        {
            _warnings.Add(warning.Message, rows = new Rows());
        }

        rows?.Add(warning.Row);
    }

    private sealed class Rows
    {
        public int Count { get; private set; }

        public List<int> First { get; } = [];

        public void Add(int row)
        {
            Count++;
            if (row > 0 && First.Count < MaxRows && !First.Contains(row))
            {
                First.Add(row);
            }
        }
    }
}
