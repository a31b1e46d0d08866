namespace Reporting.Warehouse.Tests.Imports;

/// <summary>
/// SQLite believes that a table without statistics has one row. Levels of confidence would then read all sources for each engagement of a first import.
/// </summary>
public sealed class ImportStatisticsTests
{
    [Fact]
    public async Task A_first_import_reads_statistics_after_it_has_written_sources_and_before_it_writes_levels_of_confidence()
    {
        using var log = new StatementLog();
        await using var warehouse = await TestWarehouse.CreateAsync(WarehouseProvider.Sqlite);
        var before = Statements().Count;
        Assert.Empty((await warehouse.ImportAsync("Code,Title,Start,Type,Domain,Source\na,A,2024,visit,x,s1\nb,B,2024,visit,x,s2\n")).Refusals);
        var statements = Statements().Skip(before).ToList();
        var (sources, statistics, levels) = (
            statements.FindIndex(s => s.Contains("INTO BridgeEngagementSource", StringComparison.Ordinal)),
            statements.FindIndex(s => s.Contains("ANALYZE", StringComparison.Ordinal)),
            statements.FindIndex(s => s.Contains("SET ConfidenceKey", StringComparison.Ordinal)));
        Assert.True(sources >= 0 && sources < statistics && statistics < levels, $"Sources at {sources}, statistics at {statistics}, levels at {levels}.");

        IReadOnlyList<string> Statements() => log.Of(WarehouseProvider.Sqlite, warehouse.ConnectionString);
    }
}
