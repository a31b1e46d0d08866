using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Reporting.TestWarehouses;
using Reporting.Warehouse.Imports;

namespace Reporting.Api.Tests.Access;

/// <summary>An undone import leaves its members in the tables, but no endpoint shows them.</summary>
public abstract class RemovedMembersTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : RemovedMembersTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : RemovedMembersTests(WarehouseProvider.SqlServer);

    private static readonly string[] Queries =
    [
        "participant=unit-8", "participant=unit-81", "organisation=unit-81", "domain=stealt", "domain=stealth", "domain_group=hidden-thing", "engagement_type=raid", "engagement_category=raids",
        "city=il-haifb", "city=il-haifa", "source=secret-log", "role=pilot",
    ];

    [EngineFact]
    public async Task No_endpoint_shows_members_of_an_undone_import()
    {
        await using var app = new AppWithRoles { Engine = engine, AccessRules = RepositoryRoot.File("reports", "access.yml") };
        var before = new[] { await AskAsync(app, "reader"), await AskAsync(app, "admin") };
        var imports = app.Services.GetRequiredService<ImportRunner>();
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(
            "Code,Title,Start,Type,Category,City,PlaceCountry,Domain,DomainGroup,Participant,ParticipantKind,Role,Source,Handling\n"
            + "u-1,Secret,2034,raid,raids,Haifa,IL,stealth,hidden-things,unit-81,armed-force,pilot,secret-log,restricted\n"));
        var key = (await imports.RunAsync(new ImportRequest(file, "secret.csv"))).Value!.ImportKey!.Value;
        Assert.Contains("unit-81", (await AskAsync(app, "admin"))[0], StringComparison.Ordinal);
        Assert.Null((await imports.UndoAsync(key)).Problem);
        Assert.Equal(before[0], await AskAsync(app, "reader"));
        Assert.Equal(before[1], await AskAsync(app, "admin"));
    }

    private static async Task<List<string>> AskAsync(AppWithRoles app, string role)
    {
        using var client = app.CreateClient();
        client.DefaultRequestHeaders.Add(AppWithRoles.Header, role);
        var answers = new List<string>();
        foreach (var question in Queries)
        {
            using var answer = await client.GetAsync("/api/v1/aggregates?" + question);
            var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
            answers.Add(answer.StatusCode == HttpStatusCode.OK ? "answered" : $"{problem.GetProperty("detail")} {problem.GetProperty("hint")}");
        }

        return answers;
    }
}
