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
    public static async Task<JsonDocument> ReadAsync(Stream body, int maxDepth, CancellationToken cancellationToken)
    {
        var document = await JsonDocument.ParseAsync(body, new JsonDocumentOptions { MaxDepth = maxDepth, AllowDuplicateProperties = false }, cancellationToken);
        try
        {
            Check(document.RootElement);
            return document;
        }
        catch (Exception e) when (e is InvalidOperationException or JsonException)
        {
            document.Dispose();
            throw new JsonException("A text of the body is not Unicode.", e);
        }
    }

    private static void Check(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    Check(property.Name);
                    Check(property.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (var value in element.EnumerateArray())
                {
                    Check(value);
                }

                break;
            case JsonValueKind.String:
                Check(element.GetString()!);
                break;
        }
    }

    private static void Check(string text)
    {
        if (TextRules.HasNoText(text))
        {
            throw new JsonException();
        }
    }
}
