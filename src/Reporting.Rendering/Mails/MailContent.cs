using Reporting.Rendering.Values;

namespace Reporting.Rendering.Mails;

/// <summary>The content of a mail, for HTML and plain text.</summary>
/// <param name="Language">The language of the whole mail, ISO 639-1.</param>
/// <param name="Opening">The owner's own text; null without one.</param>
/// <param name="Notes">Sentences about this mail: the occurrences that it covers, or why a file is not attached.</param>
/// <param name="Files">Names of attached files.</param>
/// <param name="Links">Links to files that are not attached.</param>
/// <param name="Closing">Why the recipient gets this mail.</param>
/// <param name="Unsubscribe">The address for unsubscribing; null for a mail without a subscription.</param>
public sealed record MailContent(
    string Language,
    string Subject,
    string? Opening,
    MailSummary? Summary,
    IReadOnlyList<string> Notes,
    IReadOnlyList<string> Files,
    IReadOnlyList<MailLink> Links,
    string Closing,
    string? Unsubscribe)
{
    public ValueText Words => ValueText.In(Language);
}

/// <summary>A formatted figure and its previous value.</summary>
public sealed record MailFigure(string Caption, string Value, string? Change);

/// <summary>A link to a file, and the end of its validity.</summary>
public sealed record MailLink(string FileName, string Address, string Until);

/// <summary>The small table of a mail, formatted.</summary>
/// <param name="Figures">True for each column of figures.</param>
/// <param name="More">What the table omits; null when it is complete.</param>
public sealed record MailTable(string Title, IReadOnlyList<string> Columns, IReadOnlyList<bool> Figures, IReadOnlyList<IReadOnlyList<string>> Rows, IReadOnlyList<string>? Total, string? More);
