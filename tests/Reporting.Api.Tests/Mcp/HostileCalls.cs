using System.Text.Json;
using System.Text.Json.Nodes;

namespace Reporting.Api.Tests.Mcp;

/// <summary>Calls with wrong names, types, sizes and texts, and bodies that are no calls.</summary>
internal static class HostileCalls
{
    private static readonly string[] Methods = ["tools/call", "tools/list", "resources/read", "prompts/get", "initialize", "ping", "logging/setLevel", "completion/complete", "nope", ""];
    private static readonly string[] Tools = ["query", "list_engagements", "what_changed", "get_engagement", "find_members", "describe_model", "run_report", "verify", "drop_table", ""];
    private static readonly string[] Names = ["measures", "by", "filters", "sumOver", "order", "limit", "lang", "search", "code", "dimension", "report", "parameters", "section", "hash", "after", "__proto__"];
    private static readonly string[] Texts = ["year", "2025", "'; DROP TABLE FactEngagement;--", "\0", "\ud83d\ude00", new('x', 70_000), "../../etc/passwd", "=cmd|' /C calc'!A0", "{{7*7}}", "-1", "9999999999999999999", "\u202Egnp", ""];

    public static string Next(Random random)
    {
        var call = new JsonObject
        {
            ["jsonrpc"] = random.Next(20) == 0 ? "1.0" : "2.0",
            ["id"] = random.Next(20) == 0 ? Value(random, 1) : random.Next(),
            ["method"] = random.Next(3) == 0 ? Pick(random, Methods) : "tools/call",
            ["params"] = random.Next(10) == 0 ? Value(random, 2) : new JsonObject { ["name"] = Pick(random, Tools), ["uri"] = Pick(random, Texts), ["arguments"] = Arguments(random) },
        };
        var text = call.ToJsonString();
        return random.Next(10) switch
        {
            0 => text[..random.Next(text.Length)],
            1 => "[" + text + "," + text + "]",
            2 => new string('[', random.Next(1, 3_000)),
            _ => text,
        };
    }

    private static JsonNode? Arguments(Random random)
    {
        var arguments = new JsonObject();
        for (var i = random.Next(4); i > 0; i--)
        {
            arguments[Pick(random, Names)] = Value(random, 2);
        }

        return arguments;
    }

    private static JsonNode? Value(Random random, int depth) => random.Next(depth > 0 ? 8 : 5) switch
    {
        0 => null,
        1 => random.NextInt64(),
        2 => random.NextDouble() * 1e300,
        3 or 4 => JsonValue.Create(Pick(random, Texts)),
        5 => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, depth - 1))]),
        6 => new JsonObject { [string.Concat(Pick(random, Texts).Take(9))] = Value(random, depth - 1) },
        _ => JsonSerializer.SerializeToNode(random.Next(2) == 0),
    };

    private static string Pick(Random random, string[] from) => from[random.Next(from.Length)];
}
