using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Tests.Imports;

public abstract class ImportUndoTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : ImportUndoTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : ImportUndoTests(WarehouseProvider.SqlServer);

    private const string Header = "Code,Title,Start,Type,Domain,Participant,ParticipantKind,Source\n";

    private const string Star = """
        SELECT f.Code, f.Title, f.StartDateKey, f.Headcount, f.AmountCents, f.ImportKey, f.ImportRow, f.RowHash, d.Code AS D, b.WeightParts, b.YearKey, b.Headcount AS BH, b.AmountCents AS BA,
            p.Code AS P, l.OrganisationKey, l.Role, l.Headcount AS LH, l.AmountCents AS LA, s.Code AS S
        FROM FactEngagement f JOIN BridgeEngagementDomain b ON b.EngagementKey = f.EngagementKey JOIN DimDomain d ON d.DomainKey = b.DomainKey
        JOIN BridgeEngagementParticipant l ON l.EngagementKey = f.EngagementKey JOIN DimParticipant p ON p.ParticipantKey = l.ParticipantKey
        JOIN BridgeEngagementSource r ON r.EngagementKey = f.EngagementKey JOIN DimSource s ON s.SourceKey = r.SourceKey ORDER BY f.Code, d.Code, l.[LineNo], s.Code
        """;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, TestRun.IsDeep ? 300 : 12)];

    [EngineFact]
    public async Task An_undo_restores_what_an_import_added_changed_and_retired()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        await warehouse.ImportAsync(Header + "a,A,2020,visit,x,p1,company,s1\na,,,,y,p2,person,\nb,B,2021-02,visit,x,p1,,s2\nc,C,2022,visit,y,p2,,s1\n");
        var before = await warehouse.RowsAsync(Star);
        var changing = await ImportAsync(warehouse, Header + "a,A changed,2024,meeting,z,p3,company,s3\nb,B,2021-02,visit,x,p1,,s2\nnew,New,2025,visit,x,p1,,s1\n", replace: true);
        Assert.Equal((1, 1, 1, 1), (changing.Added, changing.Changed, changing.Unchanged, changing.Retired));
        Assert.Equal(["a", "b", "new"], await warehouse.RowsAsync("SELECT Code FROM FactEngagement ORDER BY Code"));

        var undone = (await warehouse.Imports.UndoAsync(2)).Value;

        Assert.Equal((3, 2, 2), (undone!.DataVersion, undone.Removed, undone.Restored));
        Assert.Equal(before, await warehouse.RowsAsync(Star));
        Assert.Equal(["0|0|0|0"], await warehouse.RowsAsync(
            "SELECT (SELECT COUNT(*) FROM PastEngagement), (SELECT COUNT(*) FROM PastEngagementDomain), (SELECT COUNT(*) FROM PastEngagementParticipant), (SELECT COUNT(*) FROM PastEngagementSource)"));
    }

    /// <summary>After an undo of any import, the star equals the result of the other imports alone.</summary>
    [EngineTheory]
    [MemberData(nameof(Seeds))]
    public async Task Undoing_any_import_gives_the_result_of_the_others(int seed)
    {
        var random = new Random(seed);
        var imports = Enumerable.Range(0, 5).Select(_ => (Csv: RandomFile(random), Replace: random.Next(3) == 0)).ToList();
        await using var all = await TestWarehouse.CreateAsync(engine);
        await using var others = await TestWarehouse.CreateAsync(engine);
        var keys = new List<int?>();
        foreach (var (csv, replace) in imports)
        {
            keys.Add((await ImportAsync(all, csv, replace)).ImportKey);
        }

        // Undoes two imports. An import without changes has no version.
        var undone = Enumerable.Range(0, imports.Count).Where(i => keys[i] is not null).OrderBy(_ => random.Next()).Take(2).ToList();
        foreach (var i in undone)
        {
            Assert.Null((await all.Imports.UndoAsync(keys[i]!.Value)).Problem);
        }

        for (var i = 0; i < imports.Count; i++)
        {
            // An import without changes at the time has none now either.
            if (!undone.Contains(i) && keys[i] is not null)
            {
                await ImportAsync(others, imports[i].Csv, imports[i].Replace);
            }
        }

        const string Content = """
            SELECT f.Code, f.Title, f.StartDateKey, d.Code AS D, b.WeightParts, b.YearKey, s.Code AS S FROM FactEngagement f
            JOIN BridgeEngagementDomain b ON b.EngagementKey = f.EngagementKey JOIN DimDomain d ON d.DomainKey = b.DomainKey
            JOIN BridgeEngagementParticipant l ON l.EngagementKey = f.EngagementKey
            JOIN BridgeEngagementSource r ON r.EngagementKey = f.EngagementKey JOIN DimSource s ON s.SourceKey = r.SourceKey ORDER BY 1, 4, 7
            """;
        Assert.Equal(await others.RowsAsync(Content), await all.RowsAsync(Content));
    }

    [EngineFact]
    public async Task Links_always_repeat_the_figures_of_their_engagement()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        const string header = "Code,Title,Start,Type,Domain,Participant,ParticipantKind,Source,Headcount,AmountUsd\n";
        const string carried = """
            SELECT f.Code, b.Headcount AS A, b.AmountCents AS B, l.Headcount AS C, l.AmountCents AS D FROM FactEngagement f
            JOIN BridgeEngagementDomain b ON b.EngagementKey = f.EngagementKey JOIN BridgeEngagementParticipant l ON l.EngagementKey = f.EngagementKey ORDER BY f.Code, b.DomainKey
            """;
        await warehouse.ImportAsync(header + "a,A,2020,visit,x,p1,company,s1,5,2.50\na,,,,y,,,,,\nb,B,2021,visit,x,p1,company,s1,,\n");
        Assert.Equal(["a|5|250|5|250", "a|5|250|5|250", "b||||"], await warehouse.RowsAsync(carried));

        await warehouse.ImportAsync(header + "a,A,2020,visit,x,p1,company,s1,7,\nb,B,2021,visit,x,p1,company,s1,,9\n");
        Assert.Equal(["a|7||7|", "b||900||900"], await warehouse.RowsAsync(carried));

        Assert.Null((await warehouse.Imports.UndoAsync(2)).Problem);
        Assert.Equal(["a|5|250|5|250", "a|5|250|5|250", "b||||"], await warehouse.RowsAsync(carried));
    }

    [EngineFact]
    public async Task Undoing_all_imports_from_the_last_leaves_nothing_and_each_can_be_undone_once()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        await warehouse.ImportAsync(Header + "a,A,2020,visit,x,p1,company,s1\n");
        await warehouse.ImportAsync(Header + "a,B,2020,visit,y,p1,,s1\n");

        Assert.Null((await warehouse.Imports.UndoAsync(2)).Problem);
        Assert.Null((await warehouse.Imports.UndoAsync(1)).Problem);

        Assert.Equal(["0|0"], await warehouse.RowsAsync("SELECT (SELECT COUNT(*) FROM FactEngagement), (SELECT COUNT(*) FROM BridgeEngagementDomain)"));
        Assert.Equal((ProblemKind.Conflict, "import-undone"), Code(await warehouse.Imports.UndoAsync(2)));
        Assert.Equal((ProblemKind.Conflict, "import-is-undo"), Code(await warehouse.Imports.UndoAsync(3)));
        Assert.Equal((ProblemKind.NotFound, "unknown-import"), Code(await warehouse.Imports.UndoAsync(99)));
    }

    [EngineFact]
    public async Task A_key_is_never_reused_so_that_a_retired_engagement_can_return()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        await warehouse.ImportAsync(Header + "a,A,2020,visit,x,p1,company,s1\nb,B,2020,visit,x,p1,,s1\n");
        await ImportAsync(warehouse, Header + "a,A,2020,visit,x,p1,company,s1\n", replace: true);
        await warehouse.ImportAsync(Header + "c,C,2020,visit,x,p1,company,s1\n");

        Assert.Null((await warehouse.Imports.UndoAsync(2)).Problem);

        Assert.Equal(["a", "b", "c"], await warehouse.RowsAsync("SELECT Code FROM FactEngagement ORDER BY Code"));
    }

    private static string RandomFile(Random random)
    {
        var rows = "abcdef".Where(_ => random.Next(2) == 0)
            .Select(code => $"{code},{code}{random.Next(2)},{2020 + random.Next(2)},visit,x{random.Next(2)},p1,company,s{random.Next(2)}\n" + (random.Next(3) == 0 ? $"{code},,,,y,,,\n" : ""));
        return Header + string.Concat(rows);
    }

    private static (ProblemKind, string) Code<T>(Outcome<T> outcome) => (outcome.Problem!.Kind, outcome.Problem.Code);

    private static async Task<ImportResult> ImportAsync(TestWarehouse warehouse, string csv, bool replace)
    {
        using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(csv));
        return (await warehouse.Imports.RunAsync(new ImportRequest(content, "case.csv") { Replace = replace })).Value!;
    }
}
