using Reporting.Delivery.Mail;
using Reporting.Delivery.Schedules;
using Reporting.Delivery.Webhooks;
using Reporting.Engine.Access;
using Reporting.Engine.Languages;
using Reporting.Warehouse.Problems;

namespace Reporting.Delivery.Alerts;

/// <summary>Validates a definition before it is stored, and returns it in normalised form. Its query runs once, with the owner's rights.</summary>
public sealed class AlertDefinitionCheck(AlertReader reader, MailAddresses addresses, WebhookAddresses webhooks)
{
    private const int MaxName = 200;
    private const int MaxRecipients = 50;
    private const int MaxQuietHours = 8_760;

    public async Task<Outcome<AlertDefinition>> CheckAsync(AlertDefinition requested, Caller owner, CancellationToken cancellationToken)
    {
        var problems = await ProblemsOfAsync(requested, owner, cancellationToken);
        return problems.Count > 0
            ? problems[0]
            : requested with
            {
                Name = requested.Name.Trim(),
                Recipients = [.. requested.Recipients.Select(r => addresses.Read(r).Value!).Distinct()],
                Webhooks = [.. requested.Webhooks.Select(w => webhooks.Read(w).Value!.AbsoluteUri).Distinct()],
                Notify = requested.Notify is { } notify ? addresses.Read(notify).Value : null,
            };
    }

    /// <summary>All problems of a definition, for a form that shows each at its field.</summary>
    public async Task<IReadOnlyList<Problem>> ProblemsOfAsync(AlertDefinition requested, Caller owner, CancellationToken cancellationToken)
    {
        var problems = OwnProblems(requested).OfType<Problem>().ToList();
        if (problems.Exists(p => p.Is(ErrorCodes.BadAlert)))
        {
            return problems;
        }

        var asked = await reader.ReadAsync(requested, null, owner, isStored: false, cancellationToken);
        return asked.Problem is { } problem ? [.. problems, problem] : problems;
    }

    /// <summary>The problem of the definition's query; null if it can run.</summary>
    public Problem? QuestionProblem(AlertDefinition requested) => ConditionProblem(requested.Condition) ?? WatchProblem(requested) ?? LanguageProblem(requested);

    private IEnumerable<Problem?> OwnProblems(AlertDefinition requested)
    {
        yield return requested.Name.Trim().Length is 0 or > MaxName || requested.Name.Any(char.IsControl) ? AlertProblems.Bad($"The name must have 1 to {MaxName} characters on one line.", "Write what the alert is for.", "name") : null;
        yield return QuestionProblem(requested);
        yield return requested.QuietHours is < 0 or > MaxQuietHours ? AlertProblems.Bad($"The quiet time must be 0 to {MaxQuietHours:N0} hours.", "Write quietHours, such as 24.", "quietHours") : null;
        yield return requested.Recipients.Count + requested.Webhooks.Count is 0 or > MaxRecipients
            ? new Problem(ErrorCodes.BadRecipients, $"Number of recipients and webhooks: {requested.Recipients.Count + requested.Webhooks.Count}.", $"Name 1 to {MaxRecipients} in recipients and webhooks.")
            : null;
        foreach (var recipient in requested.Recipients.Concat(requested.Notify is { } notify ? [notify] : []))
        {
            yield return addresses.Read(recipient).Problem;
        }

        foreach (var webhook in requested.Webhooks)
        {
            yield return webhooks.Read(webhook).Problem;
        }

        foreach (var problem in requested.Schedule is { } schedule ? ScheduleReader.ProblemsOf(schedule, requested.TimeZone) : [])
        {
            yield return problem;
        }
    }

    private static Problem? LanguageProblem(AlertDefinition requested) => Language.All.All(l => l.Code != requested.Language)
        ? AlertProblems.Bad($"'{SafeText.Of(requested.Language)}' is not an available language.", $"Known values: {string.Join(", ", Language.All.Select(l => l.Code))}.", "language")
        : null;

    private static Problem? WatchProblem(AlertDefinition requested)
    {
        if (requested.Condition.Kind == AlertKind.Stale)
        {
            return requested.Query.Count > 0 || requested.Report is not null ? AlertProblems.Bad("The age of the data has no query.", "Omit 'query' and 'report'.") : null;
        }

        return requested.Report is null ? null
            : requested.Query.Count > 0 ? AlertProblems.Bad("An alert watches a query or a report.", "Omit one of 'query' and 'report'.")
            : requested.Condition.IsOfFigures ? null
            : AlertProblems.Bad("Of a report only a figure can be watched.", "Use above, below or changed; or watch a query.");
    }

    private static Problem? ConditionProblem(AlertCondition condition) => condition.Kind switch
    {
        AlertKind.Above or AlertKind.Below when condition.Value is null => AlertProblems.Bad("The condition needs a number.", "Write {\"kind\": \"above\", \"value\": 10}."),
        AlertKind.Changed when condition is not ({ Value: > 0, Percent: null } or { Value: null, Percent: > 0 }) => AlertProblems.Bad("The condition needs a number or a percentage above 0.", "Write {\"kind\": \"changed\", \"percent\": 20}, or \"value\"."),
        AlertKind.Silent when condition.Months is not (>= 1 and <= 1_200) => AlertProblems.Bad("The condition needs a number of months.", "Write {\"kind\": \"silent\", \"months\": 6}."),
        AlertKind.Stale when condition.Days is not (>= 1 and <= 36_500) => AlertProblems.Bad("The condition needs a number of days.", "Write {\"kind\": \"stale\", \"days\": 14}."),
        _ => null,
    };
}
