using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Repository.Tests;

/// <summary>Reads SQL as SQL Server 2019 does.</summary>
internal static class TransactSql
{
    public static IEnumerable<string> Errors(string sql)
    {
        using var reader = new StringReader(sql);
        new TSql150Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);
        return errors.Select(e => $"line {e.Line}: {e.Message}");
    }
}
