namespace Reporting.Rendering.Templates;

/// <summary>The known values for some columns of the template.</summary>
/// <param name="Columns">The columns that offer the values.</param>
/// <param name="IsClosed">True when no other values are accepted. Otherwise a new code becomes a new member.</param>
public sealed record TemplateList(string Title, IReadOnlyList<string> Columns, bool IsClosed, IReadOnlyList<(string Code, string Name)> Members);
