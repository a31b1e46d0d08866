namespace Reporting.Api.ReportPages;

/// <summary>Something that can be chosen in a field.</summary>
public sealed record FormChoice(string Value, string Name, bool IsChosen);
