using Reporting.Engine.Access;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.TestWarehouses;

namespace Reporting.Engine.Tests.Comparisons;

public abstract class ComparisonRunnerTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : ComparisonRunnerTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : ComparisonRunnerTests(WarehouseProvider.SqlServer);

    private const string Header = "Code,Title,Start,Type,Domain,DomainGroup,Participant,ParticipantKind,Headcount\n";

    [EngineFact]
    public async Task Members_of_one_state_and_moved_groups_are_compared_and_a_measure_of_one_model_is_refused()
    {
        await using var then = await TestWarehouse.CreateAsync(engine);
        await using var now = await TestWarehouse.CreateAsync(engine);
        await then.ImportAsync(Header + "a,A,2020,visit,x,g1,p1,company,3\nb,B,2021,visit,y,g1,p1,company,\nc,C,2022,visit,z,g2,p1,company,\n");
        await now.ImportAsync(Header + "c,C,2022,visit,z,g3,p1,company,5\na,A,2020,visit,x,g1,p1,company,3\nd,D,2019,visit,w,g1,p2,company,\n");

        Assert.Equal(["g1 2 2 0 1 0 0 -1", "g2 0 1 -1 0 -1 0 0", "g3 1 0 1 0 1 0 0"], await AskAsync(new() { Measures = ["engagements"], By = ["domain_group"] }));
        Assert.Equal(["2019 1 0 1 1 0 0 0", "2020 1 1 0 0 0 0 0", "2021 0 1 -1 0 0 0 -1", "2022 1 1 0 0 0 0 0"], await AskAsync(new() { Measures = ["engagements"], By = ["year"] }));
        Assert.Equal(["2022 5  ", "2020 3 3 0", "2019   ", "2021   "], await AskAsync(new() { Measures = ["headcount"], By = ["year"], Order = [new("headcount", true)] }));
        Assert.Equal(["y 0 1 -1 0 0 0 -1"], await AskAsync(new() { Measures = ["engagements"], By = ["domain"], Filters = [new("domain", FilterMode.Links, ["y"])] }));
        Assert.Equal(["w 1 0 1 1 0 0 0"], await AskAsync(new() { Measures = ["engagements"], By = ["domain"], Filters = [new("domain", FilterMode.Links, ["w"])] }));
        Assert.Equal("unknown-member", (await CompareAsync(new() { Measures = ["engagements"], Filters = [new("domain", FilterMode.Links, ["nowhere"])] }, now.Model)).Problem!.Code);
        Assert.Equal("not-comparable", (await CompareAsync(new() { Measures = ["headcount"] }, new SemanticModel(now.Model.Dimensions, [.. now.Model.Measures.Where(m => m.Id != "headcount")], "older"))).Problem!.Code);

        async Task<IEnumerable<string>> AskAsync(ReportQuery query) => (await CompareAsync(query, now.Model)).Value!.Rows.Select(row => $"{string.Join(' ', row.Members.Select(m => m.Code))} {string.Join(' ', row.Values)}");

        Task<Warehouse.Problems.Outcome<ResultTable>> CompareAsync(ReportQuery query, SemanticModel model) => now.Runners.Comparisons.RunAsync(query, then.AsEdition(model.Hash, model), Caller.Local, CancellationToken.None);
    }
}
