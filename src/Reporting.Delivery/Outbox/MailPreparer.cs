using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Reporting.Delivery.Files;
using Reporting.Delivery.Mail;
using Reporting.Delivery.SavedReports;
using Reporting.Delivery.Schedules;
using Reporting.Delivery.Subscriptions;
using Reporting.Engine.Access;
using Reporting.Engine.Definitions;
using Reporting.Engine.Reports;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Mails;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Problems;

namespace Reporting.Delivery.Outbox;

/// <summary>
/// Makes the contents of mails. Deliveries with the same due time or run, report, parameters, language and row scope share one prepared mail, even across
/// subscriptions and processes.
/// </summary>
public sealed partial class MailPreparer(
    ReportFiles files, ReportFinder reports, RecipientIdentityResolver identities, EditionReader editions, PreparedStore store, PreparedFolder folder, TimeProvider time, IOptions<MailOptions> options, ILogger<MailPreparer> log)
{
    private static readonly Problem Moving = DataVersionRetry.ProblemWhile("the mail was made") with { Hint = "The delivery will be retried." };

    private readonly ConcurrentDictionary<string, Lazy<Task<Preparation>>> _running = new();
    private long _makeCount;

    /// <summary>How many mails this process has made since its start.</summary>
    public long Made => Interlocked.Read(ref _makeCount);

    /// <summary>
    /// Returns the prepared mail of a delivery, and makes it if needed. Only data that both owner and recipient see decide whether the mail is sent.
    /// So neither of them learns about data that only the other one sees.
    /// </summary>
    public Task<Preparation> PrepareAsync(Subscription subscription, MailDelivery delivery, CancellationToken cancellationToken) =>
        editions.InForceAsync(subscription.Definition.Edition, () => PrepareHereAsync(subscription, delivery, cancellationToken), Preparation.Broken, cancellationToken);

    private async Task<Preparation> PrepareHereAsync(Subscription subscription, MailDelivery delivery, CancellationToken cancellationToken)
    {
        // The owner chose the report, so the recipients need not see its definition. They see their own data in it.
        if (!(await identities.OfAsync(subscription, delivery.Recipient, cancellationToken)).IsValue(out var of, out var problem)
            || !(await reports.FindAsync(subscription.Definition.Report, of.Owner, cancellationToken)).IsValue(out var report, out problem))
        {
            return Preparation.Broken(problem);
        }

        var key = KeyOf(subscription.Definition, report, delivery.Recipient, DayOf(subscription, delivery));
        var keyWithoutFiles = key with { Formats = [] };
        var shared = of.Viewer.And(of.Owner);
        if (shared.Key == of.Viewer.Key)
        {
            var forRecipient = await PrepareAsync(delivery, key, of.Viewer, cancellationToken);
            return forRecipient.IsEnded && shared.Key != of.Owner.Key ? await ExplainAsync(forRecipient, delivery, keyWithoutFiles, of.Owner, cancellationToken) : forRecipient;
        }

        var common = await PrepareAsync(delivery, keyWithoutFiles, shared, cancellationToken);
        if (common.Mail is { IsEmpty: false })
        {
            return await PrepareAsync(delivery, key, of.Viewer, cancellationToken) with { Common = common.Mail };
        }

        return common.IsEnded && shared.Key != of.Owner.Key ? await ExplainAsync(common, delivery, keyWithoutFiles, of.Owner, cancellationToken) : common;
    }

    // Gives the owner's own problem if the owner's data cause it. Otherwise the reason only says that the recipient sees other data.
    private async Task<Preparation> ExplainAsync(Preparation ended, MailDelivery delivery, MailContentKey keyWithoutFiles, Caller owner, CancellationToken cancellationToken)
    {
        var own = await PrepareAsync(delivery, keyWithoutFiles, owner, cancellationToken);
        return own.Mail is { IsEmpty: false } ? Withheld(delivery, ended) : own;
    }

    private async Task<Preparation> PrepareAsync(MailDelivery delivery, MailContentKey key, Caller caller, CancellationToken cancellationToken)
    {
        var group = MailFingerprint.GroupKey(key, caller);
        // A run by hand shares no mail with other runs, because the data may have changed between them.
        var moment = delivery.IsByHand ? $"{delivery.SubscriptionId} {delivery.Occurrence}" : $"{delivery.Due.ToUnixTimeSeconds()}";
        var id = MailFingerprint.Hash($"{group}|{moment}|{key.Day:O}{(key.Definition.IsSaved ? key.Definition.Hash : null)}");
        var task = new Lazy<Task<Preparation>>(() => FindOrMakeAsync(id, group, key, caller, cancellationToken));
        var first = _running.GetOrAdd(id, task);
        try
        {
            return await first.Value.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The task that made the mail lost its claim. Another process makes it.
            return Preparation.Elsewhere;
        }
        finally
        {
            _running.TryRemove(new KeyValuePair<string, Lazy<Task<Preparation>>>(id, first));
        }
    }

    /// <summary>Makes the mail for a preview with the viewer's own access rights. It stores nothing and returns the files.</summary>
    public Task<Outcome<MadeMail>> PreviewAsync(Subscription subscription, MailDelivery delivery, Caller viewer, CancellationToken cancellationToken) => editions.InForceAsync<Outcome<MadeMail>>(subscription.Definition.Edition, () => PreviewHereAsync(subscription, delivery, identities.Here(viewer), cancellationToken), problem => problem, cancellationToken);

    private async Task<Outcome<MadeMail>> PreviewHereAsync(Subscription subscription, MailDelivery delivery, Caller viewer, CancellationToken cancellationToken) =>
        (await reports.FindAsync(subscription.Definition.Report, viewer, cancellationToken)).IsValue(out var report, out var problem) && KeyOf(subscription.Definition, report, delivery.Recipient, DayOf(subscription, delivery)) is var key
            ? await MakeInMemoryAsync("preview", MailFingerprint.GroupKey(key, viewer), key, viewer, cancellationToken)
            : problem!;

    private async Task<Preparation> FindOrMakeAsync(string id, string group, MailContentKey key, Caller caller, CancellationToken cancellationToken)
    {
        var (worker, known) = (Guid.NewGuid().ToString("N"), await store.FindAsync(id, cancellationToken));
        var isLost = known?.Mail?.Files.Any(f => folder.Find(f) is null) == true;
        if (known is not null && !isLost)
        {
            return known;
        }

        if (!await store.TakeAsync(id, group, worker, isLost, cancellationToken))
        {
            return Preparation.Elsewhere;
        }

        // A lost lease does not stop the work: another process would make the same mail.
        var length = TimeSpan.FromSeconds(options.Value.LeaseSeconds);
        await using var heartbeat = LeaseHeartbeat.Start(new Lease(lost => store.ExtendAsync(id, worker, lost), length / 3, length), time, cancellationToken);
        try
        {
            var outcome = await MakeAsync(id, group, key, caller, cancellationToken);
            if (outcome.IsValue(out var made, out var problem))
            {
                Interlocked.Add(ref _makeCount, made.Mail.Files.Count > 0 ? 1 : 0);
                await store.FinishAsync(made.Mail, made.Engagements, worker, cancellationToken);
                return Preparation.Ready(made.Mail);
            }

            var broken = Preparation.Broken(problem);
            await store.BreakAsync(id, worker, problem, broken.IsPassing, cancellationToken);
            return broken;
        }
        catch (OperationCanceledException)
        {
            await store.BreakAsync(id, worker, Moving, isPassing: true, CancellationToken.None);
            throw;
        }
        catch (Exception failure)
        {
            LogFailed(failure, key.Report);
            var problem = DatabaseProblem.Of(failure) ?? new Problem(ErrorCodes.MailNotMade, "The mail could not be made.", "The delivery will be retried. The log has the details.");
            await store.BreakAsync(id, worker, problem, isPassing: true, CancellationToken.None);
            return Preparation.Broken(problem);
        }
    }

    private async Task<Outcome<MadeMail>> MakeAsync(string id, string group, MailContentKey key, Caller caller, CancellationToken cancellationToken)
    {
        if (!(await MakeInMemoryAsync(id, group, key, caller, cancellationToken)).IsValue(out var made, out var problem))
        {
            return problem;
        }

        var stored = new List<PreparedFile>();
        foreach (var (file, content) in made.Mail.Files.Zip(made.Contents))
        {
            stored.Add(await folder.KeepAsync(content, file.FileName, file.ContentType, cancellationToken));
        }

        return made with { Mail = made.Mail with { Files = stored } };
    }

    // The document and the files are made one after the other, so check that all have the same data version.
    private async Task<Outcome<MadeMail>> MakeInMemoryAsync(string id, string group, MailContentKey key, Caller caller, CancellationToken cancellationToken)
    {
        var compared = new ReportRequest(key.Report, "html", null, key.ComparedParameters) { Day = key.Day, Definition = key.Definition };
        return await DataVersionRetry.RunAsync<MadeMail>(Moving, async () =>
        {
            if (!(await files.DocumentAsync(compared, caller, cancellationToken)).IsValue(out var document, out var problem))
            {
                return Ended(problem);
            }

            var (prepared, contents) = (new List<PreparedFile>(), new List<ReadOnlyMemory<byte>>());
            foreach (var format in key.Formats)
            {
                if (!(await files.MakeAsync(compared with { Format = format, Parameters = key.Parameters, IsInBackground = true }, caller, cancellationToken)).IsValue(out var file, out problem))
                {
                    return Ended(problem);
                }

                if (FileCheck.Check(format, file.Content) is { } broken)
                {
                    return Ended(broken);
                }

                if (file.DataVersion?.Version != document.Provenance.DataVersion)
                {
                    return null;
                }

                prepared.Add(new PreparedFile(string.Empty, file.FileName!, file.ContentType, file.Content.Length));
                contents.Add(file.Content);
            }

            var mail = new PreparedMail(
                id, group, MailFingerprint.Of(document), MailSummary.Of(document), prepared, MailFingerprint.IsEmpty(document), document.Provenance.DataVersion, document.Provenance.DataAsOf, document.Rows);
            if (prepared.Count == 0)
            {
                // A mail without files is only compared, and never sent.
                return new MadeMail(mail, contents, null);
            }

            if (!(await files.OpenEngagementsAsync(compared, MailedEngagements.Max, caller, cancellationToken)).IsValue(out var listed, out problem))
            {
                return Ended(problem);
            }

            await using (listed)
            {
                var (engagements, hasMoved) = await MailedEngagements.ReadAsync(listed, mail.DataVersion, cancellationToken);
                return hasMoved ? null : (Outcome<MadeMail>?)new MadeMail(mail, contents, engagements);
            }
        });

        static Outcome<MadeMail> Ended(Problem problem) => problem;
    }

    private static MailContentKey KeyOf(SubscriptionDefinition definition, ReportDefinition report, string recipient, DateOnly day)
    {
        var formats = SubscriptionCheck.FormatsOf(definition);
        return new MailContentKey(definition.Report, definition.ParametersFor(recipient), formats, day) { Definition = report, Edition = definition.Edition, HasLists = formats.Any(f => ReportRequest.UsualDetailOf(f) == ReportDetail.Full) };
    }

    /// <summary>Hides the problem from the owner, who may not see the data that caused it, and logs it.</summary>
    public Preparation Withheld(MailDelivery delivery, Preparation forRecipient)
    {
        LogWithheld(delivery.Id, forRecipient.Problem);
        return forRecipient.Withheld;
    }

    // A scheduled occurrence has the day of its wall clock. A run by hand has the current day in the subscription's time zone.
    private static DateOnly DayOf(Subscription subscription, MailDelivery delivery) =>
        Occurrence.WallClockOf(delivery.Occurrence) is { } wallClock
            ? DateOnly.FromDateTime(wallClock)
            : DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(delivery.Due, TimeZoneInfo.FindSystemTimeZoneById(subscription.Definition.TimeZone)).DateTime);

    [LoggerMessage(Level = LogLevel.Information, Message = "Delivery {Id} ended because of data that only its recipient may see (null: no data): {Problem}")]
    private partial void LogWithheld(string id, Problem? problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "A mail with report {Report} could not be made")]
    private partial void LogFailed(Exception failure, string report);
}
