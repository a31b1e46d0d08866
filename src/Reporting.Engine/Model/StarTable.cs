namespace Reporting.Engine.Model;

/// <summary>Where code and name of a key stand: a dimension table of the star schema.</summary>
public sealed record StarTable(string Name, string KeyColumn, string CodeColumn, string NameColumn);
