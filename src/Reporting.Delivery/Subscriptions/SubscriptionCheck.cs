using Reporting.Delivery.Files;
using Reporting.Delivery.Mail;
using Reporting.Delivery.SavedReports;
using Reporting.Delivery.Schedules;
using Reporting.Engine.Access;
using Reporting.Engine.Definitions;
using Reporting.Warehouse.Problems;

namespace Reporting.Delivery.Subscriptions;

/// <summary>Validates a definition before it is stored, and returns it in normalised form.</summary>
public sealed class SubscriptionCheck(ReportPlanner planner, ReportFinder reports, EditionReader editions, MailAddresses addresses, TimeProvider time)
{
    public const string Link = "link";

    private const int MaxRecipients = 500;
    private const int MaxName = 200;
    private const int MaxBody = 5_000;

    private static readonly string[] Formats = ["pdf", "xlsx", "csv", Link];

    public async Task<Outcome<ValidatedSubscription>> CheckAsync(SubscriptionDefinition requested, Caller owner, CancellationToken cancellationToken)
    {
        if (!ReadRecipients(requested.Recipients).IsValue(out var recipients, out var problem)
            || !ReadPerRecipient(requested, recipients).IsValue(out var perRecipient, out problem)
            || !ReadNotify(requested.Notify).IsValue(out var notify, out problem)
            || !ScheduleReader.Read(requested.Schedule, requested.TimeZone).IsValue(out var schedule, out problem))
        {
            return problem;
        }

        var definition = requested with { Recipients = recipients, PerRecipient = perRecipient, Notify = notify.Length == 0 ? null : notify, Formats = [.. requested.Formats.Distinct()] };
        if ((CheckTexts(definition) ?? await CheckFilesAsync(definition, owner, cancellationToken)) is { } invalid)
        {
            return invalid;
        }

        return DuePlan.Due(definition, schedule, time.GetUtcNow()).Any()
            ? new ValidatedSubscription(await NamedAsync(definition, owner, cancellationToken), schedule)
            : new Problem(ErrorCodes.NeverDue, "The subscription would never be due: the schedule has no due time between 'starts' and 'ends'.", "Move 'ends' to a later day, or omit it.");
    }

    /// <summary>All problems of a definition, for a form that shows each at its field. <see cref="CheckAsync"/> returns the first one.</summary>
    public async Task<IReadOnlyList<Problem>> ProblemsOfAsync(SubscriptionDefinition requested, Caller owner, CancellationToken cancellationToken)
    {
        var addressProblems = requested.Recipients.All().Select(r => addresses.Read(r.Address).Problem).OfType<Problem>().ToList();
        return
        [
            .. addressProblems.Count > 0 ? addressProblems : Found(ReadRecipients(requested.Recipients).Problem),
            .. ScheduleReader.ProblemsOf(requested.Schedule, requested.TimeZone),
            .. Found(CheckName(requested)), .. Found(CheckSubject(requested)), .. Found(CheckBody(requested)),
            .. Found(await CheckFilesAsync(requested, owner, cancellationToken)),
            .. Found((await CheckAsync(requested, owner, cancellationToken)).Problem),
        ];

        static IEnumerable<Problem> Found(Problem? problem) => problem is null ? [] : [problem];
    }

    // The id of a saved report says nothing to people, so its title names the subscription.
    private async Task<SubscriptionDefinition> NamedAsync(SubscriptionDefinition definition, Caller owner, CancellationToken cancellationToken) =>
        definition.Name is null && (await reports.FindAsync(definition.Report, owner, cancellationToken)).Value is { IsSaved: true } saved
            ? definition with { Name = saved.Title.In(definition.Language) }
            : definition;

    private Outcome<Recipients> ReadRecipients(Recipients requested)
    {
        var read = new List<(string Address, string Kind)>();
        foreach (var (address, kind) in requested.All())
        {
            if (!addresses.Read(address).IsValue(out var known, out var problem))
            {
                return problem;
            }

            // A recipient listed twice gets one mail, in the more visible field.
            if (read.All(r => r.Address != known))
            {
                read.Add((known, kind));
            }
        }

        return read.Count is 0 or > MaxRecipients
            ? new Problem(ErrorCodes.BadRecipients, $"Number of recipients: {read.Count}.", $"Name 1 to {MaxRecipients} in recipients.to, .cc and .bcc.")
            : new Recipients(Of("to"), Of("cc"), Of("bcc"));

        IReadOnlyList<string> Of(string kind) => [.. read.Where(r => r.Kind == kind).Select(r => r.Address)];
    }

    private static Outcome<IReadOnlyDictionary<string, IReadOnlyList<KeyValuePair<string, string>>>> ReadPerRecipient(SubscriptionDefinition requested, Recipients recipients)
    {
        var known = recipients.All().Select(r => r.Address).ToList();
        var read = new Dictionary<string, IReadOnlyList<KeyValuePair<string, string>>>();
        foreach (var (address, own) in requested.PerRecipient)
        {
            if (!known.Contains(address.Trim().ToLowerInvariant()))
            {
                return new Problem(ErrorCodes.BadRecipients, $"'{SafeText.Of(address)}' has its own parameters, but is not a recipient.", NearestName.Hint(address, known, "Add the address to the recipients."));
            }

            read[address.Trim().ToLowerInvariant()] = own;
        }

        return read;
    }

    private Outcome<string> ReadNotify(string? notify) => notify is null ? string.Empty : addresses.Read(notify);

    private static Problem? CheckTexts(SubscriptionDefinition definition) => CheckName(definition) ?? CheckSubject(definition) ?? CheckBody(definition);

    private static Problem? CheckName(SubscriptionDefinition definition) => definition.Name is { } name && (name.Trim().Length is 0 or > MaxName || name.Any(char.IsControl))
        ? new Problem(ErrorCodes.BadTemplate, $"The name must have 1 to {MaxName} characters on one line.", "Shorten or omit it.")
        : null;

    private static Problem? CheckSubject(SubscriptionDefinition definition) => definition.Subject is { } subject && (subject.Trim().Length is 0 or > MaxName || subject.Any(char.IsControl))
        ? new Problem(ErrorCodes.BadTemplate, $"The subject must have 1 to {MaxName} characters on one line.", "Shorten it, or omit it to use the report's title.")
        : MailTemplate.Check(definition.Subject);

    private static Problem? CheckBody(SubscriptionDefinition definition) =>
        definition.Body is { Length: > MaxBody } || definition.Body?.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')) == true
            ? new Problem(ErrorCodes.BadTemplate, $"The body must be plain text of at most {MaxBody} characters.", "Shorten it, and remove control characters.")
            : MailTemplate.Check(definition.Body);

    // Check with the owner's access rights. Those of the recipient are checked when the mail is made.
    private async Task<Problem?> CheckFilesAsync(SubscriptionDefinition definition, Caller owner, CancellationToken cancellationToken)
    {
        if (definition.Formats.Count == 0 || definition.Formats.FirstOrDefault(f => !Formats.Contains(f)) is not null)
        {
            var invalid = definition.Formats.FirstOrDefault(f => !Formats.Contains(f)) ?? string.Empty;
            return new Problem(ErrorCodes.BadFormat, $"'{SafeText.Of(invalid)}' is not a mail format.", NearestName.Hint(invalid, Formats, $"Formats: {string.Join(", ", Formats)}."));
        }

        return await editions.InForceAsync<Problem?>(definition.Edition, () => CheckReportAsync(definition, owner, cancellationToken), refused => refused, cancellationToken);
    }

    private async Task<Problem?> CheckReportAsync(SubscriptionDefinition definition, Caller owner, CancellationToken cancellationToken)
    {
        if (!(await reports.FindAsync(definition.Report, owner, cancellationToken)).IsValue(out var report, out var problem))
        {
            return problem;
        }

        foreach (var recipient in definition.Recipients.All().Select(r => definition.PerRecipient.ContainsKey(r.Address) ? r.Address : string.Empty).Distinct().DefaultIfEmpty(string.Empty))
        {
            foreach (var format in FormatsOf(definition))
            {
                var request = new ReportRequest(definition.Report, format, null, definition.ParametersFor(recipient)) { Definition = report };
                if (!(await planner.PlanAsync(request, owner, cancellationToken)).IsValue(out _, out problem))
                {
                    return problem;
                }
            }
        }

        return null;
    }

    /// <summary>The formats of the files to make. The format <c>link</c> alone means a link to the PDF.</summary>
    public static IReadOnlyList<string> FormatsOf(SubscriptionDefinition definition) =>
        definition.Formats.Where(f => f != Link).ToList() is { Count: > 0 } formats ? formats : ["pdf"];
}

/// <summary>A valid definition and its schedule.</summary>
public sealed record ValidatedSubscription(SubscriptionDefinition Definition, Schedule Schedule);
