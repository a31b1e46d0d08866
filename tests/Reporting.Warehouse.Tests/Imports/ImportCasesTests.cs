using System.Globalization;
using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Imports.Files.Rows;
using Reporting.Warehouse.Imports.Mappings;
using Reporting.Warehouse.Imports.Records;

namespace Reporting.Warehouse.Tests.Imports;

public abstract class ImportCasesTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : ImportCasesTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : ImportCasesTests(WarehouseProvider.SqlServer);

    private static readonly IReadOnlyList<ImportCase> Cases =
        [.. new[] { "import-cases.txt", "mapping-cases.txt", "row-cases.txt", "country-cases.txt", "workbook-cases.txt" }.SelectMany(file => ImportCase.ReadAll(Path.Combine(AppContext.BaseDirectory, "Imports", file)))];

    public static TheoryData<string> Names => [.. Cases.Select(c => c.Name)];

    [EngineTheory]
    [MemberData(nameof(Names))]
    public async Task Case(string name)
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        ImportResult? result = null;
        Mapping? mapping = null;
        var refusals = new Queue<RowError>();
        var rows = new Queue<string>();
        foreach (var (kind, text) in Cases.Single(c => c.Name == name).Steps)
        {
            if (kind is '>' or '$')
            {
                Nothing(refusals.Select(r => $"! {r.Row} | {r.Column} | {r.Value} | {r.Reason} {r.Hint}"));
                Nothing(rows.Select(r => $"= {r}"));
            }

            switch (kind)
            {
                case '~':
                    mapping = MappingCatalog.Parse("case", text);
                    break;
                case '%':
                    Assert.Contains(result!.Warnings, warning => warning.Message.Contains(text, StringComparison.Ordinal));
                    break;
                case '>':
                    result = await ImportAsync(warehouse, text, mapping);
                    refusals = new(result?.Refusals ?? []);
                    break;
                case '?':
                    foreach (var count in text.Split(' '))
                    {
                        Assert.Equal(count, $"{count.Split('=')[0]}={Count(result!, count.Split('=')[0])}");
                    }

                    break;
                case '!':
                    Refused(text, refusals);
                    break;
                case '$':
                    rows = new(await warehouse.RowsAsync(text));
                    break;
                default:
                    Assert.True(rows.Count > 0, $"No more rows, but expected: {text}");
                    Assert.Equal(text, rows.Dequeue());
                    break;
            }
        }

        Nothing(refusals.Select(r => $"! {r.Row} | {r.Column} | {r.Value} | {r.Reason} {r.Hint}"));
        Nothing(rows.Select(r => $"= {r}"));
    }

    private static async Task<ImportResult?> ImportAsync(TestWarehouse warehouse, string text, Mapping? mapping)
    {
        var (options, csv) = (text.Split('\n', 2)[0].Split(' '), text.Split('\n', 2)[1].Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\0", "\0", StringComparison.Ordinal));
        var encoding = options.FirstOrDefault(o => o.StartsWith("encoding=", StringComparison.Ordinal))?[9..] ?? "utf-8";
        using var content = new MemoryStream(options.Contains("xlsx") ? TestWorkbook.Of(csv, isFirst: options.Contains("first")) : FileEncodings.Find(encoding)!.GetBytes(csv));
        var most = options.FirstOrDefault(o => o.StartsWith("max=", StringComparison.Ordinal))?[4..] ?? "0";
        var request = new ImportRequest(content, "case.csv", DryRun: options.Contains("dry"), MaxRejected: int.Parse(most, CultureInfo.InvariantCulture))
        {
            MappingFile = mapping, Replace = options.Contains("replace"),
        };
        var isRead = (await warehouse.Imports.RunAsync(request)).IsValue(out var result, out var problem);
        Assert.Equal(options.FirstOrDefault(o => o.StartsWith("problem=", StringComparison.Ordinal))?[8..], problem?.Code);
        return isRead ? result : null;
    }

    private static void Refused(string text, Queue<RowError> refusals)
    {
        Assert.True(refusals.Count > 0, $"No more refusals, but expected: {text}");
        var parts = text.Split('|', StringSplitOptions.TrimEntries);
        var refusal = refusals.Dequeue();
        Assert.Equal($"{parts[0]} | {parts[1]} | {parts[2]}", $"{refusal.Row} | {refusal.Column} | {refusal.Value}");
        Assert.Contains(parts[3], $"{refusal.Reason} {refusal.Hint}", StringComparison.Ordinal);
        Assert.NotEmpty(refusal.Hint);
    }

    private static void Nothing(IEnumerable<string> left) => Assert.Empty(left);

    private static string Count(ImportResult result, string name) => name switch
    {
        "taken" => result.Taken ? "yes" : "no",
        "added" => $"{result.Added}",
        "changed" => $"{result.Changed}",
        "unchanged" => $"{result.Unchanged}",
        "ignored" => $"{result.Ignored}",
        "retired" => $"{result.Retired}",
        "rejected" => $"{result.Rejected}",
        "rows" => $"{result.Rows}",
        "version" => $"{result.DataVersion}",
        "new-members" => $"{result.NewMembers.Total}",
        "changed-members" => $"{result.ChangedMembers}",
        "links" => $"{result.DomainLinks}",
        "lines" => $"{result.ParticipationLines}",
        "sources" => $"{result.SourceLinks}",
        "warnings" => $"{result.Warnings.Count}",
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such count."),
    };
}
