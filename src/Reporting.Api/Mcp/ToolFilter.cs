using System.Data.Common;
using System.Text.Json;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Mcp;

/// <summary>Refuses arguments that a tool does not have, since a dropped filter gives a wrong total, and answers failures with a code and a hint.</summary>
internal static class ToolFilter
{
    public static McpRequestHandler<CallToolRequestParams, CallToolResult> Over(McpRequestHandler<CallToolRequestParams, CallToolResult> next) => async (request, cancellationToken) =>
    {
        var edition = EditionArgument.Take(request.Params);
        var known = request.MatchedPrimitive is McpServerTool tool ? Names(tool.ProtocolTool.InputSchema) : null;
        if (known is not null && (request.Params?.Arguments ?? new Dictionary<string, JsonElement>()).Keys.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
        {
            return ToolAnswer.Of(new Problem(
                ErrorCodes.UnknownParameter,
                $"The tool has no argument '{SafeText.Of(unknown)}'.",
                NearestName.Hint(unknown, known, $"Its arguments: {string.Join(", ", known)}. Dimensions are names in filters.")));
        }

        try
        {
            return edition is null
                ? await next(request, cancellationToken)
                : await request.Services!.GetRequiredService<IMcpCaller>().InEditionAsync(edition, async () => await next(request, cancellationToken), cancellationToken);
        }
        catch (Exception failure) when (failure is JsonException or ArgumentException or InvalidOperationException { InnerException: JsonException })
        {
            return ToolAnswer.Of(new Problem(ErrorCodes.MalformedBody, "An argument has the wrong type, or is missing.", "Lists are arrays of strings; filters is an object of arrays, such as {\"year\":[\"2025\"]}. See the tool's input schema."));
        }
        catch (Exception failure) when (DatabaseProblem.Of(failure) is not null || failure is DbException)
        {
            return ToolAnswer.Of(DatabaseProblem.Of(failure) ?? DatabaseProblem.Refused);
        }
    };

    private static List<string> Names(JsonElement schema) =>
        schema.TryGetProperty("properties", out var properties) ? [.. properties.EnumerateObject().Select(p => p.Name)] : [];
}
