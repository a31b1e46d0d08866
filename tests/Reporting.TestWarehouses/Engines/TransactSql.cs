using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Reporting.TestWarehouses.Engines;

/// <summary>Parses SQL as SQL Server 2019, the oldest supported version, and as the newest one, whose new reserved words could break a script.</summary>
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
