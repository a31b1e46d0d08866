namespace Reporting.Api.OData;

/// <summary>Keys as they stand in URLs.</summary>
internal static class ODataKeys
{
    public static string Quoted(string key) => $"'{Uri.EscapeDataString(key.Replace("'", "''", StringComparison.Ordinal))}'";
}
