namespace Reporting.Engine.Sql;

/// <summary>One statement with its parameters, and where each of its columns stands.</summary>
public sealed record CompiledStatement(string Text, IReadOnlyDictionary<string, object> Parameters, RowShape Shape);
