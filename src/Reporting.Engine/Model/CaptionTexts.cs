using Reporting.Warehouse.Definitions;

namespace Reporting.Engine.Model;

/// <summary>Captions of a definition: English must be among them.</summary>
internal static class CaptionTexts
{
    public static Captions Captions(this DefinitionText text, string id, IReadOnlyDictionary<string, string> texts) =>
        texts.ContainsKey("en") ? new Captions(texts) : throw text.At(id, $"'{id}' has no English text.", "Add 'en'.");
}
