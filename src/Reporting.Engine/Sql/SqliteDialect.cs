namespace Reporting.Engine.Sql;

/// <summary>SQLite, the embedded engine.</summary>
public sealed class SqliteDialect : SqlDialect
{
    public override SqlFunctions Functions { get; } = new SqliteFunctions();

    // SQLite would start with the small table, and lose the order of the bridge that makes DISTINCT cheap.
    public override string LookupJoin => "CROSS JOIN";

    // SQL Server finds the order itself, and allows no ORDER BY there.
    public override string InOrderOf(string columns) => $"\n      ORDER BY {columns}";

    // SQLite would read the wide rows by their key, eight for each page.
    public override string FactFigures => "FactEngagement f INDEXED BY IX_FactEngagement_Figures";

    // The index in order of engagements is equally narrow. Without this hint SQLite may choose it, or the table.
    public override string FactInTime => "FactEngagement f INDEXED BY IX_FactEngagement_Year";

    // SQLite would read an index of one column, and look for each line's other columns in the table. This is the table's own key.
    public override string LinesInOrder => " INDEXED BY sqlite_autoindex_BridgeEngagementParticipant_1";

    // With an index SQLite would find fewer rows, but sort them with their titles.
    public override string InKeyOrder => " NOT INDEXED";

    public override string CountRows => "COUNT(*)";

    public override string CountDistinct(string expression) => $"COUNT(DISTINCT {expression})";

    public override string Big(string expression) => expression;

    public override string Real(string expression) => $"CAST({expression} AS REAL)";

    public override string Rounded(string expression, int places) => $"ROUND({expression}, {places})";

    public override string Truncated(string expression) => $"CAST({expression} AS INTEGER)";

    public override string Contains(string text, string part) => $"instr({text}, {part}) > 0";

    public override string ListOf(string json, bool areNumbers) => $"SELECT j.value FROM json_each({json}) j";

    public override bool HasTurns => true;

    // With a filter by domain SQLite would search its index in each range. This is the table's own key.
    public override string DomainsInOrder => " INDEXED BY sqlite_autoindex_BridgeEngagementDomain_1";

    public override string Steps(string column, string first, string step, string last) =>
        $"WITH RECURSIVE s({column}) AS (SELECT {first} UNION ALL SELECT {column} + {step} FROM s WHERE {column} + {step} <= {last}) SELECT {column} FROM s";

    // At some sizes SQLite would search the index anew for each value of the columns before this one, which takes three times as long as reading it once.
    public override string Unindexed(string column) => $"+{column}";

    public override bool SortsGroups => true;

    public override bool HasBits => true;

    // A function of every connection (BitAtFunction).
    public override string IsBitSet(string bits, string number) => $"bit_at({bits}, {number})";

    // Functions of every connection (SetOfFunction, CountCommonFunction).
    public override string SetOf(string number) => $"set_of({number})";

    public override string CountCommon(string stride, string kept, IEnumerable<(string Sets, string Place)> others) =>
        $"count_common({stride}, {kept}{string.Concat(others.Select(o => $", {o.Sets}, {o.Place}"))})";

    public override string CodePairs(string json) =>
        $"SELECT DISTINCT json_extract(j.value, '$[0]') AS Code, json_extract(j.value, '$[1]') AS Member FROM json_each({json}) j";

    public override string Table(string json, IReadOnlyList<(string Name, SqlColumnType Type)> columns) =>
        $"SELECT DISTINCT {string.Join(", ", columns.Select((c, i) => $"json_extract(j.value, '$[{i}]') AS {c.Name}"))} FROM json_each({json}) j";

    public override string Limit(string rows) => $"LIMIT {rows}";

    public override string FirstDistinct(string columns, string from, string rows) => $"SELECT DISTINCT {columns} FROM {from} LIMIT {rows}";

    public override string DayNumber(string dateKey) =>
        $"CAST(julianday(printf('%04d-%02d-%02d', {dateKey} / 10000, {dateKey} / 100 % 100, {dateKey} % 100)) + 0.5 AS INTEGER)";

    public override string DateKey(string dayNumber) => $"CAST(strftime('%Y%m%d', {dayNumber} - 0.5) AS INTEGER)";
}
