using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Reporting.Api.Problems;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Reporting.Api.OpenApi;

/// <summary>
/// An example of each failure, from failures.tsv: code, status, area, detail and hint. The document has them once, among its components; the responses of an
/// operation name those of their status that its tag can give.
/// </summary>
internal sealed class FailureExamples : IDocumentFilter
{
    private static readonly string[] Everywhere = ["access", "database", "requests"];
    private static readonly string[] OfData = ["editions", "queries"];
    private static readonly string[] OfReports = [.. OfData, "reports"];

    private static readonly FrozenDictionary<string, string[]> AreasByTag = new Dictionary<string, string[]>
    {
        ["Alerts"] = [.. OfData, "mail"],
        ["Deliveries"] = ["mail"],
        ["Editions"] = ["editions"],
        ["Exports"] = OfReports,
        ["Imports"] = ["imports"],
        ["Model"] = [.. OfData, "start"],
        ["Reports"] = OfReports,
        ["Saved reports"] = OfReports,
        ["Subscriptions"] = [.. OfReports, "mail"],
    }.ToFrozenDictionary();

    private static readonly Lazy<IReadOnlyList<Failure>> All = new(Read);

    /// <summary>References to the examples of a status, by code.</summary>
    public static Dictionary<string, IOpenApiExample> Of(int status, string? tag, Microsoft.OpenApi.OpenApiDocument document)
    {
        var areas = AreasByTag.GetValueOrDefault(tag ?? string.Empty, OfData);
        return All.Value.Where(f => f.Status == status && (Everywhere.Contains(f.Area) || areas.Contains(f.Area)))
            .ToDictionary(f => f.Code, f => (IOpenApiExample)new OpenApiExampleReference(f.Code, document));
    }

    public void Apply(Microsoft.OpenApi.OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        var named = swaggerDoc.Paths.Values.SelectMany(p => In(p.Operations)).SelectMany(o => In(o.Responses)).SelectMany(r => In(r.Content)).SelectMany(m => m.Examples?.Keys ?? []).ToHashSet(StringComparer.Ordinal);
        swaggerDoc.Components ??= new OpenApiComponents();
        swaggerDoc.Components.Examples = All.Value.Where(f => named.Contains(f.Code)).ToDictionary(f => f.Code, f => (IOpenApiExample)new OpenApiExample { Value = f.Body() });
    }

    private static ICollection<T> In<TKey, T>(IDictionary<TKey, T>? parts) => parts?.Values ?? [];

    private static IReadOnlyList<Failure> Read()
    {
        using var file = new StreamReader(typeof(FailureExamples).Assembly.GetManifestResourceStream("failures.tsv")!);
        return [.. file.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd('\r').Split('\t'))
            .Select(f => new Failure(f[0], int.Parse(f[1], CultureInfo.InvariantCulture), f[2], f[3], f[4]))];
    }

    private sealed record Failure(string Code, int Status, string Area, string Detail, string Hint)
    {
        public JsonObject Body() => new()
        {
            ["type"] = "urn:reporting:error:" + Code,
            ["title"] = ProblemResponses.Title(Status),
            ["status"] = Status,
            ["detail"] = Detail,
            ["code"] = Code,
            ["hint"] = Hint,
            ["requestId"] = "0af7651916cd43dd8448eb211c80319c",
        };
    }
}
