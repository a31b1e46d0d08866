namespace Reporting.Engine.Sql;

/// <summary>SQL Server and engines with the same language.</summary>
public sealed class SqlServerDialect : SqlDialect
{
    public override SqlFunctions Functions { get; } = new SqlServerFunctions();

    public override bool HasGroupingSets => true;

    public override string CountRows => "COUNT_BIG(*)";

    public override string CountDistinct(string expression) => $"COUNT_BIG(DISTINCT {expression})";

    public override string Big(string expression) => $"CAST({expression} AS bigint)";

    public override string Real(string expression) => $"CAST({expression} AS float)";

    public override string Rounded(string expression, int places) => $"CAST(CAST({expression} AS decimal(38, {places})) AS float)";

    public override string Truncated(string expression) => $"CAST({expression} AS bigint)";

    public override string Contains(string text, string part) => $"CHARINDEX({part}, {text}) > 0";

    // Codes are compared letter for letter, by the collation of their columns.
    public override string ListOf(string json, bool areNumbers) =>
        $"SELECT {(areNumbers ? "CAST(j.value AS int)" : "j.value COLLATE Latin1_General_100_BIN2")} FROM OPENJSON({json}) j";

    public override string CodePairs(string json) =>
        $"SELECT DISTINCT j.Code COLLATE Latin1_General_100_BIN2 AS Code, j.Member FROM OPENJSON({json}) WITH (Code nvarchar(200) '$[0]', Member int '$[1]') j";

    public override string Table(string json, IReadOnlyList<(string Name, SqlColumnType Type)> columns) =>
        $"SELECT DISTINCT {string.Join(", ", columns.Select(c => $"j.{c.Name}"))} FROM OPENJSON({json}) WITH ({string.Join(", ", columns.Select((c, i) => $"{c.Name} {c.Type switch { SqlColumnType.Whole => "bigint", SqlColumnType.Real => "float", _ => "nvarchar(max)" }} '$[{i}]'"))}) j";

    public override string Limit(string rows) => $"OFFSET 0 ROWS FETCH NEXT {rows} ROWS ONLY";

    public override string FirstDistinct(string columns, string from, string rows) => $"SELECT DISTINCT TOP ({rows}) {columns} FROM {from}";

    // Count from 1900, since some engines of the family use datetime, which begins in 1753.
    public override string DayNumber(string dateKey) =>
        $"DATEDIFF(day, CAST('1900-01-01' AS date), DATEFROMPARTS({dateKey} / 10000, {dateKey} / 100 % 100, {dateKey} % 100))";

    public override string DateKey(string dayNumber) =>
        $"CAST(CONVERT(char(8), DATEADD(day, {dayNumber}, CAST('1900-01-01' AS date)), 112) AS int)";
}
