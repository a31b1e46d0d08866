using System.Text;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Tests.Imports;

public abstract class ImportRunnerTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : ImportRunnerTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : ImportRunnerTests(WarehouseProvider.SqlServer);

    private const string Header = "Code,Title,Start,Type\n";

    [EngineTheory]
    [InlineData("", "empty-file")]
    [InlineData("Code,Title,Start,Typ\n", "unknown-column", "'Type'")]
    [InlineData("Code,Title,Start\n", "missing-column")]
    [InlineData("Code,Title,Start,Type,code\n", "repeated-column")]
    [InlineData(Header + "e1,a \"quoted\" word,2022,visit\n", "malformed-csv")]
    [InlineData("<html><body><table><tr><td>Code</td></tr></table></body></html>", "malformed-csv", "Open it in Excel")]
    [InlineData("\uFEFF <?xml version='1.0'?><?mso-application progid='Excel.Sheet'?><Workbook/>", "malformed-csv", "Open it in Excel")]
    [InlineData(Header + "e1,\"never closed,2022,visit\ne2,T,2022,visit\n", "malformed-csv")]
    [InlineData(Header + "e1,\"closed\"early,2022,visit\n", "malformed-csv")]
    public async Task A_file_that_cannot_be_read_is_a_problem(string csv, string code, string hint = "")
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);

        var outcome = await RunAsync(warehouse, Encoding.UTF8.GetBytes(csv));

        Assert.Equal((ProblemKind.Invalid, code), (outcome.Problem!.Kind, outcome.Problem.Code));
        Assert.Contains(hint, outcome.Problem.Hint, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task Text_that_is_not_UTF8_is_a_problem_and_a_byte_order_mark_is_not()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);

        Assert.Equal("not-utf8", (await RunAsync(warehouse, [.. Encoding.UTF8.GetBytes(Header + "e1,caf"), 0xE9, .. ",2022,visit\n"u8])).Problem?.Code);
        Assert.Equal(1, (await RunAsync(warehouse, [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Header + "e1,\"a \"\"b\"\", c\",2022,visit")])).Value?.Added);
        Assert.Equal(["a \"b\", c"], await warehouse.RowsAsync("SELECT Title FROM FactEngagement"));
    }

    [EngineFact]
    public async Task An_unknown_mapping_is_a_problem_with_the_nearest_name()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);

        var outcome = await warehouse.Imports.RunAsync(new ImportRequest(Stream.Null, "x.csv", "nativ"));

        Assert.Equal(("unknown-mapping", "Did you mean 'native'?"), (outcome.Problem?.Code, outcome.Problem?.Hint));
    }

    [EngineFact]
    public async Task Columns_may_have_any_order_and_lines_any_line_end()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);

        var result = await warehouse.ImportAsync("type,Start,CODE,Title\r\nvisit,2022,e1,\"two\r\nlines\"\r\n\r\nvisit,2022,e2,T", maxRejected: 1);

        // A title must not contain a line break. Rows are numbered as in a spreadsheet.
        Assert.Equal([(2, "Title")], result.Refusals.Select(r => (r.Row, r.Column)));
        Assert.Equal(["e2|4"], await warehouse.RowsAsync("SELECT Code, ImportRow FROM FactEngagement"));
    }

    [EngineFact]
    public async Task An_error_in_the_middle_of_the_file_leaves_the_warehouse_as_it_was()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        await warehouse.ImportAsync(Header + "e1,T,2022,visit\n");
        var before = await warehouse.ContentAsync();

        await Assert.ThrowsAsync<IOException>(() => warehouse.Imports.RunAsync(new ImportRequest(new BreakingStream(Rows(5000)), "x.csv")));

        Assert.Equal(before, await warehouse.ContentAsync());
        Assert.Equal(2, (await warehouse.ImportAsync(Header + "e2,T,2022,visit\n")).DataVersion);
    }

    [EngineFact]
    public async Task A_refused_file_leaves_the_warehouse_as_it_was()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        await warehouse.ImportAsync("Code,Title,Start,Type,Participant,ParticipantKind\ne1,T,2022,visit,p1,person\n");
        var before = await warehouse.ContentAsync();

        var result = await warehouse.ImportAsync(
            "Code,Title,Start,Type,Participant,ParticipantKind,Domain,City,Source\ne1,New,2023,meeting,p1,company,a,Paris,s1\ne2,T,2031,meeting,p9,person,b,,\ne3,,2022,visit,,,,,\n");

        Assert.False(result.Taken);
        Assert.Equal(before, await warehouse.ContentAsync());
    }

    [EngineFact]
    public async Task Two_imports_at_once_run_one_after_the_other()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(n => Task.Run(async () =>
        {
            using var content = new SlowStream(Rows(300, $"f{n}-"));
            var imports = new ImportRunner(new WarehouseConnections(warehouse.Options, warehouse.Folder), warehouse.Clock);
            return (await imports.RunAsync(new ImportRequest(content, $"{n}.csv"))).Value!;
        })));

        Assert.Equal([1, 2, 3, 4], results.Select(r => r.DataVersion).Order());
        Assert.Equal(["1200|1200|4"], await warehouse.RowsAsync("SELECT COUNT(*), COUNT(DISTINCT EngagementKey), COUNT(DISTINCT ImportKey) FROM FactEngagement"));
    }

    [EngineFact]
    public async Task An_import_can_be_cancelled_while_it_waits_for_another()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        await using var connection = await warehouse.Connections.OpenWriteAsync();
        await using var other = await warehouse.Connections.Engine.BeginExclusiveAsync(connection, ExclusiveWork.Star, TimeSpan.FromSeconds(1), default);
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => warehouse.Imports.RunAsync(new ImportRequest(new MemoryStream([]), "x.csv"), cancel.Token));
    }

    [EngineFact]
    public async Task The_data_version_is_the_last_import_and_none_before_the_first()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        await using var store = new DataVersionStore(warehouse.Connections);
        Assert.Equal(new DataVersion(0, null), await store.ReadAsync());

        await warehouse.ImportAsync(Header + "e1,T,2022,visit\n");
        warehouse.Clock.Now = warehouse.Clock.Now.AddHours(1);
        await warehouse.ImportAsync(Header + "e2,T,2022,visit\n");

        Assert.Equal(new DataVersion(2, warehouse.Clock.Now), await store.ReadAsync());
    }

    [EngineFact]
    public async Task Texts_longer_than_SQL_Server_holds_are_refused()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        var csv = $"Code,Title,Start,Type,City,Capacity,Participant,ParticipantKind\n{L(201)},{L(1001)},2022,{L(201)},{L(4001)},{L(401)},p1,person\n{L(200)},{L(1000)},2022,{L(200)},{L(4000)},{L(400)},p2,person\n";

        var result = await warehouse.ImportAsync(csv, maxRejected: 1);

        Assert.Equal(["Capacity", "City", "Code", "Title", "Type"], result.Refusals.Select(r => r.Column).Order(StringComparer.Ordinal));
        Assert.Equal(1, result.Added);

        static string L(int length) => new('x', length);
    }

    [EngineFact]
    public async Task The_reference_data_is_imported_like_any_file()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        var file = Path.Combine(warehouse.Folder, "engagements.csv");
        Assert.Equal("reference-data-missing", (await new ReferenceData(warehouse.Imports, file).ImportAsync()).Problem?.Code);
        await File.WriteAllTextAsync(file, Header + "e1,T,2022,visit\n");

        Assert.Equal(1, (await new ReferenceData(warehouse.Imports, file).ImportAsync()).Value?.Added);
    }

    private static string Rows(int count, string prefix = "e") =>
        "Code,Title,Start,Type,Domain,Source\n" + string.Concat(Enumerable.Range(0, count).Select(i => $"{prefix}{i},T,2022-06-02,visit,d{i % 7},s{i % 5}\n"));

    private static async Task<Outcome<ImportResult>> RunAsync(TestWarehouse warehouse, byte[] bytes)
    {
        using var content = new MemoryStream(bytes);
        return await warehouse.Imports.RunAsync(new ImportRequest(content, "case.csv"));
    }

    /// <summary>Delivers small pieces, so that imports would overlap without a lock.</summary>
    private sealed class SlowStream(string text) : MemoryStream(Encoding.UTF8.GetBytes(text))
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(20, cancellationToken);
            return await base.ReadAsync(buffer[..Math.Min(buffer.Length, 2000)], cancellationToken);
        }
    }

    private sealed class BreakingStream(string text) : MemoryStream(Encoding.UTF8.GetBytes(text))
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position > Length / 2 ? throw new IOException("The line went dead.") : base.ReadAsync(buffer, cancellationToken);
    }
}
