using Microsoft.Extensions.Options;
using Reporting.Engine.Access;
using Reporting.Engine.Caching;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Data;
using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Tests.Caching;

public abstract class ResultCacheTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : ResultCacheTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : ResultCacheTests(WarehouseProvider.SqlServer);

    private static readonly Caller India = Limited(FilterMode.Any, "IN");

    [EngineFact]
    public async Task Callers_who_see_different_engagements_never_share_a_response_or_a_tag()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(TestData.Empty, engine);
        await using var versions = new DataVersionStore(warehouse.Connections);
        using var kept = Kept(versions);
        Caller[] callers = [Caller.Local, India, Limited(FilterMode.Any, "IL"), Limited(FilterMode.None, "IN"), Limited(FilterMode.Any, "IN", "IL")];
        var answers = new List<CachedResponse>();
        foreach (var caller in callers)
        {
            var key = await kept.KeyAsync("query", caller, CancellationToken.None);
            Assert.Null(kept.Find(key));
            answers.Add((await kept.AnswerAsync(key, _ => Text("same bytes", key, isStable: answers.Count % 2 == 0), CancellationToken.None)).Value!);
        }

        Assert.Equal(callers.Length, kept.Computed);
        Assert.Equal(callers.Length, answers.Select(a => a.Tag!.Replace("W/", string.Empty, StringComparison.Ordinal)).Distinct().Count());
        var same = await kept.KeyAsync("query", Limited(FilterMode.Any, "IN") with { Name = "another" }, CancellationToken.None);
        Assert.Same(answers[1], kept.Find(same));
    }

    [EngineFact]
    public async Task Different_definitions_have_different_tags()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(TestData.Empty, engine);
        await using var versions = new DataVersionStore(warehouse.Connections);
        using var kept = Kept(versions);
        using var other = Kept(versions, "other");
        Assert.NotEqual((await kept.KeyAsync("q", India, default)).WeakTag(), (await other.KeyAsync("q", India, default)).WeakTag());
        Assert.NotEqual(kept.KeyOfDefinitions("q", India).WeakTag(), other.KeyOfDefinitions("q", India).WeakTag());
    }

    [EngineFact]
    public async Task Problems_are_returned_to_all_waiting_callers_and_not_cached()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(TestData.Empty, engine);
        await using var versions = new DataVersionStore(warehouse.Connections);
        using var kept = Kept(versions);
        var key = await kept.KeyAsync("query", India, CancellationToken.None);
        var gate = new TaskCompletionSource();
        var asked = Enumerable.Range(0, 20).Select(_ => kept.AnswerAsync(key, async _ => { await gate.Task; return new Problem(ErrorCodes.DatabaseAway, "Away.", "Wait."); }, CancellationToken.None)).ToList();
        gate.SetResult();
        Assert.All(await Task.WhenAll(asked), answer => Assert.Equal("database-away", answer.Problem?.Code));
        Assert.Equal(1, kept.Computed);
        Assert.Null(kept.Find(key));
        Assert.NotNull((await kept.AnswerAsync(key, _ => Text("now", key), CancellationToken.None)).Value);
    }

    [EngineFact]
    public async Task When_the_first_caller_leaves_the_others_still_get_its_response()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(TestData.Empty, engine);
        await using var versions = new DataVersionStore(warehouse.Connections);
        using var kept = Kept(versions);
        var key = await kept.KeyAsync("query", India, CancellationToken.None);
        using var leaving = new CancellationTokenSource();
        var gate = new TaskCompletionSource();
        var first = kept.AnswerAsync(key, async cancel => { await gate.Task.WaitAsync(cancel); return await Text("answer", key); }, leaving.Token);
        var others = Enumerable.Range(0, 5).Select(_ => kept.AnswerAsync(key, _ => Text("another", key), CancellationToken.None)).ToList();
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        gate.SetResult();
        Assert.All(await Task.WhenAll(others), a => Assert.Equal("answer"u8.ToArray(), a.Value!.Content.ToArray()));
        Assert.Equal(1, kept.Computed);
    }

    [EngineFact]
    public async Task When_all_callers_have_left_the_computation_stops_and_the_next_one_is_answered()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(TestData.Empty, engine);
        await using var versions = new DataVersionStore(warehouse.Connections);
        using var kept = Kept(versions);
        var key = await kept.KeyAsync("query", India, CancellationToken.None);
        using var leaving = new CancellationTokenSource();
        var begun = new TaskCompletionSource();
        var stopped = new TaskCompletionSource();
        var asked = Enumerable.Range(0, 5).Select(_ => kept.AnswerAsync(
            key,
            async cancel =>
            {
                await using var stopping = cancel.Register(stopped.SetResult);
                begun.SetResult();
                await Task.Delay(Timeout.Infinite, cancel);
                return await Text("never", key);
            },
            leaving.Token)).ToList();
        await begun.Task;
        await leaving.CancelAsync();
        foreach (var each in asked)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => each);
        }

        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal("answer"u8.ToArray(), (await kept.AnswerAsync(key, _ => Text("answer", key), CancellationToken.None)).Value!.Content.ToArray());
    }

    [EngineFact]
    public async Task A_response_computed_during_an_import_has_no_tag_and_is_not_cached()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(TestData.Empty, engine);
        await using var versions = new DataVersionStore(warehouse.Connections);
        using var kept = Kept(versions);
        var key = await kept.KeyAsync("query", India, CancellationToken.None);
        var answer = await kept.AnswerAsync(key, async _ =>
        {
            await ImportAsync(warehouse);
            return await Text("of the new data", await kept.KeyAsync("query", India, CancellationToken.None));
        }, CancellationToken.None);
        Assert.Null(answer.Value!.Tag);
        Assert.Null(kept.Find(key));
        Assert.NotEqual(key, await kept.KeyAsync("query", India, CancellationToken.None));
    }

    [EngineFact]
    public async Task An_import_drops_what_was_made_from_the_version_before_but_not_what_was_made_from_definitions()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(TestData.Empty, engine);
        await using var versions = new DataVersionStore(warehouse.Connections);
        using var kept = Kept(versions);
        kept.Remember("of definitions", "meaning");
        var bytes = kept.Bytes;
        var key = await kept.KeyAsync("query", India, CancellationToken.None);
        await kept.AnswerAsync(key, _ => Text("answer", key), CancellationToken.None);
        kept.Remember(await kept.KeyAsync("table", India, CancellationToken.None), "a table", 1_000);
        Assert.True(kept.Bytes > bytes + 1_000);

        await ImportAsync(warehouse);
        await kept.KeyAsync("query", India, CancellationToken.None);
        for (var waited = 0; kept.Bytes > bytes && waited < 200; waited++)
        {
            await Task.Delay(50);
        }

        Assert.Equal(bytes, kept.Bytes);
        Assert.NotNull(kept.Recall<string>("of definitions"));
    }

    private static async Task ImportAsync(TestWarehouse warehouse)
    {
        using var content = new MemoryStream("Code,Title,Start,Type\ne1,First,2025,meeting\n"u8.ToArray());
        Assert.NotNull((await new ImportRunner(warehouse.Connections, TimeProvider.System).RunAsync(new ImportRequest(content, "a.csv"))).Value?.ImportKey);
    }

    private static ResultCache Kept(DataVersionStore versions, string definitions = "definitions") =>
        new(Options.Create(new CacheOptions()), new DefinitionsVersion(definitions), versions);

    private static Caller Limited(FilterMode mode, params string[] countries) =>
        new("caller", [], new RowScope([new QueryFilter("participant_country", mode, countries)]), Visibility.Everything);

    private static Task<Outcome<CachedResponse>> Text(string text, CacheKey key, bool isStable = false) =>
        Task.FromResult<Outcome<CachedResponse>>(new CachedResponse(System.Text.Encoding.UTF8.GetBytes(text), "text/plain") { DataVersion = key.Version, IsStable = isStable });
}
