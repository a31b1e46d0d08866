using Reporting.Warehouse.Definitions;

namespace Reporting.Engine.Model;

/// <summary>A text in several languages; English is always present.</summary>
public sealed class LocalizedText(IReadOnlyDictionary<string, string> texts)
{
    public static readonly LocalizedText None = new(new Dictionary<string, string> { ["en"] = string.Empty });

    public IReadOnlyDictionary<string, string> Texts { get; } = texts;

    public string In(string language) => Texts.TryGetValue(language, out var text) ? text : Texts["en"];
}

/// <summary>Reads a text of a definition. English is required.</summary>
internal static class CaptionTexts
{
    public static LocalizedText Captions(this DefinitionText text, string id, IReadOnlyDictionary<string, string> texts) =>
        texts.ContainsKey("en") ? new LocalizedText(texts) : throw text.At(id, $"'{id}' has no English text.", "Add 'en'.");
}
