using YamlDotNet.RepresentationModel;

namespace Reporting.Warehouse.Definitions;

/// <summary>A definition's text. It finds the line of a word, for messages.</summary>
public sealed class DefinitionText(string name, string text, int first = 0, int last = int.MaxValue)
{
    private readonly string[] _lines = text.Split('\n');

    /// <summary>The text of one entry of a list. Problems in the entry then name its own lines.</summary>
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
        EnumNames.Parse<T>(value ?? string.Empty) ?? throw At(value ?? key, $"'{value}' is not a value of '{key}'.", $"Known values: {EnumNames.All<T>()}.");

    public void RefuseDuplicates(IEnumerable<string> ids)
    {
        foreach (var duplicate in ids.GroupBy(i => i).Where(g => g.Skip(1).Any()))
        {
            throw At(duplicate.Key, $"'{duplicate.Key}' is given twice.", "Each name must be unique: rename one of them.");
        }
    }

    public DefinitionException At(string word, string message, string hint)
    {
        var own = _lines.Take(last == int.MaxValue ? _lines.Length : last + 1).Skip(first).ToList();
        var line = own.FindIndex(l => l.Contains(word, StringComparison.Ordinal));
        return new DefinitionException(name, first + Math.Max(line, 0) + 1, message, hint);
    }
}

/// <summary>A definition file that cannot be used: names the file and the line, and says what to do. Thrown at start only.</summary>
public sealed class DefinitionException(string file, long line, string message, string hint, Exception? inner = null)
    : Exception($"{file}, line {line}: {message} {hint}", inner)
{
    public string File { get; } = file;

    public long Line { get; } = line;

    public string Hint { get; } = hint;
}
