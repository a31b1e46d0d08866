using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Reporting.TestWarehouses;

namespace Reporting.Api.Tests.Reports;

/// <summary>The same query gives the same figures in every format, cell by cell, as independent tools read them.</summary>
public abstract partial class FormatsTests(ReportingApp app)
{
    public sealed class OnSqlite(ReportingApp app) : FormatsTests(app), IClassFixture<ReportingApp>;

    [OnServer]
    public sealed class OnSqlServer(ServerApp<ReportingApp> server) : FormatsTests(server.App), IClassFixture<ServerApp<ReportingApp>>;

    private const string Report = "/api/v1/reports/cooperation-by-year-and-domain";

    [TheoryNeeds("chromium", "pdftotext", "python3")]
    [InlineData("")]
    [InlineData("?from=2022&to=2024")]
    [InlineData("?from=2025")]
    [InlineData("?domain=cyber-security,defence-policy,artificial-intelligence")]
    [InlineData("?participant_country=IL&from=2022&to=2025")]
    [InlineData("?from=1990&to=1991")]
    public async Task Every_format_contains_the_figures_of_the_query(string query)
    {
        var folder = Directory.CreateTempSubdirectory("reporting-formats-").FullName;
        // A brief matrix has at most twenty rows.
        foreach (var format in new[] { "csv", "xlsx", "html", "pdf" })
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, "report." + format), await app.BytesAsync($"{Report}/{format}{query}{(query.Length == 0 ? '?' : '&')}detail=full"));
        }

        var matrix = await MatrixAsync(query);
        var read = JsonDocument.Parse(ExternalPrograms.Run("/usr/bin/python3", Path.Combine(AppContext.BaseDirectory, "Reports", "read_figures.py"), Path.Combine(folder, "report.csv"), Path.Combine(folder, "report.xlsx"), Path.Combine(folder, "report.html"))).RootElement;
        AssertJson(matrix, await app.JsonAsync($"{Report}/json{query}"));
        AssertCsv(matrix, Texts(read.GetProperty("csv")));
        AssertSheet(matrix, Texts(read.GetProperty("sheets").EnumerateArray().Single(s => s.GetProperty("name").GetString() == "Engagements by domain and year").GetProperty("rows")));
        if (matrix.Rows.Count > 0)
        {
            AssertTable(matrix, isPage: true, Texts(read.GetProperty("tables").EnumerateArray().Skip(1).First()));
            AssertPaper(matrix, ExternalPrograms.Run("pdftotext", "-layout", Path.Combine(folder, "report.pdf"), "-"));
        }

        using (var workbook = SpreadsheetDocument.Open(Path.Combine(folder, "report.xlsx"), false))
        {
            Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2019).Validate(workbook).Select(e => e.Description));
        }

        TestFolder.Delete(folder);
    }

    private sealed record Matrix(IReadOnlyList<(string Code, string Name)> Rows, IReadOnlyList<string> Columns, IReadOnlyDictionary<(string Row, string Column), long> Cells)
    {
        public const string All = "";

        public long? this[string row, string column] => Cells.TryGetValue((row, column), out var value) ? value : null;
    }

    /// <summary>The figures of queries, with a separate query for each total.</summary>
    private async Task<Matrix> MatrixAsync(string query)
    {
        var filters = query.Length == 0 ? string.Empty : "&" + Years(query[1..]);
        var cells = new Dictionary<(string, string), long>();
        var both = await app.JsonAsync($"/api/v1/aggregates?by=domain,year{filters}");
        var domains = await app.JsonAsync($"/api/v1/aggregates?by=domain&order=-engagements{filters}");
        var years = await app.JsonAsync($"/api/v1/aggregates?by=year&fill=true{filters}");
        foreach (var row in both.GetProperty("data").EnumerateArray())
        {
            cells[(row.GetProperty("domain").GetString()!, Year(row))] = row.GetProperty("engagements").GetInt64();
        }

        foreach (var row in domains.GetProperty("data").EnumerateArray())
        {
            cells[(row.GetProperty("domain").GetString()!, Matrix.All)] = row.GetProperty("engagements").GetInt64();
        }

        foreach (var row in years.GetProperty("data").EnumerateArray())
        {
            cells[(Matrix.All, Year(row))] = row.GetProperty("engagements").GetInt64();
        }

        cells[(Matrix.All, Matrix.All)] = (await app.JsonAsync($"/api/v1/aggregates?{filters.TrimStart('&')}")).GetProperty("data")[0].GetProperty("engagements").GetInt64();

        // In a report, what is not stated stands last.
        return new Matrix(
            [.. domains.GetProperty("data").EnumerateArray().Select(r => (Code: r.GetProperty("domain").GetString()!, r.GetProperty("domain_name").GetString()!)).OrderBy(d => d.Code == "unknown")],
            [.. years.GetProperty("data").EnumerateArray().Where(_ => domains.GetProperty("data").GetArrayLength() > 0).OrderBy(r => r.GetProperty("year").ValueKind == JsonValueKind.Null).Select(Year)],
            cells);
    }

    private static string Year(JsonElement row) => row.GetProperty("year") is { ValueKind: JsonValueKind.Number } year ? year.GetRawText() : row.GetProperty("year_name").GetString()!;

    private static string Years(string query)
    {
        var (from, to) = (FromYear().Match(query).Groups["year"].Value, ToYear().Match(query).Groups["year"].Value);
        var rest = string.Join('&', query.Split('&').Where(p => !p.StartsWith("from=", StringComparison.Ordinal) && !p.StartsWith("to=", StringComparison.Ordinal)));
        return string.Join('&', new[] { rest, from.Length + to.Length > 0 ? $"year={from}..{to}" : string.Empty }.Where(p => p.Length > 0));
    }

    private static void AssertJson(Matrix matrix, JsonElement report)
    {
        var section = report.GetProperty("sections").EnumerateArray().Single(s => s.GetProperty("kind").GetString() == "matrix");
        for (var i = 0; i < matrix.Rows.Count; i++)
        {
            for (var j = 0; j < matrix.Columns.Count; j++)
            {
                var cell = section.GetProperty("cells")[i][j];
                Assert.Equal(matrix[matrix.Rows[i].Code, matrix.Columns[j]], cell.ValueKind == JsonValueKind.Null ? null : cell.GetInt64());
            }

            Assert.Equal(matrix[matrix.Rows[i].Code, Matrix.All], section.GetProperty("rowTotals")[i].GetInt64());
        }

        Assert.Equal(matrix[Matrix.All, Matrix.All], section.GetProperty("grandTotal").GetInt64());
        Assert.Equal(matrix.Rows.Count, section.GetProperty("cells").GetArrayLength());
    }

    private static void AssertCsv(Matrix matrix, List<List<string>> rows)
    {
        Assert.Equal(["domain", "domain_name", "year", "year_name", "total", "engagements", "file_data_version", "file_answer", "file_handling"], rows[0]);
        Assert.Equal(((matrix.Rows.Count + 1) * (matrix.Columns.Count + 1)) + 1, rows.Count);
        foreach (var row in rows.Skip(1))
        {
            var expected = matrix[row[0], row[3]];
            Assert.Equal(expected?.ToString(CultureInfo.InvariantCulture) ?? string.Empty, row[5]);
            Assert.Equal((row[0].Length, row[3].Length) switch { (0, 0) => "all", (0, _) => "domain", (_, 0) => "year", _ => string.Empty }, row[4]);
        }
    }

    private static void AssertSheet(Matrix matrix, List<List<string>> rows)
    {
        if (matrix.Rows.Count > 0)
        {
            // The column of sparklines beside the table contains no values.
            AssertTable(matrix, isPage: false, [.. rows.SkipWhile(r => r[0] != "Domain").Select(r => r.Take(matrix.Columns.Count + 2).ToList())]);
        }
    }

    private static void AssertTable(Matrix matrix, bool isPage, List<List<string>> rows)
    {
        Assert.Equal(["Domain", .. matrix.Columns, .. isPage && matrix.Columns.Count == 1 ? [] : (string[])["Total"]], rows[0]);
        for (var i = 0; i < matrix.Rows.Count; i++)
        {
            Assert.Equal([matrix.Rows[i].Name, .. Shown(matrix, matrix.Rows[i].Code, isPage)], rows[i + 1].Select(Blank));
        }

        Assert.Equal(["Total", .. Shown(matrix, Matrix.All, isPage)], rows[matrix.Rows.Count + 1].Select(Blank));
        Assert.Equal(matrix.Rows.Count + 2, rows.Count);
    }

    private static void AssertPaper(Matrix matrix, string text)
    {
        foreach (var (code, name) in matrix.Rows.Append((Matrix.All, "Total")))
        {
            var figures = string.Join(@"\s+", Shown(matrix, code, isPage: true).Select(v => v.Length == 0 ? "·" : v));
            Assert.Matches(new Regex(@$"^\s*{Regex.Escape(name)}\s+{figures}\s*$", RegexOptions.Multiline, TimeSpan.FromSeconds(5)), text);
        }
    }

    /// <summary>A page leaves out a total that repeats the only column.</summary>
    private static IEnumerable<string> Shown(Matrix matrix, string row, bool isPage) =>
        matrix.Columns.Concat(isPage && matrix.Columns.Count == 1 ? [] : (string[])[Matrix.All]).Select(c => matrix[row, c]?.ToString(CultureInfo.InvariantCulture) ?? string.Empty);

    private static string Blank(string cell) => cell is "·" or "–" ? string.Empty : cell;

    private static List<List<string>> Texts(JsonElement rows) =>
        [.. rows.EnumerateArray().Select(r => r.EnumerateArray().Select(c => c.ValueKind == JsonValueKind.Null ? string.Empty : c.ToString()).ToList())];

    [GeneratedRegex("from=(?<year>[0-9]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FromYear();

    [GeneratedRegex("to=(?<year>[0-9]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ToYear();
}
