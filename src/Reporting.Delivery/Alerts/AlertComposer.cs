using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Reporting.Delivery.Links;
using Reporting.Delivery.Outbox;
using Reporting.Engine.Languages;
using Reporting.Rendering.Mails;
using Reporting.Rendering.Values;
using Reporting.Warehouse.Text;

namespace Reporting.Delivery.Alerts;

/// <summary>Writes the messages of a check: what met the condition, how it is counted, and where it is shown.</summary>
public sealed class AlertComposer(OutboxEntries entries, MailLinks links)
{
    private const int MaxRows = 20;
    private const int MaxSent = 1_000;

    // The body is JSON for programs, so letters of all scripts stay readable.
    private static readonly JsonSerializerOptions Json = new(AlertDefinition.Json) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public IEnumerable<MailDelivery> Messages(Alert alert, AlertCheck check, IReadOnlyList<AlertItem> items, AlertFinding finding)
    {
        var definition = alert.Definition;
        var message = new OutboxMessage
        {
            Title = definition.Name,
            Language = definition.Language,
            OwnerRoles = alert.OwnerRoles,
            Ambiguous = definition.Ambiguous,
            Notify = definition.Notify,
            Question = $"alert={alert.Id}&check={check.Number}&condition={EnumWord.Of(definition.Condition.Kind)}",
            DataVersion = finding.Version.Version,
            Rows = items.Count,
            Page = $"/alerts/{alert.Id}",
            Mail = Mail(alert, items, finding),
            Body = Body(alert, check, items, finding),
        };
        return entries.Messages(alert.Id, alert.Owner, check.Occurrence, message, definition.Recipients, definition.Webhooks);
    }

    private MailContent Mail(Alert alert, IReadOnlyList<AlertItem> items, AlertFinding finding)
    {
        var (definition, words, phrases) = (alert.Definition, ValueText.In(alert.Definition.Language), AlertPhrases.In(alert.Definition.Language));
        var headline = phrases.Headline(definition.Condition, finding, items);
        var summary = new MailSummary(
            definition.Name, definition.Language, string.Empty, finding.Filters, string.Join(' ', finding.Counting),
            Captions.Format(words.Captions.VersionAsOf, words.Captions.DataVersion, finding.Version.Version, words.Captions.AsOf(finding.Version.AsOf, words.Language)),
            finding.Handling,
            items is [{ Key.Length: 0, Value: { } value } whole] ? [new MailFigure(finding.Caption, value, whole.Before is { } before ? Captions.Format(phrases.WasBefore, before) : null)] : [],
            items.Any(i => i.Key.Length > 0) ? Table(definition, items, finding, words, phrases) : null)
        {
            Headline = headline,
            Invented = finding.Version.IsInvented,
        };
        return new MailContent(
            definition.Language, MailComposer.OneLine($"{MailComposer.Mark(summary)}{definition.Name}: {headline}"), null, summary, [], [], [],
            Captions.Format(phrases.SetUpBy, words.Apart(definition.Name), words.Apart(alert.Owner)), null)
        {
            Pages = [new MailPage(phrases.ShowFigures, links.Home + finding.Page), new MailPage(phrases.ShowAlert, $"{links.Home}/alerts/{alert.Id}")],
        };
    }

    private static MailTable Table(AlertDefinition definition, IReadOnlyList<AlertItem> items, AlertFinding finding, ValueText words, AlertPhrases phrases)
    {
        var hasBefore = items.Any(i => i.Before is not null);
        var isOfList = definition.Condition.IsOfList;
        var (commitments, isOfCommitments) = (Language.Of(definition.Language).Phrases.Commitments, definition.Condition.Kind == AlertKind.OverdueCommitments);
        string[] named = isOfCommitments ? [commitments.Commitment, commitments.Due] : isOfList ? [phrases.Engagement, phrases.Date] : [finding.By, finding.Caption];
        string[] columns = [.. named, .. hasBefore ? [phrases.Before] : (string[])[]];
        return new MailTable(
            finding.Caption, columns, [.. columns.Select((_, i) => i > 0 && !isOfList)],
            [.. items.Take(MaxRows).Select(i => (IReadOnlyList<string>)[i.Label, i.Value ?? string.Empty, .. hasBefore ? [i.Before ?? string.Empty] : (string[])[]])],
            null, items.Count > MaxRows ? Captions.Format(words.Captions.FirstRows, MaxRows, items.Count) : null);
    }

    private string Body(Alert alert, AlertCheck check, IReadOnlyList<AlertItem> items, AlertFinding finding) => JsonSerializer.Serialize(
        new
        {
            type = "alert.met",
            alert = new { alert.Id, alert.Definition.Name, page = $"{links.Home}/alerts/{alert.Id}" },
            check = check.Number,
            at = check.At.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            alert.Definition.Condition,
            dataVersion = finding.Version.Version,
            dataAsOf = finding.Version.AsOf,
            invented = finding.Version.IsInvented,
            counts = finding.Caption,
            finding.Filters,
            finding.Counting,
            finding.Handling,
            page = links.Home + finding.Page,
            itemsInAll = items.Count,
            items = items.Take(MaxSent).Select(i => new { i.Key, i.Label, i.Number, i.Value, i.Before, page = i.Page is { } page ? links.Home + page : null }),
        },
        Json);
}
