using System.Globalization;
using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Warehouse.Dates;

namespace Reporting.Engine.Sql.Aggregates;

/// <summary>
/// Writes one grain of a query (the first <c>depth</c> dimensions) as a statement of named steps:
/// base aggregates → cells → empty periods → comparisons over time → days since the last → names, order and limit.
/// </summary>
internal sealed class LevelCompiler
{
    private readonly QueryPlan _plan;
    private readonly IReadOnlyList<ModelDimension> _keys;
    private readonly SqlDialect _dialect;
    private readonly SqlValues _values;
    private readonly List<(string Name, string Select)> _steps = [];
    private readonly HashSet<BaseAggregate> _figures;
    private readonly int _time;
    private readonly string _cells;

    public LevelCompiler(QueryPlan plan, int depth, SqlDialect dialect, SqlValues? values = null)
    {
        _values = values ?? new SqlValues();
        _plan = plan;
        _dialect = dialect;
        _keys = [.. plan.By.Take(depth)];
        _time = _keys.ToList().FindIndex(k => k.Time is not null);
        _figures = [.. plan.Measures.Where(m => !m.IsOverTime || _time >= 0).SelectMany(m => BaseAggregates.Of(m.Kind!.Value))];
        if (_figures.Count == 0)
        {
            _figures.Add(BaseAggregate.Engagements);
        }

        _cells = Cells();
        _cells = Filled(_cells);
        _cells = OverTime(_cells);
        _cells = UpToTheData(_cells);
    }

    public CompiledStatement Rows(int? limit)
    {
        var members = new MemberNames(_keys, _plan.Language);
        var columns = new List<string>(members.Columns);
        var places = new Dictionary<BaseAggregate, int>();
        foreach (var figure in _figures.Order())
        {
            places[figure] = columns.Count;
            columns.Add(figure == BaseAggregate.WholeEngagements ? "w.WholeEngagements" : $"c.{figure}");
        }

        if (limit is not null)
        {
            // The number of rows without the limit.
            columns.Add($"{_dialect.CountRows} OVER () AS RowsOfDepth");
        }

        var whole = Whole();
        var order = _keys.Count == 0 ? string.Empty : "\nORDER BY " + new OrderSql(_plan, _keys, members, _dialect).Columns;
        var text = $"""
            {With()}SELECT {string.Join(", ", columns)}
            FROM {_cells} c{whole}{string.Concat(members.Joins.Select(j => $"\n{j}"))}{order}
            """;
        if (limit is { } most && _keys.Count > 0)
        {
            text += "\n" + _dialect.Limit(_values.Add(most));
        }

        return new CompiledStatement(text, _values.ByName, new RowShape(members.Shape, places) { RowsOfDepth = limit is null ? -1 : columns.Count - 1 });
    }

    /// <summary>The same cells as a row source for another statement: its WITH clause and its FROM (cells as c, members as n0, n1 …).</summary>
    public (string With, string From) Source()
    {
        var joins = new MemberNames(_keys, _plan.Language).Joins;
        return (With(), $"{_cells} c{string.Concat(joins.Select(j => $"\n{j}"))}");
    }

    private string With() =>
        "WITH " + string.Join(",\n", _steps.Select(s => $"{s.Name} AS (\n    {s.Select})")) + "\n";

    private string Cells()
    {
        var families = new AggregateQueryCompiler(_plan, _values, _dialect).Compile(_keys, _figures.Where(BaseAggregates.IsCounted).ToHashSet());
        if (families.Count == 1)
        {
            return Step("cells", families[0].Select);
        }

        for (var i = 0; i < families.Count; i++)
        {
            Step(Name(i), families[i].Select);
        }

        var columns = _keys.Select((_, i) => $"a.k{i}").Concat(families.SelectMany((family, i) => family.Figures.Select(f =>
            family.IsPartial && BaseAggregates.IsZeroWhenEmpty(f) ? $"COALESCE({Name(i)}.{f}, 0) AS {f}" : $"{Name(i)}.{f}")));
        var joins = Enumerable.Range(1, families.Count - 1).Select(i => _keys.Count == 0
            ? $"\n      CROSS JOIN {Name(i)}"
            : $"\n      {(families[i].IsPartial ? "LEFT JOIN" : "JOIN")} {Name(i)} ON " + string.Join(" AND ", _keys.Select((_, k) => $"{Name(i)}.k{k} = a.k{k}")));
        return Step("cells", $"SELECT {string.Join(", ", columns)}\n      FROM a{string.Concat(joins)}");

        static string Name(int i) => ((char)('a' + i)).ToString(CultureInfo.InvariantCulture);
    }

    private string Filled(string from)
    {
        if (_plan.Fill is not { } fill || _time < 0)
        {
            return from;
        }

        var level = fill.Dimension.Time!.Value;
        Step("bounds", $"SELECT {Bound(fill.First, "MIN", level, from)} AS First, {Bound(fill.Last, "MAX", level, from)} AS Last");
        Step("digits", "SELECT 0 AS n" + string.Concat(Enumerable.Range(1, 9).Select(n => $" UNION ALL SELECT {n}")));
        Step("numbers", "SELECT a.n + 10 * b.n + 100 * c.n + 1000 * d.n + 10000 * e.n AS n FROM digits a, digits b, digits c, digits d, digits e");
        Step("periods", $"SELECT {_dialect.PeriodKey(level, "(b.First + m.n)")} AS k{_time} FROM bounds b JOIN numbers m ON m.n <= b.Last - b.First");

        var others = Others("c");
        var columns = _keys.Select((_, i) => i == _time ? $"p.k{i}" : $"o.k{i}");
        var spine = others.Count == 0
            ? $"SELECT k{_time} FROM periods UNION SELECT k{_time} FROM {from}"
            : $"SELECT {string.Join(", ", columns)} FROM periods p CROSS JOIN (SELECT DISTINCT {string.Join(", ", others)} FROM {from} c) o UNION SELECT {string.Join(", ", _keys.Select((_, i) => $"k{i}"))} FROM {from}";
        Step("spine", spine);

        var shown = _figures.Where(BaseAggregates.IsCounted).Select(f => BaseAggregates.IsZeroWhenEmpty(f) ? $"COALESCE(c.{f}, 0) AS {f}" : $"c.{f}");
        return Step("filled", $"""
            SELECT {string.Join(", ", _keys.Select((_, i) => $"s.k{i}").Concat(shown))}
                  FROM spine s LEFT JOIN {from} c ON {string.Join(" AND ", _keys.Select((_, i) => $"c.k{i} = s.k{i}"))}
            """);
    }

    // Return one value each, so that a closed range is filled even without cells.
    private string Bound(DateOnly? day, string aggregate, TimeLevel level, string from)
    {
        if (day is not { } given)
        {
            return $"(SELECT {aggregate}({StatedPeriodNumber(level)}) FROM {from} c)";
        }

        var key = PartialDate.On(given).Key;
        var period = SqlDialect.TimeKey(level, "t");
        return $"(SELECT {_dialect.PeriodNumber(level, period)} FROM (SELECT {_values.Add(key)} AS StartDateKey, {_values.Add(given.Year)} AS YearKey) t)";
    }

    private string StatedPeriodNumber(TimeLevel level) =>
        $"CASE WHEN {SqlDialect.IsStated(level, $"c.k{_time}")} THEN {_dialect.PeriodNumber(level, $"c.k{_time}")} END";

    private string OverTime(string from)
    {
        var before = _figures.Contains(BaseAggregate.EngagementsBefore);
        var running = _figures.Contains(BaseAggregate.EngagementsRunning);
        if (!before && !running)
        {
            return from;
        }

        var level = _keys[_time].Time!.Value;
        var key = $"c.k{_time}";
        var all = _keys.Select((_, i) => $"k{i}").Concat(_figures.Where(BaseAggregates.IsCounted).Select(f => f.ToString())).ToList();
        Step("numbered", $"SELECT {string.Join(", ", all.Select(c => $"c.{c}"))}, {StatedPeriodNumber(level)} AS PeriodNo FROM {from} c");

        var others = Others("c");
        var compared = $"OVER (PARTITION BY {string.Join(", ", [.. others, "CASE WHEN c.PeriodNo IS NULL THEN 1 ELSE 0 END"])} ORDER BY {key})";
        var columns = all.Select(c => $"c.{c}").ToList();
        if (before)
        {
            // Join the previous calendar period. A period without engagements has no row and counts as 0.
            columns.Add($"CASE WHEN c.PeriodNo IS NULL THEN NULL WHEN LAG(c.PeriodNo) {compared} = c.PeriodNo - 1 THEN LAG(c.Engagements) {compared} ELSE 0 END AS EngagementsBefore");
        }

        if (running)
        {
            var partition = others.Count == 0 ? string.Empty : $"PARTITION BY {string.Join(", ", others)} ";
            columns.Add($"SUM(c.Engagements) OVER ({partition}ORDER BY {key} ROWS UNBOUNDED PRECEDING) AS EngagementsRunning");
        }

        return Step("compared", $"SELECT {string.Join(", ", columns)}\n      FROM numbered c");
    }

    private string UpToTheData(string from)
    {
        if (!_figures.Contains(BaseAggregate.DaysSinceLast))
        {
            return from;
        }

        var all = _keys.Select((_, i) => $"c.k{i}").Concat(_figures.Order().Where(f => f is not (BaseAggregate.DaysSinceLast or BaseAggregate.WholeEngagements)).Select(f => $"c.{f}"));
        var days = _dialect.Big($"{_values.Add(DaySql.NumberOf(_plan.AsOf))} - {DaySql.Number("c.LastPastDateKey")}");
        return Step("dated", $"SELECT {string.Join(", ", all)}, {days} AS DaysSinceLast\n      FROM {from} c");
    }

    private string Whole()
    {
        if (!_figures.Contains(BaseAggregate.WholeEngagements))
        {
            return string.Empty;
        }

        Step("whole", new AggregateQueryCompiler(_plan, _values, _dialect).Compile([], new HashSet<BaseAggregate> { BaseAggregate.Engagements })[0].Select);
        return "\nCROSS JOIN (SELECT Engagements AS WholeEngagements FROM whole) w";
    }

    private List<string> Others(string alias) => [.. _keys.Select((_, i) => i).Where(i => i != _time).Select(i => $"{alias}.k{i}")];

    private string Step(string name, string select)
    {
        _steps.Add((name, select));
        return name;
    }
}
