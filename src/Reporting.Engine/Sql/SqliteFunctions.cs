using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Reporting.Engine.Sql;

/// <summary>SQLite knows only the case of ASCII and counts code points, so it uses .NET's own functions.</summary>
internal sealed class SqliteFunctions : SqlFunctions
{
    public override void Prepare(DbConnection connection)
    {
        var sqlite = (SqliteConnection)connection;
        sqlite.CreateFunction("text_lower", (string? t) => t?.ToLowerInvariant(), isDeterministic: true);
        sqlite.CreateFunction("text_upper", (string? t) => t?.ToUpperInvariant(), isDeterministic: true);
        sqlite.CreateFunction("text_trim", (string? t) => t?.Trim(), isDeterministic: true);
        sqlite.CreateFunction("text_length", (string? t) => (long?)t?.Length, isDeterministic: true);
        sqlite.CreateFunction("text_index", (string? t, string? part) => part is null ? null : (long?)t?.IndexOf(part, StringComparison.Ordinal), isDeterministic: true);
        sqlite.CreateFunction("text_starts", (string? t, string? part) => part is null ? null : t?.StartsWith(part, StringComparison.Ordinal), isDeterministic: true);
        sqlite.CreateFunction("text_ends", (string? t, string? part) => part is null ? null : t?.EndsWith(part, StringComparison.Ordinal), isDeterministic: true);
        sqlite.CreateFunction("text_part", (string? t, long? start, long? length) => Part(t, start, length), isDeterministic: true);
    }

    public override string TextOf(string number) => $"CAST({number} AS TEXT)";

    public override string Concat(string left, string right) => $"({left} || {right})";

    public override string Lower(string text) => $"text_lower({text})";

    public override string Upper(string text) => $"text_upper({text})";

    public override string Trim(string text) => $"text_trim({text})";

    public override string Length(string text) => $"text_length({text})";

    public override string IndexOf(string text, string part) => $"text_index({text}, {part})";

    public override string Contains(string text, string part) => $"instr({text}, {part}) > 0";

    public override string StartsWith(string text, string part) => $"text_starts({text}, {part}) = 1";

    public override string EndsWith(string text, string part) => $"text_ends({text}, {part}) = 1";

    public override string Substring(string text, string start, string? length) => $"text_part({text}, {start}, {length ?? "2147483647"})";

    public override string DayOfDate(string column) => $"CAST(replace({column}, '-', '') AS INTEGER)";

    public override string DayOfInstant(string instant) => $"CAST(replace(substr({instant}, 1, 10), '-', '') AS INTEGER)";

    public override string Listed(string code, string from) => $"(SELECT group_concat(x.Code, char(31) ORDER BY x.Code) FROM (SELECT DISTINCT {code} AS Code {from}) x)";

    public override string Page(string skip, string? rows) => $"LIMIT {rows ?? "-1"} OFFSET {skip}";

    private static string? Part(string? text, long? start, long? length)
    {
        if (text is null || start is not { } from || length is not { } wanted)
        {
            return null;
        }

        var begin = (int)Math.Clamp(from, 0, text.Length);
        return text.Substring(begin, (int)Math.Clamp(wanted, 0, text.Length - begin));
    }
}
