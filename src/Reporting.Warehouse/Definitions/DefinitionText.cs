using YamlDotNet.RepresentationModel;

namespace Reporting.Warehouse.Definitions;

/// <summary>A definition's text. It finds the line of a word, for messages.</summary>
public sealed class DefinitionText(string name, string text)
{
    private readonly (string List, int Index)? _entry;

    private DefinitionText(string name, string text, string list, int index)
        : this(name, text) => _entry = (list, index);

    /// <summary>The text of one entry of a list. Problems in the entry then name its own lines.</summary>
    public DefinitionText Within(string list, int index) => new(name, text, list, index);

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
        var (first, last) = Lines();
        var line = text.Split('\n')[first..last].ToList().FindIndex(l => l.Contains(word, StringComparison.Ordinal));
        return new DefinitionException(name, first + Math.Max(line, 0) + 1, message, hint);
    }

    // Finding an entry takes a parse of the whole file. Only problems need it.
    private (int First, int After) Lines()
    {
        var count = text.Split('\n').Length;
        if (_entry is not { } entry)
        {
            return (0, count);
        }

        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        var entries = ((YamlSequenceNode)((YamlMappingNode)stream.Documents[0].RootNode).Children[new YamlScalarNode(entry.List)]).Children;
        return ((int)entries[entry.Index].Start.Line - 1, entry.Index + 1 < entries.Count ? (int)entries[entry.Index + 1].Start.Line - 1 : count);
    }
}

/// <summary>A definition file that cannot be used: names the file and the line, and says what to do. Thrown at start only.</summary>
public sealed class DefinitionException(string file, long line, string message, string hint, Exception? inner = null)
    : Exception($"{file}, line {line}: {message} {hint}", inner)
{
    public string File { get; } = file;

    public long Line { get; } = line;

    /// <summary>The error, without the place and the hint.</summary>
    public string Reason { get; } = message;

    /// <summary>The place and what is wrong, without the hint.</summary>
    public string Finding { get; } = $"{file}, line {line}: {message}";

    public string Hint { get; } = hint;
}
