using Reporting.Rendering.Values;

namespace Reporting.Rendering.Mails;

/// <summary>All that a mail says, ready to be laid out as HTML and as plain text.</summary>
/// <param name="Language">ISO 639-1: in which all of it is said.</param>
/// <param name="Opening">The owner's own words; null for none.</param>
/// <param name="Notes">Sentences about this mail: occurrences it stands for, why a file is not attached.</param>
/// <param name="Files">Names of what is attached.</param>
/// <param name="Links">Names and addresses of what is not.</param>
/// <param name="Closing">Why one gets it.</param>
/// <param name="Unsubscribe">Where one says that one wants no more; null in a mail that is no subscription's.</param>
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

/// <summary>A figure as it reads, and what it was before.</summary>
public sealed record MailFigure(string Caption, string Value, string? Change);

/// <summary>A file that is fetched, and until when.</summary>
public sealed record MailLink(string FileName, string Address, string Until);

/// <summary>The small table of a mail, as it reads.</summary>
/// <param name="Figures">Which columns hold figures.</param>
/// <param name="More">Says what is left out; null where nothing is.</param>
public sealed record MailTable(string Title, IReadOnlyList<string> Columns, IReadOnlyList<bool> Figures, IReadOnlyList<IReadOnlyList<string>> Rows, IReadOnlyList<string>? Total, string? More);
