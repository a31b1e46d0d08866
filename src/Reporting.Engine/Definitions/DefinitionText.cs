namespace Reporting.Engine.Definitions;

/// <summary>A definition's text, to say on which line something stands.</summary>
internal sealed class DefinitionText(string name, string text)
{
    public DefinitionException At(string word, string message, string hint)
    {
        var lines = text.Split('\n');
        var line = Array.FindIndex(lines, l => l.Contains(word, StringComparison.Ordinal));
        return new DefinitionException(name, Math.Max(line, 0) + 1, message, hint);
    }
}
