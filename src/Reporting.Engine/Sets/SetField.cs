namespace Reporting.Engine.Sets;

/// <summary>A column of the rows that are read.</summary>
public sealed record SetField(string Name, SetKind Kind, bool IsNullable, int Ordinal, long Divisor);
