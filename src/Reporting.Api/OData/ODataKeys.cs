namespace Reporting.Api.OData;

/// <summary>Writes keys for URLs.</summary>
internal static class ODataKeys
{
    public static string Quoted(string key) => $"'{Uri.EscapeDataString(key.Replace("'", "''", StringComparison.Ordinal))}'";
}
