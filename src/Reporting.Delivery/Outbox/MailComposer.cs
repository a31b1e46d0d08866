using System.Globalization;
using Microsoft.Extensions.Options;
using MimeKit;
using Reporting.Delivery.Links;
using Reporting.Delivery.Mail;
using Reporting.Delivery.SavedReports;
using Reporting.Delivery.Schedules;
using Reporting.Delivery.Subscriptions;
using Reporting.Engine.Languages;
using Reporting.Engine.Model;
using Reporting.Rendering.Mails;
using Reporting.Rendering.Values;
using Reporting.Warehouse.Problems;

namespace Reporting.Delivery.Outbox;

/// <summary>Composes the mail of one delivery: texts, files, and links instead of files that would make it too large.</summary>
public sealed class MailComposer(MailLinks links, ReportFinder reports, TimeProvider time, IOptions<MailOptions> options)
{
    // Reserved for texts and headers.
    private const int BytesForTexts = 100_000;

    private const int MaxChanges = 5;

    private readonly MailboxAddress _from = MailboxAddress.Parse(options.Value.From);

    /// <param name="contents">The files, in the order of the prepared mail.</param>
    /// <param name="changes">The changes since the last mail; null if there is none to compare with.</param>
    public async Task<ComposedMail> WriteAsync(Subscription subscription, MailDelivery delivery, PreparedMail mail, IReadOnlyList<ReadOnlyMemory<byte>> contents, EngagementChanges? changes)
    {
        var isLinked = Linked(subscription, mail);
        var until = time.GetUtcNow().AddDays(options.Value.LinkDays);
        var values = Values(subscription, delivery, mail);
        var unsubscribe = links.OfUnsubscribe(subscription.Id, delivery.Recipient);
        var content = new MailContent(
            Language: mail.Summary.Language,
            Subject: OneLine(Mark(mail.Summary) + MailTemplate.Fill(subscription.Definition.Subject ?? "{headline}", values)),
            Opening: subscription.Definition.Body is { } body ? MailTemplate.Fill(body, values) : null,
            Summary: mail.Summary,
            Notes: [.. delivery.Note is { } note ? (string[])[note] : [], .. TooLargeNotes(subscription, mail, isLinked)],
            Files: [.. mail.Files.Where((_, i) => !isLinked[i]).Select(f => f.FileName)],
            Links: [.. mail.Files.Select((f, i) => (File: f, Index: i)).Where(f => isLinked[f.Index]).Select(f => new MailLink(f.File.FileName, links.Of(new FileLink(delivery.Id, f.Index, until)), Language.Of(mail.Summary.Language).Time(until)))],
            Closing: Closing(subscription, subscription.Definition.Name ?? mail.Summary.Title, mail.Summary.Language),
            Unsubscribe: unsubscribe)
        {
            Changes = changes is null ? null : ChangesFormatter.Of(changes, mail.Summary.Language, MaxChanges, words => new MailLink(
                Captions.Format(words.Captions.AllChanges, words.Of((long)changes.Count, ValueFormat.Count)), links.Of(new FileLink(delivery.Id, FileLink.Changes, until)), words.Language.Time(until))),
        };
        var attachments = mail.Files.Zip(contents).Where((_, i) => !isLinked[i]).Select(f => MailMessageBuilder.File(f.First.FileName, f.First.ContentType, f.Second));
        return await ComposeAsync(subscription, delivery, content, attachments, unsubscribe);
    }

    /// <summary>Tells a recipient that their report could not be made, when the owner may not read the reason.</summary>
    public Task<ComposedMail> WriteUnmadeAsync(Subscription subscription, MailDelivery delivery, Problem problem)
    {
        var words = ValueText.In(subscription.Definition.Language);
        var unsubscribe = links.OfUnsubscribe(subscription.Id, delivery.Recipient);
        var content = new MailContent(
            words.Language.Code, OneLine(Captions.Format(words.Captions.BrokenSubject, words.Apart(subscription.TitleIn(reports)))), null, null,
            [Captions.Format(words.Captions.NotMadeForYou, words.Apart($"{problem.Message} {problem.Hint}"))], [], [], Closing(subscription, subscription.TitleIn(reports), words.Language.Code), unsubscribe);
        return ComposeAsync(subscription, delivery, content, [], unsubscribe);
    }

    /// <summary>Tells an owner about a failure.</summary>
    public Task<ComposedMail> WriteNoticeAsync(Subscription subscription, MailDelivery delivery)
    {
        var words = ValueText.In(subscription.Definition.Language);
        var content = new MailContent(
            words.Language.Code, OneLine(Captions.Format(words.Captions.BrokenSubject, words.Apart(subscription.TitleIn(reports)))),
            $"{delivery.Note}\n\n{words.Captions.BrokenMore}\n{links.Home}/subscriptions/{subscription.Id}", null, [], [], [], Closing(subscription, subscription.TitleIn(reports), words.Language.Code), null);
        return ComposeAsync(subscription, delivery, content, [], null);
    }

    /// <summary>A message of the outbox as a mail to one recipient.</summary>
    public Task<ComposedMail> WriteMessageAsync(MailDelivery delivery, MailContent content) => ComposeAsync(delivery, ([delivery.Recipient], []), content, [], content.Unsubscribe);

    private Task<ComposedMail> ComposeAsync(Subscription subscription, MailDelivery delivery, MailContent content, IEnumerable<MimePart> files, string? unsubscribe) =>
        ComposeAsync(delivery, VisibleRecipients(subscription, delivery), content, files, unsubscribe);

    private async Task<ComposedMail> ComposeAsync(
        MailDelivery delivery, (IReadOnlyList<string> To, IReadOnlyList<string> Cc) visible, MailContent content, IEnumerable<MimePart> files, string? unsubscribe)
    {
        var (text, html) = (MailText.Of(content), await MailMarkup.OfAsync(content));
        var message = MailMessageBuilder.Build(
            delivery.MessageId, time.GetUtcNow(), _from, visible.To, visible.Cc, content.Subject, $"{delivery.SubscriptionId}.{_from.Domain}", unsubscribe, MailMessageBuilder.Body(text, html, files));
        return new ComposedMail(new Envelope(_from.Address, delivery.Recipient, delivery.MessageId), message, content.Subject, text, html, content.Files, [.. content.Links.Select(l => l.FileName)]);
    }

    // A mail with a recipient's own parameters shows only that recipient. Other mails show to and cc, but never bcc.
    private static (IReadOnlyList<string> To, IReadOnlyList<string> Cc) VisibleRecipients(Subscription subscription, MailDelivery delivery)
    {
        var (definition, recipients) = (subscription.Definition, subscription.Definition.Recipients);
        return delivery.Kind == MailDelivery.Notice || definition.PerRecipient.Count > 0 || recipients.To.Count == 0 ? ([delivery.Recipient], []) : (recipients.To, recipients.Cc);
    }

    private bool[] Linked(Subscription subscription, PreparedMail mail)
    {
        var alwaysLink = subscription.Definition.Formats.Contains(SubscriptionCheck.Link);
        long size = BytesForTexts;
        return [.. mail.Files.Select(file =>
        {
            var newSize = size + MailMessageBuilder.SizeOf(file.Bytes);
            if (alwaysLink || newSize > options.Value.MaxBytes)
            {
                return true;
            }

            size = newSize;
            return false;
        })];
    }

    private IEnumerable<string> TooLargeNotes(Subscription subscription, PreparedMail mail, bool[] isLinked)
    {
        var words = ValueText.In(mail.Summary.Language);
        return subscription.Definition.Formats.Contains(SubscriptionCheck.Link)
            ? []
            : mail.Files.Where((_, i) => isLinked[i]).Select(f =>
                Captions.Format(words.Captions.NotAttached, words.Apart(f.FileName), Megabytes(MailMessageBuilder.SizeOf(f.Bytes)), Megabytes(options.Value.MaxBytes)));
    }

    // Explains why the recipient gets the mail.
    private static string Closing(Subscription subscription, string title, string language)
    {
        var words = ValueText.In(language);
        return Captions.Format(
            words.Captions.SetUpBy, words.Apart(OneLine(title)), ScheduleFormatter.Of(subscription.Definition.Schedule, words), words.Apart(subscription.Definition.TimeZone), words.Apart(OneLine(subscription.Owner)));
    }

    private static Dictionary<string, string> Values(Subscription subscription, MailDelivery delivery, PreparedMail mail)
    {
        var words = ValueText.In(mail.Summary.Language);
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(delivery.Due, TimeZoneInfo.FindSystemTimeZoneById(subscription.Definition.TimeZone)).DateTime);
        return new()
        {
            ["headline"] = mail.Summary.Headline ?? mail.Summary.Title,
            ["report"] = mail.Summary.Title,
            ["name"] = subscription.Definition.Name ?? mail.Summary.Title,
            ["date"] = words.Of(day, ValueFormat.Text),
            ["shows"] = mail.Summary.Filters,
            ["data_version"] = mail.DataVersion.ToString(CultureInfo.InvariantCulture),
            ["data_as_of"] = words.Captions.AsOf(mail.DataAsOf, words.Language),
            ["recipient"] = delivery.Recipient,
        };
    }

    private static string Megabytes(long bytes) => (bytes / 1048576.0).ToString("0.0", CultureInfo.InvariantCulture);

    // First in the subject, so that no list of mails cuts it off.
    internal static string Mark(MailSummary summary) => summary.Invented ? $"[{ValueText.In(summary.Language).Captions.InventedData}] " : string.Empty;

    // User text in a header must not contain control characters, and its length is limited.
    internal static string OneLine(string text)
    {
        var line = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        return line.Length > 250 ? string.Concat(line.AsSpan(0, 249), "…") : line;
    }
}

/// <summary>A mail that is ready to send, with its contents.</summary>
/// <param name="Attached">Names of the attached files.</param>
/// <param name="Linked">Names of the linked files.</param>
public sealed record ComposedMail(
    Envelope Envelope, MimeMessage Message, string Subject, string Text, string Html, IReadOnlyList<string> Attached, IReadOnlyList<string> Linked);
