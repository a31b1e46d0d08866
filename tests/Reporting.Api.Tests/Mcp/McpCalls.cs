using System.Net;
using System.Text.Json;
using Reporting.Api.Tests.Access;

namespace Reporting.Api.Tests.Mcp;

/// <summary>Sends single calls of the Model Context Protocol, as its clients do.</summary>
internal static class McpCalls
{
    public static HttpRequestMessage Request(string body, string? roles = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/mcp") { Content = new StringContent(body, null, "application/json") };
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (roles is not null)
        {
            request.Headers.Add(AppWithRoles.Header, roles);
        }

        return request;
    }

    public static string Body(string method, object parameters) => JsonSerializer.Serialize(new { jsonrpc = "2.0", id = 1, method, @params = parameters });

    /// <summary>The body of a call of a tool.</summary>
    public static string Tool(string name, object arguments) => Body("tools/call", new { name, arguments });

    /// <summary>The answer of a tool, or its problem.</summary>
    public static async Task<JsonElement> ToolAsync(this HttpClient client, string name, object arguments, string? roles = null)
    {
        var result = await client.ResultAsync("tools/call", new { name, arguments }, roles);
        var text = JsonDocument.Parse(result.GetProperty("content")[0].GetProperty("text").GetString()!).RootElement;
        Assert.Equal(text.TryGetProperty("answer", out _), !(result.TryGetProperty("isError", out var isError) && isError.GetBoolean()));
        return text;
    }

    public static async Task<JsonElement> ResultAsync(this HttpClient client, string method, object parameters, string? roles = null)
    {
        using var request = Request(Body(method, parameters), roles);
        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{response.StatusCode} {text}");
        return JsonDocument.Parse(text.Split('\n').Single(line => line.StartsWith("data: ", StringComparison.Ordinal))[6..]).RootElement.GetProperty("result");
    }
}
