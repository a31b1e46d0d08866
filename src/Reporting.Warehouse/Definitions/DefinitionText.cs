namespace Reporting.Warehouse.Definitions;

/// <summary>A definition's text, to say on which line something stands.</summary>
public sealed class DefinitionText(string name, string text)
{
    public T Choice<T>(string? value, string key)
        where T : struct, Enum =>
        Words.Parse<T>(value ?? string.Empty) ?? throw At(value ?? key, $"'{value}' is not a value of '{key}'.", $"Known are: {Words.All<T>()}.");

    public void RefuseTwins(IEnumerable<string> ids)
    {
        foreach (var twin in ids.GroupBy(i => i).Where(g => g.Skip(1).Any()))
        {
            throw At(twin.Key, $"'{twin.Key}' is there twice.", "Names are unique: give each its own.");
        }
    }

    public DefinitionException At(string word, string message, string hint)
    {
        var lines = text.Split('\n');
        var line = Array.FindIndex(lines, l => l.Contains(word, StringComparison.Ordinal));
        return new DefinitionException(name, Math.Max(line, 0) + 1, message, hint);
    }
}
