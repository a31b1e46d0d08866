using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using ClosedXML.Excel;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Reporting.Warehouse.Imports.Native;

namespace Reporting.Api.Tests.Imports;

/// <summary>People add and correct engagements in a workbook, and import it.</summary>
public abstract class ImportTemplateTests(ImportingApp app)
{
    public sealed class OnSqlite(ImportingApp app) : ImportTemplateTests(app), IClassFixture<ImportingApp>;

    [OnServer]
    public sealed class OnSqlServer(ServerApp<ImportingApp> server) : ImportTemplateTests(server.App), IClassFixture<ServerApp<ImportingApp>>;

    private const string Template = $"{ImportingApp.Route}/template.xlsx";

    [EngineFact]
    public async Task An_unchanged_template_changes_nothing()
    {
        var (made, wide) = await app.SendAsync(Wide);
        Assert.True(made is HttpStatusCode.Created or HttpStatusCode.OK, wide.GetRawText());
        // Values of their own beside sources that state others.
        await app.SendAsync("Code,Title,Start,End,Type,City,Source,StatedField,StatedValue\ntpl-4,Fourth,2022-06-02,2022-06-02,visit,unknown,tpl-s,end,2022-06-05\ntpl-4,,,,,,tpl-s,city,Goa\ntpl-5,Fifth,unknown,unknown,visit,,tpl-s,end,2022\n");
        Assert.Equal("2022-06-02", (await app.JsonAsync("/api/v1/engagements/tpl-4")).GetProperty("endDate").GetString());
        var version = await app.VersionAsync();
        var count = (await app.JsonAsync("/api/v1/engagements?limit=1&handling=public")).GetProperty("meta").GetProperty("rowsInAll").GetInt32();
        var content = await app.BytesAsync($"{Template}?handling=public");

        var (status, answer) = await SendAsync(content);

        Assert.True(status == HttpStatusCode.OK, answer.GetRawText());
        Assert.Equal((HttpStatusCode.OK, count, 0), (status, Number(answer, "unchanged"), Number(answer, "rejected")));
        Assert.Equal(version, await app.VersionAsync());

        // A correction and an addition.
        using var book = new XLWorkbook(new MemoryStream(content));
        var sheet = book.Worksheet(1);
        var first = sheet.RowsUsed().First(r => r.Cell(1).GetString() == "tpl-1");
        Assert.Equal(("=HYPERLINK(\"http://evil\")", false, "two\nlines"), (first.Cell(2).GetString(), first.Cell(2).HasFormula, first.Cell(3).GetString()));
        first.Cell(2).SetValue<string>("=1+1");
        var next = sheet.LastRowUsed().RowNumber() + 1;
        foreach (var (column, value) in new[] { ("Code", "tpl-9"), ("Title", "Ninth"), ("Start", "2026-01"), ("Type", "visit"), ("Domain", "tpl-a"), ("Participant", "tpl-p"), ("Country", "IN") })
        {
            sheet.Cell(next, NativeColumns.All.ToList().IndexOf(column) + 1).SetValue<string>(value);
        }

        using var saved = new MemoryStream();
        book.SaveAs(saved);
        var (taken, corrected) = await SendAsync(saved.ToArray());
        Assert.Equal((HttpStatusCode.Created, 1, 1, count - 1), (taken, Number(corrected, "added"), Number(corrected, "changed"), Number(corrected, "unchanged")));
        Assert.Equal("=1+1", (await app.JsonAsync("/api/v1/engagements/tpl-1")).GetProperty("title").GetString());
        await app.UndoAsync(corrected.GetProperty("id").GetString()!);
    }

    [EngineFact]
    public async Task Every_text_survives_the_template_unchanged()
    {
        string[] titles = ["😀 and 👨‍👩‍👧", "#N/A", "#FORMULA!", "'quoted", "_x0041_ _xD83D__xDE00_", "1e5", "=1+1", "TRUE", "2024-07-01 13:30", "  ", "-5", "\"q\", x"];
        string[] summaries = [string.Concat(Enumerable.Repeat("😀", 20_000)), "a" + string.Concat(Enumerable.Repeat("😀", 20_000)), new string('x', 32_767), new string('y', 32_768), "tab\tand\nline", "two\n\nlines "];
        var file = "Code,Title,Start,Type,Summary,Domain\n" + string.Concat(titles.Where(t => t.Trim().Length > 0).Select((t, i) => $"txt-{i},\"{t.Replace("\"", "\"\"", StringComparison.Ordinal)}\",2020,visit,\"{summaries[i % summaries.Length]}\",txt-domain\n"));
        var (made, answer) = await app.SendAsync(file);
        Assert.True(made is HttpStatusCode.Created or HttpStatusCode.OK, answer.GetRawText());
        var version = await app.VersionAsync();
        var content = await app.BytesAsync($"{Template}?domain=txt-domain");

        var (status, same) = await SendAsync(content);
        Assert.True(status == HttpStatusCode.OK, same.GetRawText());
        Assert.Equal((titles.Length - 1, version), (Number(same, "unchanged"), await app.VersionAsync()));

        // A truncated text that was edited is neither the original nor a complete new text.
        using var book = new XLWorkbook(new MemoryStream(content));
        var cell = book.Worksheet(1).CellsUsed().First(c => c.GetString().StartsWith("yyyy", StringComparison.Ordinal));
        Assert.Equal(32_767, cell.GetString().Length);
        cell.SetValue<string>("z" + cell.GetString()[1..]);
        using var saved = new MemoryStream();
        book.SaveAs(saved);
        var (refused, why) = await SendAsync(saved.ToArray());
        Assert.Equal(HttpStatusCode.BadRequest, refused);
        Assert.Contains("cut for a spreadsheet", why.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(version, await app.VersionAsync());
    }

    [EngineFact]
    public async Task An_empty_template_offers_the_known_members_and_contains_no_formula()
    {
        await app.SendAsync(Wide);
        var content = await app.BytesAsync(Template);
        using var package = SpreadsheetDocument.Open(new MemoryStream(content), false);
        Assert.Empty(new OpenXmlValidator().Validate(package).Select(e => e.Description));
        Assert.All(package.WorkbookPart!.WorksheetParts, part => Assert.DoesNotContain(part.Worksheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.CellFormula>(), _ => true));

        using var book = new XLWorkbook(new MemoryStream(content));
        var (data, lists) = (book.Worksheet("Engagements"), book.Worksheet("Lists"));
        Assert.Equal(NativeColumns.All, data.Row(1).CellsUsed().Select(c => c.GetString()));
        Assert.Equal(1, data.LastRowUsed().RowNumber());
        Assert.Equal("Engagements", book.Worksheet(1).Name);
        var offered = data.DataValidations.Where(v => v.AllowedValues == XLAllowedValues.List).ToDictionary(
            v => NativeColumns.All[v.Ranges.First().FirstColumn().ColumnNumber() - 1], v => (v.ErrorStyle, Codes: Codes(lists, v.MinValue)));
        Assert.Contains("tpl-a", offered["Domain"].Codes);
        Assert.Contains("tpl-o", offered["Organisation"].Codes);
        Assert.Equal((XLErrorStyle.Stop, XLErrorStyle.Warning), (offered["Country"].ErrorStyle, offered["Domain"].ErrorStyle));
        Assert.Equal(["company", "government-body", "armed-force", "research-body", "international-organisation"], offered["OrganisationKind"].Codes);
        Assert.True(offered["PlaceCountry"].Codes.Count > 240);
        Assert.Equal("@", data.Cell(5, 1).Style.NumberFormat.Format);
    }

    [EngineFact]
    public async Task A_query_that_does_not_fit_into_a_template_is_refused()
    {
        using var client = app.PlainClient();
        foreach (var (query, status, code) in new[] { ("?domian=x", 400, "unknown-parameter"), ("?domain=not-there", 400, "unknown-member"), ("?limit=5", 400, "unknown-parameter") })
        {
            using var response = await client.GetAsync(Template + query);
            Assert.Equal((status, code), ((int)response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetString()));
        }
    }

    private static readonly string Wide =
        "Code,Title,Summary,Start,End,Type,City,PlaceCountry,Headcount,AmountUsd,Domain,Weight,Primary,Participant,ParticipantKind,Organisation,OrganisationKind,Country,Role,Capacity,Source,ParticipantCountry\n"
        + "tpl-1,\"=HYPERLINK(\"\"http://evil\"\")\",\"two\nlines\",2019-07,2019-08-02,visit,Paris,FR,12,1250.50,tpl-a,2,,tpl-p,person,tpl-o,company,FR,host,\"Head, \"\"acting\"\"\",tpl-s,\n"
        + "tpl-1,,,,,,,,,,tpl-b,1,1,unknown,,tpl-o,,DE,guest,,tpl-s2,\n"
        + "tpl-1,,,,,,,,,,tpl-c,0.7,,tpl-o,,,,,visitor,,,\n"
        + "tpl-2,0001,,unknown,,unknown,Nowhere,,0,0,,,,,,,,,,,,\n"
        + "tpl-3,T,,2020,2021,visit,,,,,unknown,1,1,FR,country,,,FR,,,unknown,FR\n".Replace("FR,country", "fr-country,country", StringComparison.Ordinal);

    private async Task<(HttpStatusCode Status, JsonElement Answer)> SendAsync(byte[] workbook)
    {
        var body = new ByteArrayContent(workbook);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        return await app.SendAsync(body, "?file=template.xlsx");
    }

    private static List<string> Codes(IXLWorksheet lists, string range) => [.. lists.Range(range[(range.IndexOf('!', StringComparison.Ordinal) + 1)..]).Cells().Select(c => c.GetString())];

    private static int Number(JsonElement element, string name) => element.GetProperty(name).GetInt32();
}
