using System.Text;
using Reporting.Warehouse.Definitions;
using Reporting.Warehouse.Imports.Mappings;
using Reporting.Warehouse.Imports.Suggestions;

namespace Reporting.Warehouse.Tests.Imports;

public sealed class MappingCatalogTests
{
    private const string Good = "engagement: {code: '{id}', title: '{t}'}\n";

    [Theory]
    [InlineData("engagement: {code: '{id}', titel: '{t}'}", "titel", 1)]
    [InlineData(Good + "file: {encoding: utf-9}", "utf-9", 2)]
    [InlineData(Good + "file: {delimiter: colon}", "colon", 2)]
    [InlineData(Good + "weights: equally", "equally", 2)]
    [InlineData(Good + "domains:\n  - split: ';'", "no value to read", 3)]
    [InlineData(Good + "domains:\n  - {from: '{a', split: ';'}", "brace", 3)]
    [InlineData(Good + "domains:\n  - {from: '{a}', pattern: '('}", "pattern", 3)]
    [InlineData(Good + "participants:\n  - {from: '{a}', kind: goverment-body}", "government-body", 3)]
    [InlineData("engagement: {code: '{id}', title: '{t}', start: {from: '{d}', formats: [d/M]}}", "no year", 1)]
    [InlineData(Good + "aliases: {domain: {a: b}}", "domains", 2)]
    [InlineData("engagement: {code: '{id}', title: '{t}', category: agreement}", "has no 'type'", 1)]
    [InlineData("engagement: {code: '{id}', title: '{t}', type_name: X}", "needs 'type'", 1)]
    [InlineData("engagement: {code: '{id}', title: '{t}', type: X, category_name: X}", "needs 'category'", 1)]
    [InlineData("engagement: {code: '{id}', title: '{t}', end_before_start: refuse}", "needs 'end'", 1)]
    [InlineData("engagement: {code: '{id}', title: {from: '{t}', rows: first}}", "rows: many", 1)]
    [InlineData("engagement: {code: '{id}', rows: many, title: {from: '{t}', rows: sum}}", "not a way to combine", 1)]
    [InlineData("engagement: {code: '{id}', title: {from: '{t}', columns: [a]}}", "two ways to read", 1)]
    [InlineData("engagement: {code: '{id}', title: {map: {a: b}}}", "no value to read", 1)]
    [InlineData("engagement: {code: '{id}', title: {from: '{t}', multiply: 2}}", "not a number", 1)]
    [InlineData("engagement: {code: '{id}', title: {from: '{t}', formats: [yyyy]}}", "not a date", 1)]
    [InlineData("engagement: {code: '{id}', title: {from: '{t}', if_invalid: leave_out}}", "does nothing", 1)]
    [InlineData("engagement: {code: '{id}', title: {from: '{t}', split: ';'}}", "does nothing", 1)]
    [InlineData("engagement: {code: '{id}', title: {from: '{t}', otherwise: x}}", "needs 'map'", 1)]
    [InlineData("engagement: {code: '{id}', title: '{t}', start: {month: '{m}'}}", "without a year", 1)]
    [InlineData("engagement: {code: '{id}', title: '{t}', start: {year: '{y}', day: '{d}'}}", "without a month", 1)]
    [InlineData("engagement: {code: '{id}', title: '{t}', start: {from: '{d}', formats: [dd/mm/yyyy]}}", "Write 'dd/MM/yyyy'", 1)]
    [InlineData("engagement: {code: '{id}', title: '{t}', start: {from: '{d}', formats: [DD/MM/YYYY]}}", "Write 'dd/MM/yyyy'", 1)]
    [InlineData("engagement: {code: '{id}', title: '{t}', start: {from: '{d}', formats: ['%d/%m/%Y']}}", "Write 'dd/MM/yyyy'", 1)]
    [InlineData("engagement: {code: '{id}', title: '{t}', start: {from: '{d}', formats: [TT.MM.JJJJ]}}", "Write 'dd.MM.yyyy'", 1)]
    [InlineData("engagement: {code: '{id}', title: '{t}', start: {from: '{d}', formats: [jj/mm/aaaa]}}", "Write 'dd/MM/yyyy'", 1)]
    [InlineData("engagement: {code: '{id}', title: '{t}', start: {from: '{d}', formats: [yyyy-mm-dd HH:mm]}}", "Write 'yyyy-MM-dd HH:mm'", 1)]
    [InlineData("engagement: {code: '{id}', title: '{t}', start: {from: '{d}', formats: [mm-yyyy]}}", "Write 'MM-yyyy'", 1)]
    [InlineData("engagement: {code: '{id}', title: '{t}', start: {from: '{d}', formats: [d yyyy]}}", "day without a month", 1)]
    [InlineData("engagement: {code: '{id}', title: '{t}', start: {from: '{d}', formats: [y]}}", "not a date format", 1)]
    [InlineData("engagement: {code: '{id}', title: '{t}', amount_usd: {from: '{a}', currency: EUR}}", "no rate", 1)]
    [InlineData("engagement: {code: '{id}', title: '{t}', amount_usd: {from: '{a}', currency: Taler}}", "not a known currency", 1)]
    [InlineData("engagement: {code: '{id}', title: '{t}', amount_usd: {from: '{a}', rate: '{r}'}}", "needs 'currency'", 1)]
    [InlineData("engagement: {code: '{id}', title: '{t}', amount_usd: {from: '{a}', rates: {EUR: 0}}}", "not an exchange rate", 1)]
    [InlineData("engagement: {code: '{id}', title: '{t}', headcount: {from: '{a}', rates: {EUR: 1}}}", "not an amount", 1)]
    [InlineData("engagement: {code: '{id}', title: '{t}', headcount: {from: '{a}', ranges: lowest}}", "not a value of 'ranges'", 1)]
    [InlineData("engagement: {code: '{id}', title: '{t}', amount_usd: {first_of: [{from: '{a}'}], multiply: 2}}", "first_of", 1)]
    [InlineData(Good + "where: [{column: a, at_least: many}]", "is neither a number nor a date", 2)]
    [InlineData(Good + "where: [{column: a, pattern: '('}]", "pattern", 2)]
    [InlineData(Good + "participants: [{from: '{a}', lookup: kinds.csv}]", "cannot look up", 2)]
    [InlineData(Good + "country_codes: un", "not a value of 'country_codes'", 2)]
    [InlineData(Good + "participants: [{from: '{a}', kind: country, if_no_country: country}]", "not a value of 'if_no_country'", 2)]
    [InlineData(Good + "participants: [{from: '{a}', if_no_country: unknown}]", "need 'kind: country'", 2)]
    [InlineData("engagement: {code: '{id}', title: {from: '{t}', country_codes: cow}}", "not a country", 1)]
    [InlineData(Good + "domains: [{from: '{a}', role: host}]", "only participants have", 2)]
    [InlineData(Good + "domains: [{from: '{a}', group_name: host}]", "needs 'group'", 2)]
    [InlineData(Good + "domains: [{from: '{a}', keep: host}]", "needs 'split'", 2)]
    [InlineData(Good + "weights: equal\ndomains: [{from: '{a}', weight: '{b}'}]", "has no effect", 3)]
    [InlineData(Good + "participants: [{from: '{a}', kind: country, weight: '{b}'}]", "only domains have", 2)]
    [InlineData(Good + "where: [{column: abc}]", "is empty", 2)]
    [InlineData(Good + "members: [{of: domains, name: Health, kind: country}]", "do not fit", 2)]
    public void A_mapping_that_cannot_work_is_refused_with_its_line(string yaml, string part, int line)
    {
        var refused = Assert.Throws<DefinitionException>(() => MappingCatalog.Parse("case", yaml));

        Assert.Contains(part, refused.Message, StringComparison.Ordinal);
        Assert.Equal(line, refused.Line);
    }

    [Fact]
    public void A_mapping_can_look_up_texts_in_a_table()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        File.WriteAllText(Path.Combine(folder, "kinds.csv"), "From,To\nV,Visit\n\"X, Y\",Exercise\n");
        File.WriteAllText(Path.Combine(folder, "wrong.csv"), "From,To\nV,Visit\nv,Exercise\n");
        File.WriteAllText(Path.Combine(folder, "good.yml"), "engagement: {code: '{id}', title: '{t}', type: {from: '{k}', lookup: kinds.csv, map: {Z: Other}, otherwise: refuse}}");
        File.WriteAllText(Path.Combine(folder, "bad.yml"), "engagement: {code: '{id}', title: '{t}', type: {from: '{k}', lookup: wrong.csv}}");
        File.WriteAllText(Path.Combine(folder, "away.yml"), "engagement: {code: '{id}', title: '{t}', type: {from: '{k}', lookup: ../kinds.csv}}");

        Assert.Equal(["v Visit", "x, y Exercise", "z Other"], MappingCatalog.ReadFile(Path.Combine(folder, "good.yml")).Keys.Engagement.Type!.Map!.Select(m => $"{m.Key} {m.Value}").Order(StringComparer.Ordinal));
        Assert.Contains("two entries for 'v'", Assert.Throws<DefinitionException>(() => MappingCatalog.ReadFile(Path.Combine(folder, "bad.yml"))).Message, StringComparison.Ordinal);
        Assert.Contains("no table", Assert.Throws<DefinitionException>(() => MappingCatalog.ReadFile(Path.Combine(folder, "away.yml"))).Message, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("id;title;date;sector;partners\n1;A;13/02/2020;Health|Water;India\n2;B;14/02/2020;Health;France\n", "semicolon", "split: \"|\"", "d/M/yyyy", "-{id}\"  # sure")]
    [InlineData("Some preamble\n\nname\tsYear\tsMonth\tStateA\tStateB\tStateC\tcyber\nX\t1999\t3\tUSA\t-9\tFRA\t1\nY\t2001\t4\tUSA\tIND\t-9\t0\n", "tab", "StateA..StateC", "month: \"{sMonth}\"", "missing: [\"-9\"]", "\"cyber\": \"Cyber\"", "hash_of: all", "header_row: 3")]
    public async Task A_suggested_mapping_loads_and_describes_the_file(string file, params string[] parts)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(file));

        var yaml = (await MappingSuggestion.WriteAsync(content, "Some file.csv")).Value!;

        Assert.All(parts, part => Assert.Contains(part, yaml, StringComparison.Ordinal));
        Assert.Equal("Some file", MappingCatalog.Parse("some-file", yaml).Name);
    }
}
