using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Reporting.Delivery.Files;
using Reporting.Delivery.Mail;
using Reporting.Delivery.Schedules;
using Reporting.Delivery.Subscriptions;
using Reporting.Engine.Access;
using Reporting.Rendering.Mails;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Problems;

namespace Reporting.Delivery.Outbox;

/// <summary>
/// Makes what is mailed: once for all copies that are due at one time, or run by hand at once, with the same report, parameters, language and row scope, whichever subscription
/// and process they belong to.
/// </summary>
public sealed partial class MailPreparer(
    ReportFiles files, RecipientIdentityResolver callers, PreparedStore store, PreparedFolder folder, TimeProvider time, IOptions<MailOptions> options, ILogger<MailPreparer> log)
{
    private const int MaxTries = 3;

    private static readonly Problem Moving = new(ProblemKind.Unavailable, "data-moving", "The data changed while the mail was made.", "It is tried again.");

    private readonly ConcurrentDictionary<string, Lazy<Task<Preparation>>> underway = new();
    private long made;

    /// <summary>How many were made by this process since its start.</summary>
    public long Made => Interlocked.Read(ref made);

    /// <summary>
    /// What the copy carries, made now unless it is there already. The data that owner and recipient both see decide whether it goes: what is empty or cannot be asked with
    /// them goes to nobody. So the end of a copy tells its owner, and its arrival tells the recipient, nothing of what only the other sees.
    /// </summary>
    public async Task<Preparation> PrepareAsync(Subscription subscription, MailDelivery copy, CancellationToken cancellationToken)
    {
        if (!(await callers.OfAsync(subscription, copy.Recipient, cancellationToken)).IsValue(out var of, out var problem))
        {
            return Preparation.Broken(problem);
        }

        var question = Question(subscription.Definition, copy.Recipient, DayOf(subscription, copy));
        var look = question with { Formats = [] };
        var both = of.Eyes.And(of.Owner);
        if (both.Key == of.Eyes.Key)
        {
            var theirs = await PrepareAsync(copy, question, of.Eyes, cancellationToken);
            return theirs.IsEnded && both.Key != of.Owner.Key ? await ExplainAsync(theirs, copy, look, of.Owner, cancellationToken) : theirs;
        }

        var common = await PrepareAsync(copy, look, both, cancellationToken);
        if (common.Mail is { IsEmpty: false })
        {
            return await PrepareAsync(copy, question, of.Eyes, cancellationToken) with { Common = common.Mail };
        }

        return common.IsEnded && both.Key != of.Owner.Key ? await ExplainAsync(common, copy, look, of.Owner, cancellationToken) : common;
    }

    // Why it goes to nobody: in the owner's own terms where their data say so, else that the recipient sees less.
    private async Task<Preparation> ExplainAsync(Preparation ended, MailDelivery copy, MailContentKey look, Caller owner, CancellationToken cancellationToken)
    {
        var own = await PrepareAsync(copy, look, owner, cancellationToken);
        return own.Mail is { IsEmpty: false } ? Withheld(copy, ended) : own;
    }

    private async Task<Preparation> PrepareAsync(MailDelivery copy, MailContentKey question, Caller caller, CancellationToken cancellationToken)
    {
        var group = MailFingerprint.GroupKey(question, caller);
        // A run by hand is of its own moment: what another has mailed within the same second may be of data that has changed since.
        var moment = copy.IsByHand ? $"{copy.SubscriptionId} {copy.Occurrence}" : $"{copy.Due.ToUnixTimeSeconds()}";
        var id = MailFingerprint.Hash($"{group}|{moment}|{question.Day:O}");
        var mine = new Lazy<Task<Preparation>>(() => FindOrMakeAsync(id, group, question, caller, cancellationToken));
        var first = underway.GetOrAdd(id, mine);
        try
        {
            return await first.Value.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Who was to make it lost its claim: somebody else makes it.
            return Preparation.Elsewhere;
        }
        finally
        {
            underway.TryRemove(new KeyValuePair<string, Lazy<Task<Preparation>>>(id, first));
        }
    }

    /// <summary>The same for a look ahead with the looker's own eyes: nothing is kept, nothing claimed, the files come with it.</summary>
    public Task<Outcome<(PreparedMail Mail, IReadOnlyList<ReadOnlyMemory<byte>> Contents)>> PreviewAsync(
        Subscription subscription, MailDelivery copy, Caller looker, CancellationToken cancellationToken)
    {
        var question = Question(subscription.Definition, copy.Recipient, DayOf(subscription, copy));
        return AskAsync("preview", MailFingerprint.GroupKey(question, looker), question, looker, cancellationToken);
    }

    private async Task<Preparation> FindOrMakeAsync(string id, string group, MailContentKey question, Caller caller, CancellationToken cancellationToken)
    {
        var worker = Guid.NewGuid().ToString("N");
        var known = await store.FindAsync(id, cancellationToken);
        var isLost = known?.Mail?.Files.Any(f => folder.Find(f) is null) == true;
        if (known is not null && !isLost)
        {
            return known;
        }

        if (!await store.TakeAsync(id, group, worker, isLost, cancellationToken))
        {
            return Preparation.Elsewhere;
        }

        // A lease that is lost stops nothing here: another process makes the same.
        var length = TimeSpan.FromSeconds(options.Value.LeaseSeconds);
        await using var heartbeat = LeaseHeartbeat.Start(new Lease(lost => store.ExtendAsync(id, worker, lost), length / 3, length), time, cancellationToken);
        try
        {
            var outcome = await MakeAsync(id, group, question, caller, cancellationToken);
            if (outcome.IsValue(out var mail, out var problem))
            {
                Interlocked.Add(ref made, mail.Files.Count > 0 ? 1 : 0);
                await store.FinishAsync(mail, worker, cancellationToken);
                return Preparation.Ready(mail);
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
            LogFailed(failure, question.Report);
            var problem = DatabaseProblem.Of(failure) ?? new Problem(ProblemKind.Unavailable, "mail-not-made", "The mail could not be made.", "It is tried again; the log has the rest.");
            await store.BreakAsync(id, worker, problem, isPassing: true, CancellationToken.None);
            return Preparation.Broken(problem);
        }
    }

    private async Task<Outcome<PreparedMail>> MakeAsync(string id, string group, MailContentKey question, Caller caller, CancellationToken cancellationToken)
    {
        if (!(await AskAsync(id, group, question, caller, cancellationToken)).IsValue(out var asked, out var problem))
        {
            return problem;
        }

        var kept = new List<PreparedFile>();
        foreach (var (file, content) in asked.Mail.Files.Zip(asked.Contents))
        {
            kept.Add(await folder.KeepAsync(content, file.FileName, file.ContentType, cancellationToken));
        }

        return asked.Mail with { Files = kept };
    }

    // The document and each file are asked one after the other: all of it must be of one data version.
    private async Task<Outcome<(PreparedMail Mail, IReadOnlyList<ReadOnlyMemory<byte>> Contents)>> AskAsync(
        string id, string group, MailContentKey question, Caller caller, CancellationToken cancellationToken)
    {
        var day = files.On(question.Day);
        for (var tries = 0; tries < MaxTries; tries++)
        {
            if (!(await day.DocumentAsync(question.Report, question.Parameters, caller, cancellationToken)).IsValue(out var document, out var problem))
            {
                return problem;
            }

            var (prepared, contents) = (new List<PreparedFile>(), new List<ReadOnlyMemory<byte>>());
            var moved = false;
            foreach (var format in question.Formats)
            {
                if (!(await day.MakeAsync(question.Report, format, question.Parameters, null, caller, cancellationToken)).IsValue(out var file, out problem))
                {
                    return problem;
                }

                if (FileCheck.Check(format, file.Content) is { } broken)
                {
                    return broken;
                }

                moved |= file.DataVersion?.Version != document.Provenance.DataVersion;
                prepared.Add(new PreparedFile(string.Empty, file.FileName!, file.ContentType, file.Content.Length));
                contents.Add(file.Content);
            }

            if (!moved)
            {
                var mail = new PreparedMail(
                    id, group, MailFingerprint.Of(document), MailSummary.Of(document), prepared, MailFingerprint.IsEmpty(document), document.Provenance.DataVersion, document.Provenance.DataAsOf, document.Rows);
                return (mail, contents);
            }
        }

        return Moving;
    }

    private static MailContentKey Question(SubscriptionDefinition asked, string recipient, DateOnly day) =>
        new(asked.Report, asked.ParametersFor(recipient), SubscriptionCheck.FormatsOf(asked), day);

    /// <summary>The same for the eyes of its owner, who may not see what brought it about; the log has that.</summary>
    public Preparation Withheld(MailDelivery copy, Preparation theirs)
    {
        LogWithheld(copy.Id, theirs.Problem);
        return theirs.Withheld;
    }

    // An occurrence is on the day that its zone's wall clock shows; what is sent by hand, on the day of the hand.
    private static DateOnly DayOf(Subscription subscription, MailDelivery copy) =>
        Occurrence.WallClockOf(copy.Occurrence) is { } wallClock
            ? DateOnly.FromDateTime(wallClock)
            : DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(copy.Due, TimeZoneInfo.FindSystemTimeZoneById(subscription.Definition.TimeZone)).DateTime);


    [LoggerMessage(Level = LogLevel.Information, Message = "Delivery {Id} ended by what its recipient sees and its owner may not; null where that is nothing: {Problem}")]
    private partial void LogWithheld(string id, Problem? problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "A mail of report {Report} could not be made")]
    private partial void LogFailed(Exception failure, string report);
}
