using Reporting.Engine.Model;
using Reporting.Rendering.Mails;
using Reporting.Rendering.Values;

namespace Reporting.Delivery.Outbox;

/// <summary>Writes the changes since the last mail in the language of the mail.</summary>
public static class ChangesFormatter
{
    /// <param name="max">The most changes in all; the captions count all of them.</param>
    /// <param name="rest">Makes the link to all changes, for a mail that does not show all.</param>
    public static MailChanges Of(EngagementChanges changes, string language, int max, Func<ValueText, MailLink>? rest)
    {
        var words = ValueText.In(language);
        var since = words.Language.Time(changes.Since);
        var shown = changes.First(max);
        return changes.Count == 0
            ? new MailChanges(Captions.Format(words.Captions.NoChanges, since), [], null)
            : new MailChanges(
                Captions.Format(words.Captions.ChangesSince, since),
                [
                    .. Group(words.Captions.Added, changes.Added, shown.Added),
                    .. Group(words.Captions.Corrected, changes.Corrected, shown.Corrected),
                    .. Group(words.Captions.Withdrawn, changes.Withdrawn, shown.Withdrawn),
                ],
                changes.Count > max ? rest?.Invoke(words) : null);

        IEnumerable<MailChangeGroup> Group(string caption, IReadOnlyList<MailedEngagement> all, IReadOnlyList<MailedEngagement> some) => all.Count == 0
            ? []
            : [new MailChangeGroup($"{caption} ({words.Of((long)all.Count, ValueFormat.Count)})", [.. some.Select(e => new MailChange(e.Start, e.Title))])];
    }
}
