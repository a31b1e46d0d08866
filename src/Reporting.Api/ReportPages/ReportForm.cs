using Reporting.Engine.Languages;

namespace Reporting.Api.ReportPages;

/// <summary>A report's parameters as a form, filled in as asked.</summary>
/// <param name="Languages">Empty where there is nothing to choose.</param>
public sealed record ReportForm(string Report, Language Language, string Title, string Description, IReadOnlyList<FormField> Fields, IReadOnlyList<FormChoice> Languages);
