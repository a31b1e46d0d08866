using System.Text.Json.Nodes;

namespace Reporting.Api.OpenApi;

/// <summary>Examples of bodies by operation. ContractExamplesTests writes real responses over the reference data.</summary>
internal static class ContractExamples
{
    private static readonly Lazy<JsonObject> All = new(() =>
    {
        using var file = typeof(ContractExamples).Assembly.GetManifestResourceStream("examples.json")!;
        return JsonNode.Parse(file)!.AsObject();
    });

    /// <summary>Returns a copy, because a node can belong to only one document; null if there is no example.</summary>
    public static JsonNode? Of(string? operation) => operation is not null && All.Value.TryGetPropertyValue(operation, out var example) ? example?.DeepClone() : null;
}
