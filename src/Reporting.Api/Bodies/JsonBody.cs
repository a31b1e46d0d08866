using System.Text.Json;
using Reporting.Warehouse.Imports;

namespace Reporting.Api.Bodies;

/// <summary>
/// Reads a JSON body strictly. Text that is not Unicode is refused before anything looks at it (the reader itself finds it only when a value is taken out), and so is a
/// name that is there twice.
/// </summary>
internal static class JsonBody
{
    /// <summary>Throws <see cref="JsonException"/> for a body that cannot be read.</summary>
    /// <param name="allowNul">True where the reader of the values refuses U+0000 with a code of its own.</param>
    public static async Task<JsonDocument> ReadAsync(Stream body, int maxDepth, CancellationToken cancellationToken, bool allowNul = false)
    {
        JsonDocument? document = null;
        try
        {
            document = await JsonDocument.ParseAsync(body, new JsonDocumentOptions { MaxDepth = maxDepth, AllowDuplicateProperties = false }, cancellationToken);
            Check(document.RootElement, allowNul);
            return document;
        }
        catch (InvalidOperationException e)
        {
            document?.Dispose();
            throw new JsonException("A text of the body is not Unicode.", e);
        }
    }

    private static void Check(JsonElement element, bool allowNul)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    Check(property.Name, allowNul);
                    Check(property.Value, allowNul);
                }

                break;
            case JsonValueKind.Array:
                foreach (var value in element.EnumerateArray())
                {
                    Check(value, allowNul);
                }

                break;
            case JsonValueKind.String:
                Check(element.GetString()!, allowNul);
                break;
        }
    }

    private static void Check(string text, bool allowNul)
    {
        if (TextRules.HasNoText(allowNul ? text.Replace("\0", "", StringComparison.Ordinal) : text))
        {
            throw new InvalidOperationException("Half a character, or one that is none.");
        }
    }
}
