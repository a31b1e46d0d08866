namespace Reporting.Rendering.Mails;

/// <summary>A file that is fetched, and until when.</summary>
public sealed record MailLink(string FileName, string Address, string Until);
