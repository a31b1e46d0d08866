using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Reporting.TestWarehouses.Engines;

/// <summary>Reads SQL as SQL Server 2019 does, the oldest that is served, and as the newest does: a new reserved word would break a script there.</summary>
public static class TransactSql
{
    public static IReadOnlyList<string> Errors(string sql) =>
        [.. Errors("2019", new TSql150Parser(initialQuotedIdentifiers: true), sql), .. Errors("2025", new TSql170Parser(initialQuotedIdentifiers: true), sql)];

    private static IEnumerable<string> Errors(string version, TSqlParser parser, string sql)
    {
        using var reader = new StringReader(sql);
        parser.Parse(reader, out var errors);
        return errors.Select(e => $"SQL Server {version}, line {e.Line}: {e.Message}");
    }
}
