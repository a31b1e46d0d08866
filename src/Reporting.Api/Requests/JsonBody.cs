using System.Text.Json;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Api.Requests;

/// <summary>Reads a JSON body strictly. It refuses text that is not valid Unicode, and duplicate names in an object.</summary>
internal static class JsonBody
{
    /// <param name="code">The error code for a body that is not valid.</param>
    /// <param name="hint">The hint of that problem: an example of a valid body.</param>
    /// <param name="allowNul">True if a later check refuses U+0000 with its own error code.</param>
    public static async Task<Outcome<JsonDocument>> ReadAsync(HttpRequest request, int maxDepth, ErrorCode code, string hint, CancellationToken cancellationToken, bool allowNul = false)
    {
        if (!request.HasJsonContentType())
        {
            return new Problem(code, "The body is not JSON.", "Send Content-Type: application/json.");
        }

        JsonDocument? document = null;
        try
        {
            document = await JsonDocument.ParseAsync(request.Body, new JsonDocumentOptions { MaxDepth = maxDepth }, cancellationToken);
            if (RepeatedName(document.RootElement, allowNul) is not { } name)
            {
                return document;
            }

            document.Dispose();
            return new Problem(code, $"The body names '{SafeText.Of(name)}' twice.", "Write each name once. Several values of one name are an array.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            document?.Dispose();
            return new Problem(code, "The body is not valid JSON.", hint);
        }
    }

    /// <summary>Returns the first duplicate name; null if there is none. Throws if a text is not valid Unicode, which <see cref="JsonDocument"/> finds only when the text is read.</summary>
    private static string? RepeatedName(JsonElement element, bool allowNul)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var names = new HashSet<string>(StringComparer.Ordinal);
                foreach (var property in element.EnumerateObject())
                {
                    Check(property.Name, allowNul);
                    if (!names.Add(property.Name))
                    {
                        return property.Name;
                    }

                    if (RepeatedName(property.Value, allowNul) is { } within)
                    {
                        return within;
                    }
                }

                return null;
            case JsonValueKind.Array:
                return element.EnumerateArray().Select(value => RepeatedName(value, allowNul)).FirstOrDefault(name => name is not null);
            case JsonValueKind.String:
                Check(element.GetString()!, allowNul);
                return null;
            default:
                return null;
        }
    }

    private static void Check(string text, bool allowNul)
    {
        if (TextRules.HasNoText(allowNul ? text.Replace("\0", "", StringComparison.Ordinal) : text))
        {
            throw new InvalidOperationException("A text is not Unicode.");
        }
    }
}
