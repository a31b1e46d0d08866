using System.Text.Json;
using System.Text.Json.Serialization;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Api.Requests;

/// <summary>Reads a JSON body strictly. It refuses text that is not valid Unicode, and duplicate names in an object.</summary>
internal static class JsonBody
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    /// <summary>Reads a body as a record, and also refuses names that the record does not have.</summary>
    /// <param name="message">The message about a body that cannot be read as this record.</param>
    /// <param name="empty">The message about the body <c>null</c>; the same if left out.</param>
    public static async Task<Outcome<T>> ReadAsync<T>(HttpRequest request, int maxDepth, ErrorCode code, string message, string hint, CancellationToken cancellationToken, string? empty = null)
        where T : class
    {
        if (!(await ReadAsync(request, maxDepth, code, hint, cancellationToken)).IsValue(out var body, out var problem))
        {
            return problem;
        }

        using (body)
        {
            try
            {
                return body.Deserialize<T>(Strict) is { } read ? read : new Problem(code, empty ?? message, hint);
            }
            catch (JsonException)
            {
                return new Problem(code, message, hint);
            }
        }
    }

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
