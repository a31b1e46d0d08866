using Reporting.Delivery.Files;
using Reporting.Delivery.Mail;
using Reporting.Delivery.Schedules;
using Reporting.Engine.Access;
using Reporting.Warehouse.Problems;

namespace Reporting.Delivery.Subscriptions;

/// <summary>Says what is wrong with a definition, as far as that is known before it is due; what is right comes back in its one form.</summary>
public sealed class SubscriptionCheck(ReportFiles files, MailAddresses addresses, TimeProvider time)
{
    public const string Link = "link";

    private const int MaxRecipients = 500;
    private const int MaxName = 200;
    private const int MaxBody = 5_000;

    private static readonly string[] Formats = ["pdf", "xlsx", "csv", Link];

    public Outcome<ValidatedSubscription> Check(SubscriptionDefinition asked, Caller owner)
    {
        if (!ReadRecipients(asked.Recipients).IsValue(out var recipients, out var problem)
            || !ReadPerRecipient(asked, recipients).IsValue(out var perRecipient, out problem)
            || !ReadNotify(asked.Notify).IsValue(out var notify, out problem)
            || !ScheduleReader.Read(asked.Schedule, asked.TimeZone).IsValue(out var schedule, out problem))
        {
            return problem;
        }

        var definition = asked with { Recipients = recipients, PerRecipient = perRecipient, Notify = notify.Length == 0 ? null : notify, Formats = [.. asked.Formats.Distinct()] };
        if ((Words(definition) ?? Files(definition, owner)) is { } wrong)
        {
            return wrong;
        }

        return DuePlan.Due(definition, schedule, time.GetUtcNow()).Any()
            ? new ValidatedSubscription(definition, schedule)
            : new Problem(ErrorCodes.NeverDue, "It would never be due: the schedule and the days from 'starts' to 'ends' have nothing in common.", "Move 'ends' to a later day, or leave it out.");
    }

    private Outcome<Recipients> ReadRecipients(Recipients asked)
    {
        var read = new List<(string Address, string Kind)>();
        foreach (var (address, kind) in asked.All())
        {
            if (!addresses.Read(address).IsValue(out var known, out var problem))
            {
                return problem;
            }

            // Whoever stands twice gets one copy, by the more visible line.
            if (read.All(r => r.Address != known))
            {
                read.Add((known, kind));
            }
        }

        return read.Count is 0 or > MaxRecipients
            ? new Problem(ErrorCodes.BadRecipients, $"There are {read.Count} recipients.", $"Name 1 to {MaxRecipients} in recipients.to, .cc and .bcc.")
            : new Recipients(Of("to"), Of("cc"), Of("bcc"));

        IReadOnlyList<string> Of(string kind) => [.. read.Where(r => r.Kind == kind).Select(r => r.Address)];
    }

    private static Outcome<IReadOnlyDictionary<string, IReadOnlyList<KeyValuePair<string, string>>>> ReadPerRecipient(SubscriptionDefinition asked, Recipients recipients)
    {
        var known = recipients.All().Select(r => r.Address).ToList();
        var read = new Dictionary<string, IReadOnlyList<KeyValuePair<string, string>>>();
        foreach (var (address, own) in asked.PerRecipient)
        {
            if (!known.Contains(address.Trim().ToLowerInvariant()))
            {
                return new Problem(ErrorCodes.BadRecipients, $"'{SafeText.Of(address)}' has parameters of its own, and is no recipient.", NearestName.Hint(address, known, "Add the address to the recipients."));
            }

            read[address.Trim().ToLowerInvariant()] = own;
        }

        return read;
    }

    private Outcome<string> ReadNotify(string? notify) => notify is null ? string.Empty : addresses.Read(notify);

    private static Problem? Words(SubscriptionDefinition definition)
    {
        if (definition.Name is { } name && (name.Trim().Length is 0 or > MaxName || name.Any(char.IsControl)))
        {
            return new Problem(ErrorCodes.BadTemplate, $"The name has 1 to {MaxName} characters on one line.", "Shorten it, or leave it out.");
        }

        if (definition.Subject is { } subject && (subject.Trim().Length is 0 or > MaxName || subject.Any(char.IsControl)))
        {
            return new Problem(ErrorCodes.BadTemplate, $"The subject has 1 to {MaxName} characters on one line.", "Shorten it, or leave it out: then it is the report's title.");
        }

        if (definition.Body is { Length: > MaxBody } || definition.Body?.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')) == true)
        {
            return new Problem(ErrorCodes.BadTemplate, $"The body has at most {MaxBody} characters of plain text.", "Shorten it.");
        }

        return MailTemplate.Check(definition.Subject) ?? MailTemplate.Check(definition.Body);
    }

    // With the owner's eyes: a recipient may see less, which shows when the mail is made.
    private Problem? Files(SubscriptionDefinition definition, Caller owner)
    {
        if (definition.Formats.Count == 0 || definition.Formats.FirstOrDefault(f => !Formats.Contains(f)) is not null)
        {
            var wrong = definition.Formats.FirstOrDefault(f => !Formats.Contains(f)) ?? string.Empty;
            return new Problem(ErrorCodes.BadFormat, $"'{SafeText.Of(wrong)}' is not a format of mails.", NearestName.Hint(wrong, Formats, $"Known are: {string.Join(", ", Formats)}."));
        }

        return definition.Recipients.All().Select(r => definition.PerRecipient.ContainsKey(r.Address) ? r.Address : string.Empty).Distinct()
            .SelectMany(recipient => FormatsOf(definition).Select(format => files.Read(new ReportRequest(definition.Report, format, null, definition.ParametersFor(recipient)), owner).Problem))
            .FirstOrDefault(problem => problem is not null);
    }

    /// <summary>The files that are made: a link alone is one to the PDF.</summary>
    public static IReadOnlyList<string> FormatsOf(SubscriptionDefinition definition) =>
        definition.Formats.Where(f => f != Link).ToList() is { Count: > 0 } formats ? formats : ["pdf"];
}

/// <summary>A definition that can be kept, with its schedule read.</summary>
public sealed record ValidatedSubscription(SubscriptionDefinition Definition, Schedule Schedule);
