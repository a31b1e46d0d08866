using System.Globalization;
using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Imports.Mappings;

namespace Reporting.Warehouse.Tests.Imports.Workbooks;

/// <summary>Small files from ../shared/cases/imports. Each gives its values, or is refused for its errors.</summary>
public abstract class GivenFilesTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : GivenFilesTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : GivenFilesTests(WarehouseProvider.SqlServer);

    private const string Engagements = "SELECT Code, StartDateKey, EndDateKey, Headcount, AmountCents FROM FactEngagement ORDER BY Code";

    private static readonly string Folder = Path.GetFullPath(RepositoryRoot.File("..", "shared", "cases", "imports"));

    /// <summary>File, mapping, the engagements or refusals, and a part of a warning.</summary>
    [EngineTheory]
    [InlineData("date1904-true-libreoffice.xlsx", "basic.yml", "a|20240701|20240701|5|700", "")]
    [InlineData("error-cells-na.xlsx", "missing-na.yml", "a|20240000|20240000|5|, b|20240000|20240000||", "")]
    [InlineData("filtered-hidden-rows.xlsx", "basic.yml", "a|20230000|20230000|1|100, b|20240000|20240000|1|100, c|20240000|20240000|1|100", "2 of the rows that were read are hidden in the workbook")]
    [InlineData("hidden-stale-first-sheet.xlsx", "basic.yml", "a|20230000|20230000|1|100", "'old' (hidden) has the same columns and was not read")]
    [InlineData("two-data-sheets.xlsx", "basic.yml", "a|20230000|20230000|1|100", "'2024' has the same columns and was not read")]
    [InlineData("month-cells-mmm-yy.xlsx", "month.yml", "a|20240700|20240700||, b|20240000|20240000||, c|20240701|20240701||", "")]
    [InlineData("native-date-with-time.xlsx", null, "a|20240701|20240702||", "")]
    [InlineData("semicolon-native.csv", null, "a|20240000|20240000||", "")]
    [InlineData("blank-trailing-columns.csv", null, "a|20240000|20240000||", "")]
    [InlineData("month-cells-same-as-csv.csv", "month.yml", "a|20240700|20240700||, b|20240000|20240000||", "")]
    [InlineData("round.csv", "round.yml", "1|0|0||0, 2|0|0||0, 3|0|0||0", "")]
    [InlineData("emoji-title.csv", null, "emoji-1|20240501|20240501||", "")]
    [InlineData("long-summary.csv", null, "long-sum|20240501|20240501||", "")]
    public async Task A_file_gives_its_values(string file, string? mapping, string engagements, string warning)
    {
        if (Lacks(file))
        {
            return;
        }

        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        var result = await ImportAsync(warehouse, file, mapping);
        Assert.True(result.Taken, string.Join('\n', result.Refusals.Select(r => $"{r.Row} {r.Column} {r.Value}: {r.Reason} {r.Hint}")));
        Assert.Equal(engagements, string.Join(", ", await warehouse.RowsAsync(Engagements)));
        Assert.Contains(warning, string.Concat(result.Warnings.Select(w => w.Message)), StringComparison.Ordinal);
    }

    [EngineTheory]
    [InlineData("error-cells-without-references.xlsx", "basic.yml", "2 Head #N/A, 3 Head #FORMULA!")]
    [InlineData("many.csv", "many.yml", "3 year 2002, 3 tiv 20")]
    [InlineData("typo.csv", "typo.yml", "3 state Indai, 4 state Isreal, 5 state UKG")]
    public async Task A_file_is_refused_for_its_errors(string file, string? mapping, string refusals)
    {
        if (Lacks(file))
        {
            return;
        }

        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        var result = await ImportAsync(warehouse, file, mapping);
        Assert.Equal(refusals, string.Join(", ", result.Refusals.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Row} {r.Column} {r.Value}"))));
    }

    [EngineFact]
    public async Task A_strict_workbook_is_read_like_any_other()
    {
        if (Lacks("strict-open-xml.xlsx"))
        {
            return;
        }

        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        Assert.True((await ImportAsync(warehouse, "strict-open-xml.xlsx", "basic.yml")).Taken);
        Assert.Contains("a|20240701|20240701|5|700", await warehouse.RowsAsync(Engagements));
    }

    [EngineFact]
    public async Task Amounts_below_a_cent_add_up()
    {
        if (Lacks("round.csv"))
        {
            return;
        }

        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        await ImportAsync(warehouse, "round.csv", "round.yml");
        Assert.Equal(["1200000"], await warehouse.RowsAsync("SELECT SUM(AmountRest) + SUM(AmountCents) * 1000000 AS Parts FROM FactEngagement"));
    }

    [EngineTheory]
    [InlineData("cat.yml", "'category' belongs to a type, but the mapping has no 'type'")]
    public void A_mapping_is_refused_for_what_it_would_lose(string mapping, string reason)
    {
        if (!Lacks(mapping))
        {
            Assert.Contains(reason, Assert.ThrowsAny<Exception>(() => MappingCatalog.Parse("given", File.ReadAllText(Path.Combine(Folder, mapping)))).Message, StringComparison.Ordinal);
        }
    }

    [EngineTheory]
    [InlineData("dd/MM/yyyy", "1|20100403, 2|20111117")]
    [InlineData("dd/mm/yyyy", null)]
    public async Task Months_are_written_in_capitals(string format, string? days)
    {
        if (Lacks("d.csv"))
        {
            return;
        }

        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        var yaml = $"engagement: {{code: \"{{id}}\", title: \"{{title}}\", start: {{from: \"{{date}}\", formats: [\"{format}\"]}}}}\n";
        if (days is null)
        {
            Assert.Contains("Write 'dd/MM/yyyy'", Assert.ThrowsAny<Exception>(() => MappingCatalog.Parse("given", yaml)).Message, StringComparison.Ordinal);
            return;
        }

        await using var content = File.OpenRead(Path.Combine(Folder, "d.csv"));
        Assert.True((await warehouse.Imports.RunAsync(new ImportRequest(content, "d.csv") { MappingFile = MappingCatalog.Parse("given", yaml) })).IsValue(out _, out _));
        Assert.Equal(days, string.Join(", ", await warehouse.RowsAsync("SELECT Code, StartDateKey FROM FactEngagement ORDER BY Code")));
    }

    private static bool Lacks(string file) => !File.Exists(Path.Combine(Folder, file));

    private static async Task<ImportResult> ImportAsync(TestWarehouse warehouse, string file, string? mapping)
    {
        await using var content = File.OpenRead(Path.Combine(Folder, file));
        var outcome = await warehouse.Imports.RunAsync(new ImportRequest(content, file)
        {
            MappingFile = mapping is null ? null : MappingCatalog.Parse("given", await File.ReadAllTextAsync(Path.Combine(Folder, mapping))),
        });
        return outcome.IsValue(out var result, out var problem) ? result : throw new InvalidOperationException($"{problem.Code}: {problem.Message}");
    }
}
