using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Reporting.Api.Tests.Aggregates;
using Reporting.Engine.Queries;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Data;
using Reporting.TestWarehouses.Generated;
using Reporting.Warehouse.Imports;

namespace Reporting.Api.Tests.Editions;

/// <summary>The answers of an edition stay byte for byte, whatever happens to today's data. REPORTING_DEEP=1 asks 500 queries after 100 changes.</summary>
public abstract partial class FrozenAnswersTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : FrozenAnswersTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : FrozenAnswersTests(WarehouseProvider.SqlServer);

    private const int Seed = 20261129;

    [EngineFact]
    public async Task After_imports_replacements_undos_and_corrected_members_an_edition_answers_as_before()
    {
        var random = new Random(Seed);
        await using var warehouse = await TestWarehouse.CreateAsync(new RandomData(random).Rich(), engine);
        await using var app = new EditionApp { Warehouse = warehouse, Settings = new Dictionary<string, string> { ["Cache:Enabled"] = "false" } };
        await app.PublishAsync("e1");
        var questions = new RandomQueries(random, warehouse.Data, warehouse.Model);
        List<string> addresses =
        [
            .. Enumerable.Range(0, TestRun.IsDeep ? 500 : 20).Select(_ => "/api/v1/aggregates?" + QueryStrings.Of(Writable(questions.Next())) + "&edition=e1"),
            .. Reports(warehouse.Data).Select(report => $"/api/v1/reports/{report}edition=e1"),
            "/odata/editions/e1/Engagements?$expand=Place", "/odata/editions/e1/ByYearAndDomain?$count=true", "/odata/editions/e1/Participants",
            "/api/v1/engagements?limit=50&edition=e1", "/api/v1/model/participant/members?edition=e1", "/editions/e1/members/domain", "/editions/e1/explore?measures=engagements&rows=domain", "/editions/e1/engagements",
        ];
        var (today, before) = (await app.AnswerAsync(Today(addresses[^4])), new List<string>());
        foreach (var address in addresses)
        {
            before.Add(await app.AnswerAsync(address));
        }

        await ChangeAsync(app, warehouse.Data, random);

        foreach (var (address, expected) in addresses.Zip(before))
        {
            var after = await app.AnswerAsync(address);
            Assert.True(expected == after, $"{address}\nbefore: {expected}\nafter: {after}");
        }

        Assert.NotEqual(today, await app.AnswerAsync(Today(addresses[^4])));
        Assert.All(before.Take(20), answer => Assert.False(answer.StartsWith('5'), answer));
    }

    /// <summary>Right after the publication an edition answers as today does, except for its name.</summary>
    [EngineFact]
    public async Task A_new_edition_answers_as_today()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(new RandomData(new Random(Seed)).Rich(), engine);
        await using var app = new EditionApp { Warehouse = warehouse };
        var edition = await app.PublishAsync("e1");
        foreach (var address in new[] { "/api/v1/aggregates?by=year,domain&totals=true&measures=engagements,people", "/api/v1/reports/cooperation-by-year-and-domain/csv?", "/api/v1/engagements?limit=10" })
        {
            var frozen = await app.AnswerAsync(address + "&edition=e1");
            var unnamed = new[] { "\"edition\":\"e1\",", ",\"edition\":\"e1\"", ",file_edition", ",e1" }.Aggregate(Hash().Replace(frozen, string.Empty), (text, name) => text.Replace(name, string.Empty, StringComparison.Ordinal));
            Assert.Equal(Hash().Replace(await app.AnswerAsync(address), string.Empty), unnamed);
        }

        Assert.Equal(warehouse.Data.Engagements.Count, edition.Engagements);
        Assert.Contains("cooperation-by-year-and-domain", edition.Reports.Keys);
    }

    private static string[] Reports(TestData data)
    {
        var (domain, participant) = (data.Engagements[0].Domains[0].Code, data.Engagements[0].Lines[0].Participant);
        return ["cooperation-by-year-and-domain/json?", "yearly-review/json?year=2022&", "data-quality/json?", "country-pairs/csv?", $"domain-profile/json?domain={domain}&", $"participant-profile/html?participant={participant}&"];
    }

    private static async Task ChangeAsync(EditionApp app, TestData data, Random random)
    {
        var (imports, undoable) = (app.Services.GetRequiredService<ImportRunner>(), new List<int>());
        for (var i = 0; i < (TestRun.IsDeep ? 100 : 6); i++)
        {
            var codes = data.Engagements.OrderBy(_ => random.Next()).Take(5).Select(e => e.Code).Append($"new-{i}");
            var rows = codes.Select(code => (code, person: random.Next(3))).ToList().Select(r => $"{r.code},Title {random.Next(100)},{random.Next(2015, 2026)},visit,domain-{random.Next(3)},person-{r.person},Name {i} {r.person},person,IN");
            await app.ImportAsync("Code,Title,Start,Type,Domain,Participant,ParticipantName,ParticipantKind,Country\n" + string.Join('\n', rows) + "\n", replace: random.Next(4) == 0);
            undoable.Add((int)(await app.JsonAsync("/api/v1/aggregates")).GetProperty("meta").GetProperty("dataVersion").GetInt64());
            if (random.Next(3) == 0)
            {
                var undone = random.Next(undoable.Count);
                Assert.Null((await imports.UndoAsync(undoable[undone])).Problem);
                undoable.RemoveAt(undone);
            }
        }
    }

    private static string Today(string address) => address.Replace("&edition=e1", string.Empty, StringComparison.Ordinal).Replace("?edition=e1", string.Empty, StringComparison.Ordinal).Replace("/editions/e1", string.Empty, StringComparison.Ordinal);

    // The hash of a file also covers the name of the edition.
    [GeneratedRegex("[0-9a-f]{64}", RegexOptions.None, 1000)]
    private static partial Regex Hash();

    // A query string cannot express row rules.
    private static ReportQuery Writable(ReportQuery query) => query with { Filters = [.. query.Filters.Where(f => f.Mode != FilterMode.None)] };
}
