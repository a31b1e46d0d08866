using System.Text;
using Reporting.Engine.Access;
using Reporting.Engine.Engagements;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Data;
using Reporting.TestWarehouses.Generated;

namespace Reporting.Engine.Tests.Engagements;

/// <summary>A search for words finds the same engagements for lists and figures, whatever the row rules.</summary>
public abstract class FindTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : FindTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : FindTests(WarehouseProvider.SqlServer);

    private static readonly int Searches = TestRun.IsDeep ? 400 : 60;

    [EngineFact]
    public async Task Random_words_find_what_has_each_of_them_in_a_text_or_a_name()
    {
        var random = new Random(46);
        await using var warehouse = await TestWarehouse.CreateAsync(new RandomData(random).Rich(), engine);
        var countries = (await warehouse.RowsAsync("SELECT CountryCode, Name, NameLocal FROM DimCountry")).Select(row => row.Split('|'))
            .ToDictionary(row => row[0], row => row.Concat(Dimension(warehouse, "participant_country").MemberNames.TryGetValue(row[0], out var names) ? names.Texts.Values : []).ToList());
        var scopes = new[]
        {
            RowScope.Everything, new RowScope([new QueryFilter("handling", FilterMode.None, ["restricted"])]), new RowScope([new QueryFilter("participant", FilterMode.Any, ["p-rana", "acme"])]), RowScope.Nothing,
        };
        var found = 0;
        for (var i = 0; i < Searches; i++)
        {
            var words = Enumerable.Range(0, random.Next(1, 3)).Select(_ => Word()).ToList();
            var scope = scopes[random.Next(scopes.Length)];
            var filters = random.Next(3) == 0 ? new[] { new QueryFilter("year", FilterMode.Links, ["2022..2024"]) } : [];
            var query = new ReportQuery { Measures = ["engagements"], Find = string.Join(' ', words), Filters = filters };
            var expected = warehouse.Data.Engagements.Where(e => IsShown(scope, e) && (filters.Length == 0 || e.Start.Year is >= 2022 and <= 2024) && words.All(w => Texts(e).Any(t => Has(t, w)))).ToList();
            var page = await PageAsync(warehouse, query, scope);
            Assert.Equal((query.Find, string.Join(' ', expected.Select(e => e.Code).Order(StringComparer.Ordinal))), (query.Find, string.Join(' ', page.Engagements.Select(e => e.Code).Order(StringComparer.Ordinal))));
            Assert.True((await warehouse.AskAsync(query with { By = ["domain"], Totals = TotalsKind.Grand }, scope)).IsValue(out var table, out var problem), problem?.Message);
            Assert.Equal((query.Find, (long)expected.Count), (query.Find, table.Grand!.Values[0]));
            Assert.All(table.Rows, row => Assert.Equal((long)expected.Count(e => e.Domains.Any(d => d.Code == row.Members[0].Code)), row.Values[0]));
            found += expected.Count;
        }

        Assert.NotEqual(0, found);

        string Word() => random.Next(6) switch
        {
            0 => Part(warehouse.Data.Engagements[random.Next(40)].Title.Split(' ')[0]),
            1 => warehouse.Data.Engagements[random.Next(40)].Code,
            2 => Part(warehouse.Data.Engagements[random.Next(40)].Lines[0].Participant),
            3 => warehouse.Data.Engagements[random.Next(40)].Domains[0].Group,
            4 => new[] { "India", "Frankreich", "ישראל", "delhi", "memorandum", "dialogue" }[random.Next(6)],
            _ => "office-only",
        };

        // An empty title, or the start of a word.
        string Part(string text) => text.Length < 3 ? "cyber" : text[..random.Next(3, text.Length + 1)].ToUpperInvariant();

        IEnumerable<string> Texts(TestEngagement e) => new[] { e.Title, e.Code, e.City, e.PlaceCode }.OfType<string>().Where(text => text != TestData.Unknown)
            .Concat(Named(e.Domains.SelectMany(d => new[] { d.Code, d.Group }))).Concat(Named([e.Type, e.Category]))
            .Concat(Named(e.Lines.SelectMany(l => new[] { l.Participant, l.Organisation ?? TestData.Unknown })))
            .Concat(Kinds(e))
            .Concat(e.Lines.Select(l => l.Country).Append(e.PlaceCountry).Where(c => c != TestData.Unknown).SelectMany(c => countries[c]));

        IEnumerable<string> Kinds(TestEngagement e) => e.Lines.Select(l => l.Kind).Where(k => k != TestData.Unknown).SelectMany(k =>
            new[] { k }.Concat(Dimension(warehouse, "participant_kind").MemberNames.TryGetValue(k, out var names) ? names.Texts.Values : []));

        static IEnumerable<string> Named(IEnumerable<string> codes) => codes.Where(c => c != TestData.Unknown).SelectMany(c => new[] { c, $"The {c}" });

        static bool Has(string text, string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);

        static bool IsShown(RowScope scope, TestEngagement e) => scope == RowScope.Everything
            || (scope != RowScope.Nothing && (scope.Alternatives[0][0].Dimension == "handling" ? e.Handling != "restricted" : e.Lines.Any(l => l.Participant is "p-rana" or "acme")));
    }

    [EngineFact]
    public async Task Accents_do_not_count_in_names_and_wildcards_are_letters()
    {
        await using var warehouse = await WithAsync(
            E("e1") with { Lines = [new("erdo\u011fan", "person", null, "US", "host")] }, E("e2") with { Title = "\u00c9tude of 50%" }, E("e3") with { Title = "a_b [c]" });
        Assert.Equal("e1", await CodesAsync(warehouse, "ERDOGAN"));
        Assert.Equal("e1", await CodesAsync(warehouse, "erdo\u011fan the"));
        Assert.Equal("e2", await CodesAsync(warehouse, "\u00e9TUDE"));
        Assert.Equal("", await CodesAsync(warehouse, "etude"));
        Assert.Equal("e2", await CodesAsync(warehouse, "50%"));
        Assert.Equal("", await CodesAsync(warehouse, "5%"));
        Assert.Equal("e3", await CodesAsync(warehouse, "_b [c"));
        Assert.Equal("", await CodesAsync(warehouse, "' OR 1=1 --"));
        Assert.Equal("too-many-words", (await warehouse.AskAsync(new ReportQuery { Measures = ["engagements"], Find = "1 2 3 4 5 6 7 8 9" })).Problem?.Code);
    }

    [EngineFact]
    public async Task A_name_in_a_hidden_dimension_finds_nothing()
    {
        await using var warehouse = await WithAsync(E("e1") with { Lines = [new("secretary", "person", "office", "US", "host")] }, E("e2") with { Title = "secretary" });
        var hidden = new Visibility(null, warehouse.Model.Dimensions.Select(d => d.Id).Where(id => id != "participant").ToHashSet());
        Assert.Equal("e1 e2", await CodesAsync(warehouse, "secretary"));
        Assert.Equal("e2", await CodesAsync(warehouse, "secretary", hidden));
        Assert.Equal("e1", await CodesAsync(warehouse, "office", hidden));
    }

    [EngineTheory]
    [InlineData("date", "b a d c e")]
    [InlineData("-date", "c a d b e")]
    [InlineData("title", "e a d b c")]
    [InlineData("-title", "c b a d e")]
    [InlineData("code", "a b c d e")]
    [InlineData("-code", "e d c b a")]
    public async Task A_list_has_its_order_on_every_page(string order, string expected)
    {
        await using var warehouse = await WithAsync(
            E("a") with { Title = "b 12.3", Start = new(20240500) }, E("b") with { Title = "\u00c9a", Start = new(20240000) }, E("c") with { Title = "\u0928\u0908", Start = new(20250101) },
            E("d") with { Title = "B 12.3", Start = new(20240500) }, E("e") with { Title = "A" });
        foreach (var limit in new[] { 1, 2, 5 })
        {
            var (codes, after) = (new List<string>(), (string?)null);
            do
            {
                var query = new ReportQuery { Measures = [], Limit = limit, After = after, Order = [new QueryOrder(order.TrimStart('-'), order[0] == '-')] };
                Assert.True(EngagementQuery.Of(query).IsValue(out var list, out var problem), problem?.Message);
                Assert.True((await warehouse.Runners.Engagements.ListAsync(list, Caller.Local, null, default)).IsValue(out var page, out problem), problem?.Message);
                await using (var stream = (await warehouse.Runners.Engagements.OpenListAsync(list, Caller.Local, null, default)).Value!)
                {
                    var streamed = new List<string>();
                    await foreach (var batch in stream.ReadAsync(default))
                    {
                        streamed.AddRange(batch.Select(e => e.Code));
                    }

                    Assert.Equal(page.Engagements.Select(e => e.Code), streamed);
                    Assert.Equal(page.Next, stream.Page.Next);
                }

                codes.AddRange(page.Engagements.Select(e => e.Code));
                after = page.Next;
            }
            while (after is not null && codes.Count < 20);
            Assert.Equal(expected, string.Join(' ', codes));
        }
    }

    private static ModelDimension Dimension(TestWarehouse warehouse, string id) => warehouse.Model.Dimensions.Single(d => d.Id == id);

    private static TestEngagement E(string code) => new() { Code = code };

    private Task<TestWarehouse> WithAsync(params TestEngagement[] engagements) => TestWarehouse.CreateAsync(new TestData(engagements), engine);

    private static async Task<EngagementPage> PageAsync(TestWarehouse warehouse, ReportQuery query, RowScope scope, Visibility? visible = null)
    {
        var answer = await warehouse.Runners.Engagements.ListAsync(new EngagementQuery(query, null), new Caller("test", [], scope, visible ?? Visibility.Everything), null, default);
        Assert.True(answer.IsValue(out var page, out var problem), problem?.Message);
        return page;
    }

    private static async Task<string> CodesAsync(TestWarehouse warehouse, string text, Visibility? visible = null)
    {
        var page = await PageAsync(warehouse, new ReportQuery { Measures = [], Find = text.Normalize(NormalizationForm.FormD) }, RowScope.Everything, visible);
        return string.Join(' ', page.Engagements.Select(e => e.Code).Order(StringComparer.Ordinal));
    }
}
