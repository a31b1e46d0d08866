using System.Data.Common;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Reporting.Delivery.Mail;
using Reporting.Delivery.Schedules;
using Reporting.Delivery.Subscriptions;
using Reporting.Engine.Model;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Delivery.Alerts;

/// <summary>Checks one claimed alert with the rights that its owner has now, and records the result.</summary>
public sealed partial class AlertRunner(
    AlertStore store, AlertReader reader, AlertComposer composer, RecipientIdentityResolver identities, CurrentModel models, TimeProvider time, IOptions<MailOptions> options, ILogger<AlertRunner> log)
{
    private const int MaxRecorded = 100;

    private static readonly TimeSpan BusyDelay = TimeSpan.FromSeconds(10);

    /// <summary>Null if it could not be checked now, so that it is checked again soon.</summary>
    public async Task<AlertCheck?> RunAsync(Alert alert, AlertCause cause, CancellationToken cancellationToken)
    {
        using var held = models.Hold();
        var length = TimeSpan.FromSeconds(options.Value.LeaseSeconds);
        await using var heartbeat = LeaseHeartbeat.Start(new Lease(lost => store.ExtendAsync(alert, lost), length / 3, length), time, cancellationToken);
        try
        {
            return await CheckAsync(alert, cause, heartbeat.Lost);
        }
        catch (OperationCanceledException)
        {
            await store.ReleaseAsync(alert, TimeSpan.Zero, CancellationToken.None);
            return null;
        }
        catch (Exception failure) when (failure is DbException || DatabaseProblem.Of(failure) is not null)
        {
            LogFailed(failure, alert.Id);
            await store.ReleaseAsync(alert, BusyDelay, CancellationToken.None);
            return null;
        }
    }

    private async Task<AlertCheck?> CheckAsync(Alert alert, AlertCause cause, CancellationToken cancellationToken)
    {
        var definition = alert.Definition;
        var outcome = (await identities.OwnerAsync(alert.Owner, alert.OwnerRoles, cancellationToken)).IsValue(out var owner, out var gone)
            ? await reader.ReadAsync(definition, alert.Memory?.Seen is null ? null : alert.CheckedVersion, owner, isStored: true, cancellationToken)
            : gone;
        var now = time.NowInSeconds();
        if (!outcome.IsValue(out var finding, out var problem))
        {
            if (problem.Kind == ProblemKind.Unavailable)
            {
                await store.ReleaseAsync(alert, BusyDelay, CancellationToken.None);
                return null;
            }

            var failed = new AlertCheck(alert.Changes + 1, now, null, cause, AlertOutcome.Failed, $"{problem.Code}: {problem.Message} {problem.Hint}");
            return await CompleteAsync(alert, failed, alert.Memory, [], cancellationToken);
        }

        var memory = (alert.Memory ?? new AlertMemory()).Under(Sha256.Of(owner!.Key));
        var decision = AlertDecision.Of(definition, memory, finding.Items, now);
        var check = new AlertCheck(alert.Changes + 1, now, finding.Version.Version, cause, decision.Outcome, decision.Reason) { Items = [.. decision.Items.Take(MaxRecorded)] };
        return await CompleteAsync(alert, check, decision.Memory, decision.Outcome == AlertOutcome.Sent ? composer.Messages(alert, check, decision.Items, finding) : [], cancellationToken);
    }

    private async Task<AlertCheck?> CompleteAsync(Alert alert, AlertCheck check, AlertMemory? memory, IEnumerable<Outbox.MailDelivery> messages, CancellationToken cancellationToken)
    {
        // Items that wait during the quiet time are reported when it ends.
        var next = NextDue(alert.Definition, check.At);
        var quiet = check.Reason == AlertDecision.Quiet ? AlertDecision.QuietUntil(alert.Definition, memory, check.At) : null;
        var first = next is { } due && quiet is { } end ? (due < end ? due : end) : next ?? quiet;
        return await store.CompleteAsync(alert, check, first, memory, messages, cancellationToken) ? check : null;
    }

    /// <summary>The next check by the schedule; null for none.</summary>
    public static DateTimeOffset? NextDue(AlertDefinition definition, DateTimeOffset after) =>
        definition.Schedule is { } text && ScheduleReader.Read(text, definition.TimeZone).IsValue(out var schedule, out _) ? schedule.After(after).FirstOrDefault()?.Due : null;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Alert {Id} could not be checked; it will be retried")]
    private partial void LogFailed(Exception failure, string id);
}
