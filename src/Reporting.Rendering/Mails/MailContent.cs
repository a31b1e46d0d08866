using System.Text.Json.Serialization;
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
    [JsonIgnore]
    public ValueText Words => ValueText.In(Language);

    /// <summary>The changes since the last mail to the recipient; null if there is none to compare with.</summary>
    public MailChanges? Changes { get; init; }

    /// <summary>Pages where more is shown.</summary>
    public IReadOnlyList<MailPage> Pages { get; init; } = [];
}

/// <summary>A link to a page.</summary>
public sealed record MailPage(string Caption, string Address);

/// <summary>The changes since the last mail.</summary>
/// <param name="Title">A heading, or a sentence that says that nothing changed.</param>
/// <param name="Rest">A link to all changes; null if all are shown.</param>
public sealed record MailChanges(string Title, IReadOnlyList<MailChangeGroup> Groups, MailLink? Rest);

/// <summary>New, corrected or withdrawn engagements. The caption counts all of them.</summary>
public sealed record MailChangeGroup(string Caption, IReadOnlyList<MailChange> Items);

/// <summary>One engagement: its start in words, and its title.</summary>
public sealed record MailChange(string Start, string Title);

/// <summary>A formatted figure and its previous value.</summary>
public sealed record MailFigure(string Caption, string Value, string? Change);

/// <summary>A link to a file, and the end of its validity.</summary>
public sealed record MailLink(string FileName, string Address, string Until);

/// <summary>The small table of a mail, formatted.</summary>
/// <param name="Figures">True for each column of figures.</param>
/// <param name="More">Names the omitted rows; null when the table is complete.</param>
public sealed record MailTable(string Title, IReadOnlyList<string> Columns, IReadOnlyList<bool> Figures, IReadOnlyList<IReadOnlyList<string>> Rows, IReadOnlyList<string>? Total, string? More);
