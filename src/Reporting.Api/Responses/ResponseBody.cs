namespace Reporting.Api.Responses;

/// <summary>Sends bodies that are in memory.</summary>
internal static class ResponseBody
{
    // What the server buffers of a response before it waits for the client.
    private const int PartBytes = 64 * 1024;

    /// <summary>Sends a body in parts. The server copies what it is given at once, so a large body would be held again for each slow client.</summary>
    public static Task SendAsync(this HttpResponse response, ReadOnlyMemory<byte> body) =>
        body.Length <= PartBytes ? response.Body.WriteAsync(body, response.HttpContext.RequestAborted).AsTask() : SendPartsAsync(response, body);

    private static async Task SendPartsAsync(HttpResponse response, ReadOnlyMemory<byte> body)
    {
        for (var left = body; left.Length > 0; left = left[Math.Min(PartBytes, left.Length)..])
        {
            await response.Body.WriteAsync(left[..Math.Min(PartBytes, left.Length)], response.HttpContext.RequestAborted);
        }
    }
}
