using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Web;
using Microsoft.Extensions.DependencyInjection;
using Reporting.Api.Pipeline;
using Reporting.Api.Tests.Aggregates;
using Reporting.Api.Tests.Exports;
using Reporting.Delivery.Editions;
using Reporting.Delivery.SavedReports;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Counting;
using Reporting.TestWarehouses.Data;
using Reporting.TestWarehouses.Generated;
using Xunit.Abstractions;

namespace Reporting.Api.Tests.Access;

/// <summary>
/// A hidden engagement is indistinguishable from one that does not exist. Under random row rules, every exit sends the same bytes as
/// over a warehouse without the hidden engagements. REPORTING_DEEP=1 sends thirty times as many requests.
/// </summary>
public abstract partial class LeakTests(ITestOutputHelper output, WarehouseProvider engine)
{
    public sealed class OnSqlite(ITestOutputHelper output) : LeakTests(output, WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer(ITestOutputHelper output) : LeakTests(output, WarehouseProvider.SqlServer);

    private const int Seed = 20260301;
    private const int QueriesOfARule = 10;
    private const int FewQueriesOfARule = 2;
    private const int FewQueriesOfADeclaredRule = 1;
    private const int MaxShown = 3;

    // Files are slow, and their rows come from the same statements.
    private const int MaxFilesOfDeclared = 1;

    [EngineFact]
    public Task Data_hidden_by_a_row_rule_is_indistinguishable_from_missing_data() =>
        CompareAsync(TestRun.IsDeep ? 200 : 2, RepositoryRoot.Folder, null, questions => questions.Scope());

    [EngineFact]
    public async Task Data_hidden_by_a_rule_on_groups_bands_calendars_seasons_or_pairs_is_indistinguishable_from_missing_data()
    {
        // One rule on each of these at least.
        string[] first = ["region", "country_pair", "size", "weekday", "partner_country", "topic", "fiscal_year_us", "partner_region"];
        var (root, next, ruled) = (DeclaredDefinitions.Root(), 0, first.Union(SampleDimensions.Ids).ToList());
        await CompareAsync(
            TestRun.IsDeep ? 100 : engine == WarehouseProvider.Sqlite ? first.Length : 3, root, SampleDimensions.Model(), questions => questions.ScopeOn(ruled[next++ % ruled.Count]));
        TestFolder.Delete(root);
    }

    private async Task CompareAsync(int rules, string root, SemanticModel? model, Func<RandomQueries, RowScope> scope)
    {
        var random = new Random(Seed);
        await using var whole = await TestWarehouse.CreateAsync(new RandomCommitments(new Random(Seed)).AddTo(new RandomData(random, hasStatus: true).Rich()), engine, model);
        await using var less = await TestWarehouse.CreateAsync(whole.Data, engine, model);
        var questions = new RandomQueries(random, whole.Data, whole.Model);
        var rowRules = new RowRules(random, whole.Data, () => scope(questions));
        var callers = Enumerable.Range(1, rules).Select(rowRules.Next).ToList();
        var folder = Directory.CreateTempSubdirectory("reporting-access-").FullName;
        var file = Path.Combine(folder, "access.yml");
        await File.WriteAllTextAsync(file, rowRules.File);
        await using var wholeApp = new AppWithRoles
        {
            Warehouse = whole,
            Root = root,
            AccessRules = file,
            Settings = new Dictionary<string, string> { ["Mail:PollSeconds"] = "0.2", ["Embed:Origins"] = EmbedExit.Site, ["Editions:MaxVersions"] = "100" },
        };
        await using var lessApp = new AppWithRoles
        {
            Warehouse = less,
            Root = root,
            AccessRules = file,
            Settings = new Dictionary<string, string> { ["Cache:Enabled"] = "false", ["Mail:PollSeconds"] = "0.2", ["Embed:Origins"] = EmbedExit.Site, ["Editions:MaxVersions"] = "100" },
        };
        foreach (var app in new[] { wholeApp, lessApp })
        {
            await app.Services.GetRequiredService<SavedReportStore>().AddAsync(Exits.Saved, CancellationToken.None);
        }

        using var asked = wholeApp.CreateClient();
        using var expected = lessApp.CreateClient();
        var (compared, changed, total, wrong) = (0, 0, 0, new List<string>());
        var version = 1;
        foreach (var (number, (roles, seen)) in callers.Index().TakeWhile(_ => wrong.Count < MaxShown))
        {
            version++;
            await whole.RefillAsync(version, null);
            await less.RefillAsync(version, seen);
            for (var i = 0; i < (TestRun.IsDeep ? QueriesOfARule : model is null ? FewQueriesOfARule : FewQueriesOfADeclaredRule) && wrong.Count < MaxShown; i++)
            {
                var query = Writable(questions.Next());
                total++;
                changed += await IsChangedAsync(asked, "/api/v1/aggregates?" + QueryStrings.Of(query), roles) ? 1 : 0;
                foreach (var (exit, _, addresses) in Exits.All.Where(d => i % d.Every == 0))
                {
                    foreach (var address in addresses(query, whole.Data, random))
                    {
                        await CompareAsync(exit, address);
                        compared++;
                    }
                }
            }

            foreach (var (exit, draw, _, _) in Exits.Files.Where(f => number < (TestRun.IsDeep ? f.Deep : model is null ? f.Usual : MaxFilesOfDeclared)))
            {
                var address = draw(whole.Data, random);
                foreach (var one in address.StartsWith(Exits.Verify, StringComparison.Ordinal) ? await HashesAsync(address[Exits.Verify.Length..]) : [address])
                {
                    await CompareAsync(exit, one);
                    compared++;
                }
            }

            await GuessAsync();
            if (number < (TestRun.IsDeep ? 20 : 1))
            {
                await AskEditionAsync($"e{number}");
                if (engine == WarehouseProvider.Sqlite)
                {
                    await AskVersionAsync();
                }
            }

            // The edition has data that are hidden, of which some are gone today.
            async Task AskEditionAsync(string edition)
            {
                foreach (var app in new[] { wholeApp, lessApp })
                {
                    Assert.Null((await app.Services.GetRequiredService<EditionPublisher>().PublishAsync(new NewEdition(edition, "final", string.Empty, "tester"), CancellationToken.None)).Problem);
                }

                var (published, all) = (version, whole.Data);
                await whole.RefillAsync(++version, Without(all, all.Engagements.Except(seen.Engagements).FirstOrDefault()));
                await less.RefillAsync(version, seen);
                Assert.NotEqual(published, version);
                foreach (var address in Exits.OfEdition(edition, Writable(questions.Next()), all, random))
                {
                    await CompareAsync("an edition", address);
                    compared++;
                }

                await whole.RefillAsync(++version, all);
                await less.RefillAsync(version, seen);
            }

            // In the rebuilt version an engagement that is hidden today has other values, and there is another one that is gone today.
            async Task AskVersionAsync()
            {
                var hidden = whole.Data.Engagements.Except(seen.Engagements).First();
                const string Columns = "Code,Title,Start,Type,TypeName,Domain,DomainName,Participant,ParticipantName,ParticipantKind,Handling\n";
                var imported = await whole.ImportAsync($"{Columns}{hidden.Code},Of then,2024-05-06,type-then,Type of then,domain-then,Domain of then,person-then,Person of then,person,public\ngone-today,Gone today,2024-05-07,type-then,,domain-then,,person-then,,,public\n");
                Assert.Null(imported.Refusal);
                await less.AddVersionAsync(++version);
                var then = version;
                Assert.Null((await whole.Imports.UndoAsync(then)).Problem);
                await less.AddVersionAsync(++version);
                using (var all = await SendAsync(asked, $"/api/v1/engagements/gone-today?as_of={then}", RowRules.Unlimited))
                {
                    Assert.Equal(HttpStatusCode.OK, all.StatusCode);
                }

                foreach (var address in Exits.OfVersion(then, Writable(questions.Next()), whole.Data, random).Append($"/api/v1/engagements/{hidden.Code}?as_of={then}"))
                {
                    await CompareAsync("an earlier version", address);
                    compared++;
                }

                await whole.RefillAsync(++version, whole.Data);
                await less.RefillAsync(version, seen);
            }

            // An importer who guesses a hidden code learns only that the code is in use.
            async Task GuessAsync()
            {
                var (codes, shown) = (Exits.Codes(whole.Data), Exits.Codes(seen));
                using var response = await SendAsync(asked, "/api/v1/imports?preview=true&maxRejected=1000\n" + Exits.Guesses(codes), roles);
                var answer = await response.Content.ReadAsStringAsync();
                var refusals = JsonDocument.Parse(answer).RootElement.GetProperty("refusals").EnumerateArray().ToList();
                var withheld = refusals.Where(r => r.GetProperty("reason").GetString()!.EndsWith("Your roles do not allow you to use this code.", StringComparison.Ordinal))
                    .Select(r => (r.GetProperty("column").GetString()!, r.GetProperty("value").GetString()!)).ToHashSet();
                var hidden = codes.Except(shown).ToHashSet();
                if (!withheld.SetEquals(hidden) || hidden.Any(code => answer.Contains($"The {code.Code}", StringComparison.Ordinal)))
                {
                    wrong.Add($"guessed codes, roles {roles}: {string.Join(' ', hidden.Except(withheld))} not withheld, {string.Join(' ', withheld.Except(hidden))} withheld\n{Short(answer)}");
                }

                compared++;
            }

            // The tags of this caller's response and of a caller who sees more.
            async Task<IEnumerable<string>> HashesAsync(string report)
            {
                await AskAsync(expected, report, RowRules.Unlimited);
                var hashes = new[] { await AskAsync(asked, report, roles), await AskAsync(asked, report, RowRules.Unlimited) }.Select(answer => Hash().Match(answer).Groups["hash"].Value).ToList();
                Assert.DoesNotContain(string.Empty, hashes);
                return hashes.Distinct().SelectMany(hash => new[] { "/api/v1/verify?hash=" + hash, "/verify?hash=" + hash });
            }

            // Change hidden data in the full warehouse, then visible data in both, and afterwards restore everything.
            async Task<(string, string)> ChangingAsync(Func<AppWithRoles, string, Func<Task>, Func<Task>, Task<string>> ask)
            {
                var next = version;
                var (hidden, shown) = (whole.Data.Engagements.Except(seen.Engagements).FirstOrDefault(), seen.Engagements.FirstOrDefault());
                var of = (
                    await ask(wholeApp, roles, () => whole.RefillAsync(++next, Without(whole.Data, hidden)), () => whole.RefillAsync(++next, Without(whole.Data, shown))),
                    await ask(lessApp, RowRules.Unlimited, () => less.RefillAsync(version + 1, seen), () => less.RefillAsync(version + 2, Without(seen, shown))));
                version += 3;
                await whole.RefillAsync(version, whole.Data);
                await less.RefillAsync(version, seen);
                return of;
            }

            async Task CompareAsync(string exit, string address)
            {
                var (answer, same) = address switch
                {
                    MailExit.Address => (await MailExit.AskAsync(wholeApp, number, roles), await MailExit.AskAsync(lessApp, number, RowRules.Unlimited)),
                    _ when address.StartsWith(MailExit.Owner, StringComparison.Ordinal) => await ChangingAsync((app, asking, hidden, shown) => MailExit.OwnerAsync(app, number, asking, address[MailExit.Owner.Length..], hidden, shown)),
                    _ when address.StartsWith(Exits.VerifyLater, StringComparison.Ordinal) => await ChangingAsync(async (app, asking, hidden, _) =>
                    {
                        using var client = app.CreateClient();
                        var hash = Hash().Match(await AskAsync(client, address[Exits.VerifyLater.Length..], asking)).Groups["hash"].Value;
                        await hidden();
                        return await AskAsync(client, "/api/v1/verify?hash=" + hash, asking);
                    }),
                    MailExit.Changes => await ChangingAsync((app, asking, hidden, shown) => MailExit.ChangesAsync(app, number, asking, hidden, shown)),
                    _ when address.StartsWith(ImportPageExit.Address, StringComparison.Ordinal) => (
                        await ImportPageExit.AskAsync(wholeApp, roles, address[ImportPageExit.Address.Length..]), await ImportPageExit.AskAsync(lessApp, RowRules.HidesNothing, address[ImportPageExit.Address.Length..])),
                    _ when address.StartsWith(EmbedExit.Address, StringComparison.Ordinal) => (
                        await EmbedExit.AskAsync(wholeApp, roles, address[EmbedExit.Address.Length..]), await EmbedExit.AskAsync(lessApp, RowRules.Unlimited, address[EmbedExit.Address.Length..])),
                    _ when address.StartsWith(Exits.ImportPreview, StringComparison.Ordinal) => (await AskAsync(asked, address, roles), await AskAsync(expected, address, RowRules.HidesNothing)),
                    MailExit.Preview => (await MailExit.PreviewAsync(wholeApp, roles), await MailExit.PreviewAsync(lessApp, RowRules.Unlimited)),
                    _ => (await AskAsync(asked, address, roles), await AskAsync(expected, address, RowRules.Unlimited)),
                };
                if (answer != same)
                {
                    wrong.Add($"{exit}, roles {roles}: {address}\nunder the rule: {Short(answer)}\nwithout the data: {Short(same)}");
                }
            }
        }

        TestFolder.Delete(folder);
        output.WriteLine($"{rules} rules, {total} questions, of which {changed} change; {compared} answers compared.");
        Assert.True(wrong.Count == 0, string.Join("\n\n", wrong) + "\n\n" + rowRules.File);
        Assert.True(changed >= total * 0.3, $"Only {changed} of {total} questions change under their rule.");
    }

    // A changed response is sent, even if the client names the tag of a caller who sees more.
    private static async Task<bool> IsChangedAsync(HttpClient client, string address, string roles)
    {
        if (await AskAsync(client, address, roles) == await AskAsync(client, address, RowRules.Unlimited))
        {
            return false;
        }

        using var unlimited = await SendAsync(client, address, RowRules.Unlimited);
        using var limited = await SendAsync(client, address, roles, unlimited.Headers.ETag);
        Assert.True(limited.StatusCode != HttpStatusCode.NotModified, $"Roles {roles} are told that the unlimited answer is theirs: {address}");
        return true;
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string address, string roles, EntityTagHeaderValue? held = null)
    {
        var (path, body) = address.Split('\n', 2) is [var first, var rest] ? (first, rest) : (address, null);
        using var request = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, path);
        request.Content = body is null ? null : new StringContent(body, null, body[0] == '{' ? "application/json" : "text/csv");
        request.Headers.Add(AppWithRoles.Header, roles);
        if (path == "/mcp")
        {
            request.Headers.Accept.ParseAdd("application/json");
            request.Headers.Accept.ParseAdd("text/event-stream");
        }

        if (held is not null)
        {
            request.Headers.IfNoneMatch.Add(held);
        }

        return await client.SendAsync(request);
    }

    private static async Task<string> AskAsync(HttpClient client, string address, string roles)
    {
        if (address.StartsWith(ExportRequests.Route + "?", StringComparison.Ordinal))
        {
            client.DefaultRequestHeaders.Remove(AppWithRoles.Header);
            client.DefaultRequestHeaders.Add(AppWithRoles.Header, roles);
            var asked = HttpUtility.ParseQueryString(new Uri(client.BaseAddress!, address).Query);
            var job = await client.AddAsync(asked["format"]!, new { from = asked["from"], to = asked["to"] });
            Assert.Equal("done", ExportRequests.State(await client.EndAsync(job)));
            address = job + "/file";
            client.DefaultRequestHeaders.Remove(AppWithRoles.Header);
        }

        using var response = await SendAsync(client, address, roles);
        var content = await response.Content.ReadAsByteArrayAsync();
        var type = response.Content.Headers.ContentType?.MediaType;
        var body = type is "application/json" or "application/problem+json" or "text/csv" or "text/html" or "text/event-stream" or "text/calendar"
            ? Varying().Replace(Unfolded(System.Text.Encoding.UTF8.GetString(content), type), string.Empty)
            : $"{content.Length} bytes, SHA-256 {Convert.ToHexStringLower(SHA256.HashData(content))}";
        var headers = response.Headers.Where(h => h.Key.StartsWith("X-", StringComparison.Ordinal) && !h.Key.Equals(RequestIds.Header, StringComparison.OrdinalIgnoreCase)).Select(h => $"{h.Key}: {string.Join(',', h.Value)}").Order(StringComparer.Ordinal);
        return $"{(int)response.StatusCode} {type} {response.Content.Headers.ContentDisposition} {string.Join(' ', headers)}\n{body}";
    }

    // Long lines of a calendar are folded, also within addresses.
    private static string Unfolded(string text, string type) => type == "text/calendar" ? text.Replace("\r\n ", string.Empty, StringComparison.Ordinal) : text;

    // A query string cannot express row rules.
    private static ReportQuery Writable(ReportQuery query) => query with { Filters = [.. query.Filters.Where(f => f.Mode != FilterMode.None)] };

    private static TestData Without(TestData data, TestEngagement? left) => new([.. data.Engagements.Where(e => e != left)]);

    private static string Short(string text) => text.Length <= 1500 ? text : text[..1500] + "…";

    // Masks times, the name of the caller's rights, form tokens, the address of the program, and the fact that an import's code is in use.
    // An answer of a tool is JSON within JSON. The files of a reader on the first page have ids, and their number depends on the tests before.
    [GeneratedRegex("\"(generatedAt|givenAt|madeAt|traceId|requestId|rights)\": *\"[^\"]*\"|u0022(generatedAt|rights).u0022:.u0022[^\\\\]*|\"newMembers\":[{][^}]*[}]|\"changedMembers\":[0-9]+|<div class=\"yours\">[\\s\\S]*?</div>|name=\"__RequestVerificationToken\" value=\"[^\"]*\"|http://127\\.0\\.0\\.1:[0-9]+", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Varying();

    [GeneratedRegex("\"hash\": *\"(?<hash>[0-9a-f]{64})\"", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Hash();
}
