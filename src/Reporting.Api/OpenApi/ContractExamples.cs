using System.Text.Json.Nodes;

namespace Reporting.Api.OpenApi;

/// <summary>Examples of bodies by operation: real answers over the reference data, which ContractExamplesTests writes.</summary>
internal static class ContractExamples
{
    private static readonly Lazy<JsonObject> All = new(() =>
    {
        using var file = typeof(ContractExamples).Assembly.GetManifestResourceStream("examples.json")!;
        return JsonNode.Parse(file)!.AsObject();
    });

    /// <summary>Null where there is none; a copy, because a node belongs to one document.</summary>
    public static JsonNode? Of(string? operation) => operation is not null && All.Value.TryGetPropertyValue(operation, out var example) ? example?.DeepClone() : null;
}
