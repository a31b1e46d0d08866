using YamlDotNet.RepresentationModel;

namespace Reporting.Warehouse.Definitions;

/// <summary>A definition's text, to say on which line something stands.</summary>
public sealed class DefinitionText(string name, string text, int first = 0, int last = int.MaxValue)
{
    private readonly string[] lines = text.Split('\n');

    /// <summary>The same, of one entry of a list: what is wrong there is said of its own lines.</summary>
    public DefinitionText Within(string list, int index)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        var entries = ((YamlSequenceNode)((YamlMappingNode)stream.Documents[0].RootNode).Children[new YamlScalarNode(list)]).Children;
        var next = index + 1 < entries.Count ? (int)entries[index + 1].Start.Line - 2 : int.MaxValue;
        return new DefinitionText(name, text, (int)entries[index].Start.Line - 1, next);
    }

    public T Choice<T>(string? value, string key)
        where T : struct, Enum =>
        EnumNames.Parse<T>(value ?? string.Empty) ?? throw At(value ?? key, $"'{value}' is not a value of '{key}'.", $"Known are: {EnumNames.All<T>()}.");

    public void RefuseTwins(IEnumerable<string> ids)
    {
        foreach (var twin in ids.GroupBy(i => i).Where(g => g.Skip(1).Any()))
        {
            throw At(twin.Key, $"'{twin.Key}' is there twice.", "Names are unique: give each its own.");
        }
    }

    public DefinitionException At(string word, string message, string hint)
    {
        var own = lines.Take(last == int.MaxValue ? lines.Length : last + 1).Skip(first).ToList();
        var line = own.FindIndex(l => l.Contains(word, StringComparison.Ordinal));
        return new DefinitionException(name, first + Math.Max(line, 0) + 1, message, hint);
    }
}
