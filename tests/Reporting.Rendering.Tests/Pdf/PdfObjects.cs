using System.Text;
using System.Text.Json;

namespace Reporting.Rendering.Tests.Pdf;

/// <summary>The objects of a PDF as qpdf reads them.</summary>
internal sealed class PdfObjects
{
    private readonly JsonElement _objects;
    private readonly JsonElement _trailer;

    private PdfObjects(JsonElement objects)
    {
        _objects = objects;
        _trailer = objects.GetProperty("trailer").GetProperty("value");
    }

    public JsonElement Catalogue => Get(_trailer, "/Root")!.Value;

    public JsonElement Info => Get(_trailer, "/Info")!.Value;

    /// <summary>All dictionaries, those of streams included.</summary>
    public IEnumerable<JsonElement> All => _objects.EnumerateObject().Select(o => o.Value)
        .Select(o => o.TryGetProperty("stream", out var stream) ? stream.GetProperty("dict") : o.GetProperty("value")).Where(o => o.ValueKind == JsonValueKind.Object);

    public IEnumerable<JsonElement> Pages => Kids(Get(Catalogue, "/Pages")!.Value).Where(page => Name(page, "/Type") == "/Page");

    public IEnumerable<JsonElement> Structure => Kids(Get(Catalogue, "/StructTreeRoot")!.Value, "/K").Where(node => node.TryGetProperty("/S", out _));

    public static PdfObjects Of(string path)
    {
        var json = TestRenderer.Run("qpdf", "--json=2", "--json-stream-data=inline", "--decode-level=generalized", path);
        return new PdfObjects(JsonDocument.Parse(json).RootElement.GetProperty("qpdf")[1]);
    }

    /// <summary>The value of a key, also of an object that it refers to; null without the key.</summary>
    public JsonElement? Get(JsonElement dictionary, string key) =>
        dictionary.ValueKind == JsonValueKind.Object && dictionary.TryGetProperty(key, out var value) ? Resolve(value) : null;

    public string? Name(JsonElement dictionary, string key) => Get(dictionary, key) is { ValueKind: JsonValueKind.String } name ? name.GetString() : null;

    /// <summary>A text without its mark of encoding; null without the key.</summary>
    public string? Text(JsonElement dictionary, string key) => Name(dictionary, key) is { } text ? text.StartsWith("u:", StringComparison.Ordinal) ? text[2..] : text : null;

    public IEnumerable<JsonElement> Items(JsonElement dictionary, string key) => Get(dictionary, key) switch
    {
        { ValueKind: JsonValueKind.Array } array => array.EnumerateArray().Select(Resolve),
        { } one => [one],
        null => [],
    };

    /// <summary>The decoded content of a page, or of another stream.</summary>
    public string Content(JsonElement owner, string key) => string.Concat(References(owner, key).Select(reference =>
        Encoding.Latin1.GetString(Convert.FromBase64String(_objects.GetProperty("obj:" + reference).GetProperty("stream").GetProperty("data").GetString()!)) + "\n"));

    private IEnumerable<string> References(JsonElement owner, string key) => !owner.TryGetProperty(key, out var value) ? [] : value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().Select(one => one.GetString()!),
        _ when Resolve(value).ValueKind == JsonValueKind.Array => Resolve(value).EnumerateArray().Select(one => one.GetString()!),
        _ => [value.GetString()!],
    };

    private IEnumerable<JsonElement> Kids(JsonElement root, string key = "/Kids")
    {
        foreach (var kid in Items(root, key).Where(kid => kid.ValueKind == JsonValueKind.Object))
        {
            yield return kid;
            foreach (var below in Kids(kid, key))
            {
                yield return below;
            }
        }
    }

    private JsonElement Resolve(JsonElement value)
    {
        while (value.ValueKind == JsonValueKind.String && value.GetString() is { } text && text.EndsWith(" R", StringComparison.Ordinal) && _objects.TryGetProperty("obj:" + text, out var found))
        {
            value = found.TryGetProperty("stream", out var stream) ? stream.GetProperty("dict") : found.GetProperty("value");
        }

        return value;
    }
}
