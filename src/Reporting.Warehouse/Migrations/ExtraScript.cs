namespace Reporting.Warehouse.Migrations;

/// <summary>
/// A script for a feature that only some servers support. Its first lines declare its needs: <c>-- needs: columnstore</c>, and
/// <c>-- alone</c> when it cannot run in a transaction.
/// </summary>
internal sealed record ExtraScript(MigrationScript Script, string? Needs, bool IsAlone)
{
    private const string NeedsMark = "-- needs: ";
    private const string AloneMark = "-- alone";

    public string Name => Script.Name;

    public static IReadOnlyList<ExtraScript> ReadAll(string folder, string suffix) =>
        Directory.Exists(folder) ? [.. MigrationScript.ReadAll(folder, suffix).Select(Of)] : [];

    private static ExtraScript Of(MigrationScript script)
    {
        var head = script.Text.Split('\n').TakeWhile(line => line.StartsWith("--", StringComparison.Ordinal)).ToList();
        var needs = head.FirstOrDefault(line => line.StartsWith(NeedsMark, StringComparison.Ordinal));
        return new ExtraScript(script, needs?[NeedsMark.Length..].Trim(), head.Contains(AloneMark));
    }
}
