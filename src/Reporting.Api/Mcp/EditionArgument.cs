using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Reporting.Api.Requests;

namespace Reporting.Api.Mcp;

/// <summary>The argument <c>edition</c>, which all tools have that read data or definitions.</summary>
internal static class EditionArgument
{
    private const string Description = "Id of an edition, for frozen figures; left out, today's.";

    // It asks about files that were issued before.
    private const string Without = "verify";

    /// <summary>Adds the argument to the schemas of tools.</summary>
    public static McpRequestHandler<ListToolsRequestParams, ListToolsResult> List(McpRequestHandler<ListToolsRequestParams, ListToolsResult> next) => async (request, cancellationToken) =>
    {
        var listed = await next(request, cancellationToken);
        foreach (var tool in listed.Tools.Where(t => t.Name != Without))
        {
            tool.InputSchema = With(tool.InputSchema);
        }

        return listed;
    };

    /// <summary>Takes the edition out of the arguments. Null if there is none.</summary>
    public static string? Take(CallToolRequestParams? call)
    {
        if (call is not { Name: not Without, Arguments: { } arguments } || !arguments.TryGetValue(EditionRequest.Parameter, out var edition))
        {
            return null;
        }

        call.Arguments = arguments.Where(a => a.Key != EditionRequest.Parameter).ToDictionary(a => a.Key, a => a.Value);
        return edition.ValueKind == JsonValueKind.Null ? null : edition.GetString();
    }

    private static JsonElement With(JsonElement schema)
    {
        var node = JsonNode.Parse(schema.GetRawText())!;
        if (node["properties"] is not JsonObject properties)
        {
            node["properties"] = properties = [];
        }

        properties[EditionRequest.Parameter] = new JsonObject { ["description"] = Description, ["type"] = new JsonArray("string", "null"), ["default"] = null };
        return JsonSerializer.SerializeToElement(node);
    }
}
