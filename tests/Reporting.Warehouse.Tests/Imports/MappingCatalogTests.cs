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
    [InlineData(Good + "domains:\n  - split: ';'", "names nothing to read", 3)]
    [InlineData(Good + "domains:\n  - {from: '{a', split: ';'}", "brace", 3)]
    [InlineData(Good + "domains:\n  - {from: '{a}', pattern: '('}", "pattern", 3)]
    [InlineData(Good + "participants:\n  - {from: '{a}', kind: goverment-body}", "government-body", 3)]
    [InlineData("engagement: {code: '{id}', title: '{t}', start: {from: '{d}', formats: [d/M]}}", "no year", 1)]
    [InlineData(Good + "aliases: {domain: {a: b}}", "domains", 2)]
    public void A_mapping_that_cannot_work_is_refused_with_its_line(string yaml, string part, int line)
    {
        var refused = Assert.Throws<DefinitionException>(() => MappingCatalog.Parse("case", yaml));

        Assert.Contains(part, refused.Message, StringComparison.Ordinal);
        Assert.Equal(line, refused.Line);
    }

    [Theory]
    [InlineData("id;title;date;sector;partners\n1;A;13/02/2020;Health|Water;India\n2;B;14/02/2020;Health;France\n", "semicolon", "split: \"|\"", "d/M/yyyy", "code: \"{id}\"")]
    [InlineData("Some preamble\n\nname\tsYear\tsMonth\tStateA\tStateB\tStateC\tcyber\nX\t1999\t3\tUSA\t-9\tFRA\t1\nY\t2001\t4\tUSA\tIND\t-9\t0\n", "tab", "StateA..StateC", "month: \"{sMonth}\"", "missing: [\"-9\"]", "\"cyber\": \"Cyber\"", "hash_of: all", "header_row: 3")]
    public async Task A_suggested_mapping_loads_and_says_what_the_file_shows(string file, params string[] parts)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(file));

        var yaml = (await MappingSuggestion.WriteAsync(content, "Some file.csv")).Value!;

        Assert.All(parts, part => Assert.Contains(part, yaml, StringComparison.Ordinal));
        Assert.Equal("Some file", MappingCatalog.Parse("some-file", yaml).Name);
    }
}
