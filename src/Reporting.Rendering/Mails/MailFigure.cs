namespace Reporting.Rendering.Mails;

/// <summary>A figure as it reads, and what it was before.</summary>
public sealed record MailFigure(string Caption, string Value, string? Change);
