namespace Reporting.Rendering.Mails;

/// <summary>The small table of a mail, as it reads.</summary>
/// <param name="Figures">Which columns hold figures.</param>
/// <param name="More">Says what is left out; null where nothing is.</param>
public sealed record MailTable(string Title, IReadOnlyList<string> Columns, IReadOnlyList<bool> Figures, IReadOnlyList<IReadOnlyList<string>> Rows, IReadOnlyList<string>? Total, string? More);
