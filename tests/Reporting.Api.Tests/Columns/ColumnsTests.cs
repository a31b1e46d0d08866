using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Reporting.Rendering.Columns;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Generated;

namespace Reporting.Api.Tests.Columns;

/// <summary>Independent libraries read Arrow and Parquet, and find the values of the same answer as JSON.</summary>
public abstract class ColumnsTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : ColumnsTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : ColumnsTests(WarehouseProvider.SqlServer);

    private const string Rows = "/api/v1/reports/cooperation-by-year-and-domain/{0}?section=data";

    private static readonly string Reader = RepositoryRoot.File("tests", "column-readers", "read.mjs");

    private static readonly string[] Addresses =
    [
        "/api/v1/aggregates?by=year,domain&measures=engagements,allocated_engagements,amount_usd,allocated_amount_usd,first_date,people,engagement_share&totals=true",
        "/api/v1/aggregates?by=participant&measures=engagements,headcount,last_date,longest_gap_days&limit=40",
        "/api/v1/aggregates/by-type?lang=hi",
        "/api/v1/engagements?limit=2000&lang=he",
        "/api/v1/engagements?limit=7",
        "/api/v1/commitments?limit=200&lang=hi",
    ];

    [PackagesFact("column-readers")]
    public async Task Columns_have_the_figures_of_JSON_in_every_reader()
    {
        var random = new Random(41);
        await using var warehouse = await TestWarehouse.CreateAsync(new RandomCommitments(random).AddTo(new RandomData(random).Rich()), engine);
        await using var app = new ReportingApp { Warehouse = warehouse };
        using var client = app.CreateClient();
        var folder = Directory.CreateTempSubdirectory("reporting-columns-").FullName;
        var files = new List<(string File, JsonElement Json)>();
        foreach (var address in Addresses)
        {
            var json = await app.JsonAsync(address);
            files.Add((await SaveAsync(client, address, ColumnFormat.Arrow.ContentType, folder, files.Count), json));
            files.Add((await SaveAsync(client, address + (address.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "format=parquet", null, folder, files.Count), json));
        }

        var rows = await app.JsonAsync(string.Format(CultureInfo.InvariantCulture, Rows, "json"));
        foreach (var format in new[] { "arrow", "parquet" })
        {
            files.Add((await SaveAsync(client, string.Format(CultureInfo.InvariantCulture, Rows, format), null, folder, files.Count), rows));
        }

        var read = JsonDocument.Parse(await ExternalPrograms.RunAsync("node", [Reader, .. files.Select(f => f.File)])).RootElement.EnumerateArray().ToList();
        for (var i = 0; i < files.Count; i++)
        {
            Compare(files[i].Json, read[i], Path.GetFileName(files[i].File));
        }

        var amount = read[0].GetProperty("fields").GetProperty("amount_usd");
        Assert.Equal("USD", amount.GetProperty("unit").GetString());
        Assert.StartsWith("Decimal", amount.GetProperty("type").GetString(), StringComparison.Ordinal);
        Assert.Equal("DECIMAL", read[1].GetProperty("fields").GetProperty("amount_usd").GetProperty("type").GetString());
        TestFolder.Delete(folder);
    }

    private static async Task<string> SaveAsync(HttpClient client, string address, string? accept, string folder, int number)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (accept is not null)
        {
            request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(accept));
        }

        using var response = await client.SendAsync(request);
        var content = await response.Content.ReadAsByteArrayAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{address}: {response.StatusCode}");
        var name = response.Content.Headers.ContentDisposition!.FileName!.Trim('"');
        Assert.Equal(ColumnFormat.All.Single(f => name.EndsWith(f.Extension, StringComparison.Ordinal)).ContentType, response.Content.Headers.ContentType!.MediaType);
        Assert.Single(response.Headers.GetValues("X-Handling"));
        var file = Path.Combine(folder, $"{number}-{name}");
        await File.WriteAllBytesAsync(file, content);
        return file;
    }

    private static void Compare(JsonElement json, JsonElement read, string file)
    {
        var (expected, meta) = (json.GetProperty("data").EnumerateArray().ToList(), json.GetProperty("meta"));
        Assert.NotEmpty(expected);
        foreach (var reader in new[] { "rows", "duckdb" })
        {
            if (!read.TryGetProperty(reader, out var rows) || rows.ValueKind == JsonValueKind.Null)
            {
                continue;
            }

            var actual = rows.EnumerateArray().ToList();
            Assert.Equal(expected.Count, actual.Count);
            for (var i = 0; i < expected.Count; i++)
            {
                foreach (var (name, value) in Flat(expected[i]))
                {
                    Assert.True(actual[i].TryGetProperty(name, out var column), $"{file}: no column {name}");
                    Assert.True(IsSame(value, column), $"{file}, {reader}, row {i}, {name}: {value} in JSON, {column} in columns");
                }
            }
        }

        foreach (var member in meta.EnumerateObject().Where(m => m.Name is not "generatedAt" && m.Value.ValueKind != JsonValueKind.Null))
        {
            Assert.Equal(member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString() : member.Value.GetRawText(), read.GetProperty("meta").GetProperty(member.Name).GetString());
        }

        if (json.TryGetProperty("totals", out var totals))
        {
            Assert.Equal(totals.GetRawText(), read.GetProperty("meta").GetProperty("totals").GetString());
        }

        Assert.All(read.GetProperty("fields").EnumerateObject(), field => Assert.NotEqual(string.Empty, field.Value.GetProperty("caption").GetString()));
    }

    // The names of columns: an engagement's members by code and name, its links as lists of codes.
    private static IEnumerable<(string Name, JsonElement Value)> Flat(JsonElement row)
    {
        foreach (var property in row.EnumerateObject())
        {
            var name = JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);
            name = name is "type" or "category" && row.TryGetProperty("startLabel", out _) ? "engagement_" + name : name;
            if (property.Value.ValueKind == JsonValueKind.Object)
            {
                yield return (name, property.Value.GetProperty("code"));
                yield return property.Value.TryGetProperty("name", out var called) ? (name + "_name", called) : (name + "_title", property.Value.GetProperty("title"));
            }
            else if (name == "assessments")
            {
                yield return (name, JsonSerializer.SerializeToElement(property.Value.EnumerateArray().Select(v => v.GetProperty("score").ToString())));
            }
            else if (property.Value.ValueKind == JsonValueKind.Array)
            {
                yield return (name, JsonSerializer.SerializeToElement(property.Value.EnumerateArray().Select(v => v.GetProperty("code").GetString()).Distinct()));
            }
            else
            {
                yield return (name, property.Value);
            }
        }
    }

    private static bool IsSame(JsonElement json, JsonElement column) => (json.ValueKind, column.ValueKind) switch
    {
        (JsonValueKind.Number, JsonValueKind.String) => decimal.Parse(column.GetString()!, CultureInfo.InvariantCulture) == json.GetDecimal(),
        (JsonValueKind.Number, JsonValueKind.Number) => json.GetDouble() == column.GetDouble() || Math.Abs(json.GetDouble() - column.GetDouble()) <= 1e-15 * Math.Abs(json.GetDouble()),
        (JsonValueKind.Array, JsonValueKind.Array) => json.EnumerateArray().Select(v => v.GetString()).SequenceEqual(column.EnumerateArray().Select(v => v.GetString())),
        _ => json.ToString() == column.ToString(),
    };
}
