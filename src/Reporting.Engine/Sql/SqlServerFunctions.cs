namespace Reporting.Engine.Sql;

/// <summary>SQL Server ignores trailing spaces in comparisons and lengths. Appending a full stop, or comparing bytes, includes them.</summary>
internal sealed class SqlServerFunctions : SqlFunctions
{
    public override string Literal(string text) => "N" + base.Literal(text);

    public override string Ordinal(string text) => $"{text} COLLATE Latin1_General_100_BIN2";

    public override string TextEquals(string left, string right) => $"({left} = {right} AND DATALENGTH({left}) = DATALENGTH({right}))";

    public override string TextDiffers(string left, string right) => $"({left} <> {right} OR DATALENGTH({left}) <> DATALENGTH({right}))";

    public override string TextOf(string number) => $"CAST({number} AS nvarchar(20))";

    public override string Concat(string left, string right) => $"({left} + {right})";

    public override string Lower(string text) => $"LOWER({text})";

    public override string Upper(string text) => $"UPPER({text})";

    public override string Trim(string text) => $"LTRIM(RTRIM({text}))";

    public override string Length(string text) => $"CAST(LEN({text} + N'.') - 1 AS bigint)";

    public override string IndexOf(string text, string part) => $"(CAST(CHARINDEX(N'.' + {part}, N'.' + {text}) AS bigint) - 1)";

    public override string Contains(string text, string part) => $"(CHARINDEX({part}, {text}) > 0 OR ({text} = {text} AND LEN({part} + N'.') = 1))";

    public override string StartsWith(string text, string part) => $"CHARINDEX(N'.' + {part}, N'.' + {text}) = 1";

    public override string EndsWith(string text, string part) => $"CHARINDEX(N'.' + REVERSE({part}), N'.' + REVERSE({text})) = 1";

    public override string Substring(string text, string start, string? length) =>
        $"SUBSTRING({text}, {NotNegative(start)} + 1, {(length is null ? "2147483647" : NotNegative(length))})";

    public override string DayOfDate(string column) => $"CAST(CONVERT(char(8), {column}, 112) AS int)";

    public override string DayOfInstant(string instant) => $"CAST(CONVERT(char(8), {instant}, 112) AS int)";

    public override string Listed(string code, string from) =>
        $"(SELECT STRING_AGG(CAST(x.Code AS nvarchar(max)), NCHAR(31)) WITHIN GROUP (ORDER BY x.Code) FROM (SELECT DISTINCT {code} AS Code {from}) x)";

    public override string Page(string skip, string? rows) => $"OFFSET {skip} ROWS" + (rows is null ? string.Empty : $" FETCH NEXT {rows} ROWS ONLY");

    private static string NotNegative(string number) => $"(CASE WHEN {number} < 0 THEN 0 ELSE {number} END)";
}
