using Reporting.Warehouse.Imports.Records;

namespace Reporting.Warehouse.Imports;

/// <summary>One error, the number of its rows, and the first of them.</summary>
public sealed record RowErrorGroup(string Column, string Value, string Reason, string Hint, int Rows, IReadOnlyList<int> FirstRows);

/// <summary>One warning, the number of its rows, and the first of them. A warning about the whole file has no rows.</summary>
public sealed record WarningGroup(string Message, int Rows, IReadOnlyList<int> FirstRows);

/// <summary>Groups equal messages about many rows, the most frequent first.</summary>
internal sealed class ReportGroups
{
    /// <summary>The most groups in a result.</summary>
    public const int Max = 1000;

    private const int MaxGroups = 20_000;
    private const int MaxRows = 10;

    private readonly Dictionary<(string Column, string Value, string Reason), (RowError First, Rows Rows)> _errors = [];
    private readonly Dictionary<string, Rows> _warnings = new(StringComparer.Ordinal);

    public IReadOnlyList<RowErrorGroup> Errors => [.. _errors.Values.OrderByDescending(group => group.Rows.Count).Take(Max)
        .Select(group => new RowErrorGroup(group.First.Column, group.First.Value, group.First.Reason, group.First.Hint, group.Rows.Count, group.Rows.First))];

    /// <summary>Warnings about the whole file come first.</summary>
    public IReadOnlyList<WarningGroup> Warnings => [.. _warnings.OrderBy(group => group.Value.First.Count > 0).ThenByDescending(group => group.Value.Count).Take(Max)
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
