namespace Reporting.Rendering.Templates;

/// <summary>What may stand in some columns of the template.</summary>
/// <param name="Columns">The columns that offer it.</param>
/// <param name="IsClosed">True where nothing else is taken; else a new code is a new member.</param>
public sealed record TemplateList(string Title, IReadOnlyList<string> Columns, bool IsClosed, IReadOnlyList<(string Code, string Name)> Members);
