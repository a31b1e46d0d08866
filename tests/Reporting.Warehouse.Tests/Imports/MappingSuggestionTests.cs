using System.Text;
using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Imports.Mappings;
using Reporting.Warehouse.Imports.Suggestions;

namespace Reporting.Warehouse.Tests.Imports;

public abstract class MappingSuggestionTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : MappingSuggestionTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : MappingSuggestionTests(WarehouseProvider.SqlServer);

    [EngineFact]
    public async Task A_series_of_columns_is_complete_even_if_most_are_blank_at_first()
    {
        var states = Enumerable.Range(0, 39).Select(i => i < 26 ? $"State{(char)('A' + i)}" : $"StateA{(char)('A' + i - 26)}").ToList();
        var rows = Enumerable.Range(1, 700).Select(i => $"{i},Exercise {i},{1990 + (i % 20)}," + string.Join(',', states.Select((_, s) => s < 2 ? (s == 0 ? "India" : "Israel") : i == 650 ? "France" : "")));

        var (result, yaml) = await ImportAsync($"ExNo,Name,Year,{string.Join(',', states)}\n{string.Join('\n', rows)}\n");

        Assert.Contains("\"StateA..StateAM\"", yaml, StringComparison.Ordinal);
        // Repeated lines of France count once.
        Assert.Equal((700, (700 * 2) + 1), (result.Added, result.ParticipationLines));
    }

    [EngineFact]
    public async Task NA_is_Namibia_in_a_column_of_country_codes_and_missing_elsewhere()
    {
        var (result, yaml) = await ImportAsync("id,title,year,partner_iso2,city\n1,Visit A,2001,IN,NA\n2,Visit B,2002,NA,Pune\n3,Visit C,2003,IL,NA\n");

        Assert.Contains("is Namibia", yaml, StringComparison.Ordinal);
        Assert.Equal(["IN", "NA", "IL"], result.First.SelectMany(e => e.Participants).Select(p => p[^3..^1]));
        Assert.Equal(["", "Pune", ""], result.First.Select(e => e.Place is "unknown" or null ? "" : e.Place.Contains("pune", StringComparison.OrdinalIgnoreCase) ? "Pune" : e.Place));
    }

    [EngineFact]
    public async Task Flags_that_describe_the_row_are_not_domains_and_others_are_doubtful()
    {
        var (result, yaml) = await ImportAsync("id,title,is_geocoded,has_map,Land,Naval\n1,A,1,0,1,0\n2,B,0,1,1,1\n");

        Assert.Equal(3, result.DomainLinks);
        Assert.Contains("doubtful: columns that hold yes or no", yaml, StringComparison.Ordinal);
        Assert.DoesNotContain("\"is_geocoded\":", yaml, StringComparison.Ordinal);
        Assert.Contains("has_map: 0 (not used: it holds yes or no)", yaml, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task The_only_column_of_texts_is_title_and_participant()
    {
        var (result, yaml) = await ImportAsync("country,year,amount_usd\nIndia,2001,5\nIsrael,2002,6\n");

        Assert.Equal(2, result.ParticipationLines);
        Assert.Contains("kind: country  # sure", yaml, StringComparison.Ordinal);
        Assert.Contains("  title: \"{country}\"  # doubtful", yaml, StringComparison.Ordinal);
    }

    [EngineTheory]
    [InlineData("deal,title\n5,A\n6,B\n", "-{deal}\"  # sure")]
    [InlineData("Activity ID,title\nx/1,A\nx/2,B\n", "-{Activity ID}\"  # sure")]
    [InlineData("row,title\n5,A\n6,B\n", "-{row}\"  # likely: every row has a different value there")]
    [InlineData("year,title\n2001,A\n2001,B\n", "{hash_of: all}  # doubtful")]
    public async Task A_column_that_numbers_the_rows_is_the_code(string file, string code)
    {
        var (_, yaml) = await ImportAsync(file);

        Assert.Contains(code, yaml, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task Commas_in_names_do_not_split_them_and_lists_keep_whole_names()
    {
        var lists = string.Concat(Enumerable.Range(0, 30).Select(i => $"{i},A,\"{(i % 3) switch { 0 => "Health, general, Trade", 1 => "Education, Health", _ => "Trade, Education" }}\",\"Agency of Trade, Industry and Research No {i}\"\n"));

        var (result, yaml) = await ImportAsync("id,title,sectors,agency\n" + lists);

        Assert.Contains("keep: [\"Health, general\"]", yaml, StringComparison.Ordinal);
        Assert.Equal((60, 30), (result.DomainLinks, result.ParticipationLines));
        Assert.Contains("look like parts of names", yaml, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task Late_values_of_another_kind_do_not_stop_the_import()
    {
        var rows = string.Concat(Enumerable.Range(1, 900).Select(i => $"{i},A,{(i == 800 ? "n/k" : $"{(i % 28) + 1}/{(i % 12) + 1}/2010")},{(i == 850 ? "some" : "5")}\n"));

        var (result, yaml) = await ImportAsync("id,title,date,participants\n" + rows);

        Assert.Equal(900, result.Added);
        Assert.Contains("1 value such as 'n/k' is not a date", yaml, StringComparison.Ordinal);
        Assert.Contains("1 value is not a whole number", yaml, StringComparison.Ordinal);
        Assert.Contains("formats: [\"d/M/yyyy\"]", yaml, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task Final_notes_short_rows_and_quotation_marks_within_values_are_detected()
    {
        var (result, yaml) = await ImportAsync("id\ttitle\tyear\tcountry\n" + string.Concat(Enumerable.Range(1, 20).Select(i => $"{i}\tA 5\" gun {i}\t2010\tIndia\n")) + "Source: somebody\n");

        Assert.Equal(20, result.Added);
        Assert.Contains("quotes: false  # likely", yaml, StringComparison.Ordinal);
        Assert.Contains("skip_last: 1  # doubtful", yaml, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task Columns_of_addresses_titles_and_publishers_are_sources()
    {
        var (result, yaml) = await ImportAsync(
            "id,title,source,publisher,link,more_links\n1,A,Press release,MEA,https://a.example/1,https://a.example/1; https://a.example/2\n2,B,Press release,MEA,https://a.example/2,https://a.example/3\n3,C,,,,\n");

        Assert.Equal((3, 1), (result.SourceLinks, result.UnknownSourceLinks));
        Assert.Contains("  - code: {first_of: [\"{link}\", \"{source}\"]}  # likely: each address is a source", yaml, StringComparison.Ordinal);
        Assert.Contains("    title: \"{source}\"  # likely", yaml, StringComparison.Ordinal);
        Assert.Contains("    url: \"{link}\"  # likely: 1 row has none", yaml, StringComparison.Ordinal);
        Assert.Contains("NOT USED: \"more_links\" has several addresses in one value", yaml, StringComparison.Ordinal);
    }

    [EngineTheory]
    [InlineData("target,start\nAUS,2000\nUKG,2000\nFRN,2001\nGMY,2001\nSWZ,2002\n", "cow", "AT CH DE FR GB")]
    [InlineData("ccode1,start\n2,2000\n255,2000\n365,2001\n200,2001\n750,2002\n", "cow", "DE GB IN RU US")]
    [InlineData("gwno_a,start\n2,2000\n260,2000\n365,2001\n340,2010\n-9,2002\n", "gw", "DE RS RU US unknown")]
    [InlineData("country fips,start\nAS,2000\nAU,2000\nCH,2001\nUK,2001\nSZ,2002\n", "fips", "AT AU CH CN GB")]
    [InlineData("country,start\nAUS,2000\nAUT,2000\nFRA,2001\nGBR,2001\nCHE,2002\n", null, "AT AU CH FR GB")]
    public async Task Codes_of_other_lists_are_suggested_with_the_name_of_their_list(string file, string? scheme, string countries)
    {
        var rows = file.TrimEnd().Split('\n').Select((line, i) => i == 0 ? $"id,title,{line}" : $"{i}a,Title {i},{line}");

        var (result, yaml) = await ImportAsync(string.Join('\n', rows) + "\n");

        Assert.Equal(scheme is not null, yaml.Contains($"    country_codes: {scheme}  # doubtful: {scheme} has ", StringComparison.Ordinal));
        Assert.Equal(countries, string.Join(' ', result.First.SelectMany(e => e.Participants).Select(p => p[(p.LastIndexOf(' ') + 1)..^1]).Order(StringComparer.Ordinal)));
    }

    [EngineFact]
    public async Task Codes_beside_the_names_of_the_same_states_add_no_participants()
    {
        string[] states = ["2,USA,United States", "200,UKG,United Kingdom", "750,IND,India", "666,ISR,Israel", "710,CHN,China"];
        var rows = Enumerable.Range(0, 40).Select(i => $"{i}a,Treaty {i},{states[i * 7 % 5]},{1995 + (i % 10)},https://a.example/{i}");

        var (result, yaml) = await ImportAsync($"id,title,ccode,stabb,state_name,year,link\n{string.Join('\n', rows)}\n");

        Assert.Equal((40, 40), (result.ParticipationLines, result.SourceLinks));
        Assert.Contains("ccode: 2 (not used: codes of state_name)", yaml, StringComparison.Ordinal);
        Assert.Contains("stabb: USA (not used: codes of state_name)", yaml, StringComparison.Ordinal);
        Assert.Contains("url: \"{link}\"", yaml, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task Years_that_end_in_the_next_one_are_years()
    {
        var (result, yaml) = await ImportAsync("id,title,FY,designation of nation\n1,A,2008-09,x\n2,B,2009-10,x\n3,C,2010-11,x\n");

        Assert.Equal(["2008", "2009", "2010"], result.First.Select(e => e.Start));
        Assert.Contains("start: {from: \"{FY}\", before: \"-\"}  # doubtful: each value is a year to the next one, or a month", yaml, StringComparison.Ordinal);
    }

    [EngineTheory]
    [InlineData("Amount (USD thousand)", "multiply: 1000}  # likely: the column's name says thousand", "5000 2500")]
    [InlineData("Budget, USD mn", "multiply: 1000000}  # likely: the column's name says mn", "5000000 2500000")]
    [InlineData("Value (crores)", "multiply: 10000000}  # doubtful", "50000000 25000000")]
    [InlineData("Amount (EUR million)", "# amount_usd: \"Amount (EUR million)\" is in EUR, so its amounts are lost.", " ")]
    public async Task A_unit_in_the_name_of_a_column_is_taken_or_named(string column, string line, string amounts)
    {
        var (result, yaml) = await ImportAsync($"id,title,\"{column}\"\n1,A,5\n2,B,2.5\n");

        Assert.Contains(line, yaml, StringComparison.Ordinal);
        Assert.Equal(amounts, string.Join(' ', result.First.Select(e => $"{e.AmountUsd:0.##}")));
    }

    [EngineFact]
    public async Task Amounts_of_a_currency_that_a_column_names_are_not_taken_for_dollars()
    {
        var (result, yaml) = await ImportAsync("id,title,value,cur\n1,A,100,USD\n2,B,100,EUR\n3,C,100,CAD\n4,D,100,EUR\n5,E,200,\n");

        Assert.Contains("currency: \"{cur}\", if_invalid: leave_out}  # doubtful: the amounts in EUR (2 rows), CAD (1 row) are lost until 'rates' has their rates", yaml, StringComparison.Ordinal);
        Assert.Equal(["100", "", "", "", ""], result.First.Select(e => $"{e.AmountUsd:0.##}"));
        Assert.Contains(result.Warnings, warning => warning.Message.Contains("in EUR", StringComparison.Ordinal));
    }

    [EngineFact]
    public async Task A_title_that_means_missing_does_not_stop_the_import()
    {
        var (result, yaml) = await ImportAsync("id,title,place\n1,Visit A,n/a\n2,n/a,Pune\n3,Visit C,Agra\n");

        Assert.Contains("default: \"Without a title\"}  # doubtful: 1 row has none there", yaml, StringComparison.Ordinal);
        Assert.Equal(3, result.Added);
    }

    [EngineFact]
    public async Task A_total_at_the_end_of_a_short_list_is_left_out()
    {
        var (result, yaml) = await ImportAsync("Project,Donor,Year,USD\nA,India,2020,100\nB,France,2021,200\nTotal,,,300\n");

        Assert.Contains("skip_last: 1  # doubtful", yaml, StringComparison.Ordinal);
        Assert.Equal(2, result.Added);
    }

    [EngineTheory]
    [InlineData("N°;Intitulé;Date de signature;Pays partenaire;Montant (USD)\n1;Visite A;3 août 2021;Allemagne;5\n2;Visite B;1er mars 2020;Royaume-Uni;6\n", "language: fr", "Visite A 2021-08-03 DE 5, Visite B 2020-03-01 GB 6")]
    [InlineData("क्रम\tशीर्षक\tतिथि\tदेश\n1\tयात्रा\t15 अगस्त 2022\tभारत\n2\tबैठक\tमार्च 2021\tफ़्रांस\n", "language: hi", "यात्रा 2022-08-15 IN , बैठक 2021-03 FR ")]
    [InlineData("מספר,כותרת,תאריך,מדינה\n1,ביקור,5 ביוני 2023,הודו\n2,הסכם,יוני 2023,צרפת\n", "language: he", "ביקור 2023-06-05 IN , הסכם 2023-06 FR ")]
    [InlineData("Nr,Titel,Datum,Partnerland\n1,Besuch,3. März 2021,Indien\n2,Treffen,5. Mai 2021,Israel\n", "language: de", "Besuch 2021-03-03 IN , Treffen 2021-05-05 IL ")]
    public async Task Names_and_months_of_other_languages_are_known(string file, string language, string engagements)
    {
        var (result, yaml) = await ImportAsync(file);

        Assert.Contains(language, yaml, StringComparison.Ordinal);
        Assert.Equal(engagements, string.Join(", ", result.First.Select(e => $"{e.Title} {e.Start} {e.Participants[0][^3..^1]} {e.AmountUsd:0.##}")));
    }

    private async Task<(ImportResult Result, string Yaml)> ImportAsync(string file)
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(file));
        var yaml = (await MappingSuggestion.WriteAsync(content, "Some file.csv")).Value!;
        content.Position = 0;
        var request = new ImportRequest(content, "some-file.csv") { MappingFile = MappingCatalog.Parse("suggested", yaml) };
        Assert.True((await warehouse.Imports.RunAsync(request)).IsValue(out var result, out var problem), $"{problem?.Message}\n{yaml}");
        Assert.True(result.Taken, $"{string.Join('\n', result.Refusals.Take(5))}\n{yaml}");
        return (result, yaml);
    }
}
