
namespace Reporting.Engine.Model;

/// <summary>A handling marking by code and by name.</summary>
public sealed record Classification(string Code, string Name);
