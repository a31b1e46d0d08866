namespace Reporting.Engine.Model;

/// <summary>A text in several languages; English is always there.</summary>
public sealed class Captions(IReadOnlyDictionary<string, string> texts)
{
    public static readonly Captions None = new(new Dictionary<string, string> { ["en"] = string.Empty });

    public IReadOnlyDictionary<string, string> Texts { get; } = texts;

    public string In(string language) => Texts.TryGetValue(language, out var text) ? text : Texts["en"];
}
