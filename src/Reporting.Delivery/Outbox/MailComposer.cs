using System.Globalization;
using Microsoft.Extensions.Options;
using MimeKit;
using Reporting.Delivery.Links;
using Reporting.Delivery.Mail;
using Reporting.Delivery.Schedules;
using Reporting.Delivery.Subscriptions;
using Reporting.Engine.Languages;
using Reporting.Engine.Model;
using Reporting.Rendering.Mails;
using Reporting.Rendering.Values;
using Reporting.Warehouse.Problems;

namespace Reporting.Delivery.Outbox;

/// <summary>Writes the mail of one copy: its words, its files, and links in place of those that would make it too large.</summary>
public sealed class MailComposer(MailLinks links, TimeProvider time, IOptions<MailOptions> options)
{
    // For the texts and the heads, generously.
    private const int RoomForTexts = 100_000;

    private readonly MailboxAddress from = MailboxAddress.Parse(options.Value.From);

    /// <param name="contents">The files, in the order in which the prepared mail names them.</param>
    public async Task<ComposedMail> WriteAsync(Subscription subscription, MailDelivery copy, PreparedMail mail, IReadOnlyList<ReadOnlyMemory<byte>> contents)
    {
        var isLinked = Linked(subscription, mail);
        var until = time.GetUtcNow().AddDays(options.Value.LinkDays);
        var values = Values(subscription, copy, mail);
        var unsubscribe = links.OfUnsubscribe(subscription.Id, copy.Recipient);
        var letter = new MailContent(
            Language: mail.Summary.Language,
            Subject: OneLine(MailTemplate.Fill(subscription.Definition.Subject ?? "{report}", values)),
            Opening: subscription.Definition.Body is { } body ? MailTemplate.Fill(body, values) : null,
            Summary: mail.Summary,
            Notes: [.. copy.Note is { } note ? (string[])[note] : [], .. TooLarge(subscription, mail, isLinked)],
            Files: [.. mail.Files.Where((_, i) => !isLinked[i]).Select(f => f.FileName)],
            Links: [.. mail.Files.Select((f, i) => (File: f, Index: i)).Where(f => isLinked[f.Index]).Select(f => new MailLink(f.File.FileName, links.Of(new FileLink(copy.Id, f.Index, until)), Language.Of(mail.Summary.Language).Time(until)))],
            Closing: Closing(subscription, mail.Summary.Language),
            Unsubscribe: unsubscribe);
        var attachments = mail.Files.Zip(contents).Where((_, i) => !isLinked[i]).Select(f => MailMessageBuilder.File(f.First.FileName, f.First.ContentType, f.Second));
        return await ComposeAsync(subscription, copy, letter, attachments, unsubscribe);
    }

    /// <summary>What tells a recipient that their report could not be made, where the owner may not know why.</summary>
    public Task<ComposedMail> WriteUnmadeAsync(Subscription subscription, MailDelivery copy, Problem problem)
    {
        var words = ValueText.In(subscription.Definition.Language);
        var unsubscribe = links.OfUnsubscribe(subscription.Id, copy.Recipient);
        var letter = new MailContent(
            words.Language.Code, OneLine(Captions.Format(words.Captions.BrokenSubject, words.Apart(subscription.Title))), null, null,
            [Captions.Format(words.Captions.NotMadeForYou, words.Apart($"{problem.Message} {problem.Hint}"))], [], [], Closing(subscription, words.Language.Code), unsubscribe);
        return ComposeAsync(subscription, copy, letter, [], unsubscribe);
    }

    /// <summary>What tells an owner that something is broken.</summary>
    public Task<ComposedMail> WriteNoticeAsync(Subscription subscription, MailDelivery copy)
    {
        var words = ValueText.In(subscription.Definition.Language);
        var letter = new MailContent(
            words.Language.Code, OneLine(Captions.Format(words.Captions.BrokenSubject, words.Apart(subscription.Title))),
            $"{copy.Note}\n\n{words.Captions.BrokenMore}\n{links.Home}/subscriptions/{subscription.Id}", null, [], [], [], Closing(subscription, words.Language.Code), null);
        return ComposeAsync(subscription, copy, letter, [], null);
    }

    private async Task<ComposedMail> ComposeAsync(Subscription subscription, MailDelivery copy, MailContent letter, IEnumerable<MimePart> files, string? unsubscribe)
    {
        var (text, html) = (MailText.Of(letter), await MailMarkup.OfAsync(letter));
        var (to, cc) = Shown(subscription, copy);
        var message = MailMessageBuilder.Build(
            copy.MessageId, time.GetUtcNow(), from, to, cc, letter.Subject, $"{subscription.Id}.{from.Domain}", unsubscribe, MailMessageBuilder.Body(text, html, files));
        return new ComposedMail(new Envelope(from.Address, copy.Recipient, copy.MessageId), message, letter.Subject, text, html, letter.Files, [.. letter.Links.Select(l => l.FileName)]);
    }

    // Who gets something of their own is written to alone; else everybody sees to and cc, and nobody bcc.
    private static (IReadOnlyList<string> To, IReadOnlyList<string> Cc) Shown(Subscription subscription, MailDelivery copy)
    {
        var (definition, recipients) = (subscription.Definition, subscription.Definition.Recipients);
        return copy.Kind == MailDelivery.Notice || definition.PerRecipient.Count > 0 || recipients.To.Count == 0 ? ([copy.Recipient], []) : (recipients.To, recipients.Cc);
    }

    private bool[] Linked(Subscription subscription, PreparedMail mail)
    {
        var isWish = subscription.Definition.Formats.Contains(SubscriptionCheck.Link);
        long size = RoomForTexts;
        return [.. mail.Files.Select(file =>
        {
            var larger = size + MailMessageBuilder.SizeOf(file.Bytes);
            if (isWish || larger > options.Value.MaxBytes)
            {
                return true;
            }

            size = larger;
            return false;
        })];
    }

    private IEnumerable<string> TooLarge(Subscription subscription, PreparedMail mail, bool[] isLinked)
    {
        var words = ValueText.In(mail.Summary.Language);
        return subscription.Definition.Formats.Contains(SubscriptionCheck.Link)
            ? []
            : mail.Files.Where((_, i) => isLinked[i]).Select(f =>
                Captions.Format(words.Captions.NotAttached, words.Apart(f.FileName), Megabytes(MailMessageBuilder.SizeOf(f.Bytes)), Megabytes(options.Value.MaxBytes)));
    }

    // Why one gets it.
    private static string Closing(Subscription subscription, string language)
    {
        var words = ValueText.In(language);
        return Captions.Format(
            words.Captions.SetUpBy, words.Apart(OneLine(subscription.Title)), ScheduleFormatter.Of(subscription.Definition.Schedule, words), words.Apart(subscription.Definition.TimeZone), words.Apart(OneLine(subscription.Owner)));
    }

    private static Dictionary<string, string> Values(Subscription subscription, MailDelivery copy, PreparedMail mail)
    {
        var words = ValueText.In(mail.Summary.Language);
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(copy.Due, TimeZoneInfo.FindSystemTimeZoneById(subscription.Definition.TimeZone)).DateTime);
        return new()
        {
            ["report"] = mail.Summary.Title,
            ["name"] = subscription.Title,
            ["date"] = words.Of(day, ValueFormat.Text),
            ["shows"] = mail.Summary.Filters,
            ["data_version"] = mail.DataVersion.ToString(CultureInfo.InvariantCulture),
            ["data_as_of"] = words.Captions.AsOf(mail.DataAsOf, words.Language),
            ["recipient"] = copy.Recipient,
        };
    }

    private static string Megabytes(long bytes) => (bytes / 1048576.0).ToString("0.0", CultureInfo.InvariantCulture);

    // Foreign text in a header: no line end, no other control character, not endless.
    private static string OneLine(string text)
    {
        var line = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        return line.Length > 250 ? string.Concat(line.AsSpan(0, 249), "…") : line;
    }
}

/// <summary>A mail ready to be handed over, and what is in it.</summary>
/// <param name="Attached">Names of the files inside.</param>
/// <param name="Linked">Names of the files that are fetched.</param>
public sealed record ComposedMail(
    Envelope Envelope, MimeMessage Message, string Subject, string Text, string Html, IReadOnlyList<string> Attached, IReadOnlyList<string> Linked);
