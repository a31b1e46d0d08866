namespace Reporting.Warehouse.Definitions;

/// <summary>A definition file that cannot be used: names the file and the line, and says what to do. Thrown at start only.</summary>
public sealed class DefinitionException(string file, long line, string message, string hint, Exception? inner = null)
    : Exception($"{file}, line {line}: {message} {hint}", inner)
{
    public string File { get; } = file;

    public long Line { get; } = line;

    public string Hint { get; } = hint;
}
