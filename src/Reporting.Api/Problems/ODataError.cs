using System.Text.Encodings.Web;
using System.Text.Json;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Problems;

/// <summary>Writes a problem in the OData error format, with the code of docs/errors.md.</summary>
internal static class ODataError
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static bool IsFeed(HttpContext context) => context.Request.Path.StartsWithSegments("/odata", StringComparison.OrdinalIgnoreCase);

    public static async Task WriteAsync(HttpContext context, Problem problem, int status)
    {
        using var stream = new MemoryStream();
        await using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteStartObject("error");
            json.WriteString("code", problem.Code);
            // Excel and Power BI show only the message, so it includes the hint.
            json.WriteString("message", $"{problem.Message} {problem.Hint}");
            json.WriteStartArray("details");
            json.WriteStartObject();
            json.WriteString("code", "hint");
            json.WriteString("message", problem.Hint);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = "application/json;odata.metadata=minimal;charset=utf-8";
        response.ContentLength = stream.Length;
        // Do not cancel: after a time limit the client still waits for the error.
        await response.Body.WriteAsync(stream.ToArray(), CancellationToken.None);
    }
}
