
namespace Reporting.Engine.Model;

/// <summary>A classification of information (handling) by code and name.</summary>
public sealed record Classification(string Code, string Name);
