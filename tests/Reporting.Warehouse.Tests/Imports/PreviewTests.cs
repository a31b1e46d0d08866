using System.Text;
using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Imports.History;

namespace Reporting.Warehouse.Tests.Imports;

public abstract class PreviewTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : PreviewTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : PreviewTests(WarehouseProvider.SqlServer);

    private const string Csv = "Code,Title,Start,Type,Domain,Participant,ParticipantKind,Role\na,A,2020,visit,x,p1,company,host\nb,B,2021-02,visit,y,p1,,\nc,C,2020-99,visit,y,p1,,\n";

    [EngineFact]
    public async Task A_preview_gives_the_result_of_the_import_and_writes_nothing()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        await warehouse.ImportAsync("Code,Title,Start,Type\na,Old,2020,visit\n");
        var before = await warehouse.ContentAsync();

        var preview = await warehouse.ImportAsync(Csv, dryRun: true, maxRejected: 1);

        Assert.Equal(before, await warehouse.ContentAsync());
        Assert.Equal(["2 a A x p1 (host, unknown)", "3 b B y p1 (participant, unknown)"], preview.First.Select(e => $"{e.Row} {e.Code} {e.Title} {e.Domains[0]} {e.Participants[0]}"));
        var import = await warehouse.ImportAsync(Csv, maxRejected: 1);
        Assert.Equal(Counts(preview), Counts(import));
        Assert.Equal("1 1 0 1 2 2 2 1", $"{import.Added} {import.Changed} {import.Unchanged} {import.Rejected} {import.DomainLinks} {import.ParticipationLines} {import.NewMembers.Domains} {import.NewMembers.Participants}");
    }

    [EngineFact]
    public async Task A_preview_does_not_wait_for_an_import_and_queries_see_the_previous_version()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        await warehouse.ImportAsync("Code,Title,Start,Type\na,Old,2020,visit\n");
        using var content = new BlockingStream(Csv);
        var import = warehouse.Imports.RunAsync(new ImportRequest(content, "slow.csv", MaxRejected: 1));
        await content.IsReading.WaitAsync(TimeSpan.FromSeconds(60));

        var preview = await warehouse.ImportAsync(Csv, dryRun: true, maxRejected: 1);

        Assert.Equal((1, 1L), (preview.Added, preview.DataVersion));
        await using var versions = new DataVersionStore(warehouse.Connections);
        Assert.Equal(1, (await versions.ReadAsync()).Version);
        content.Release();
        Assert.Equal(2, (await import).Value!.DataVersion);
    }

    private static string Counts(ImportResult r) =>
        $"{r.Rows} {r.Added} {r.Changed} {r.Unchanged} {r.Rejected} {r.DomainLinks} {r.ParticipationLines} {r.SourceLinks} {r.NewMembers} {r.ChangedMembers} {r.Refusals.Count} {r.Warnings.Count}";

    /// <summary>Blocks before its end until it is released.</summary>
    private sealed class BlockingStream(string text) : MemoryStream(Encoding.UTF8.GetBytes(text))
    {
        private readonly TaskCompletionSource _reading = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _reads;

        public Task IsReading => _reading.Task;

        public void Release() => _released.SetResult();

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            // The first reads examine the beginning, before the import has the lock.
            if (++_reads > 2)
            {
                _reading.TrySetResult();
                await _released.Task.WaitAsync(cancellationToken);
            }

            return await base.ReadAsync(buffer[..Math.Min(buffer.Length, 80)], cancellationToken);
        }
    }
}
