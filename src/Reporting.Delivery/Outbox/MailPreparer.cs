using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Reporting.Delivery.Files;
using Reporting.Delivery.Mail;
using Reporting.Delivery.Schedules;
using Reporting.Delivery.Subscriptions;
using Reporting.Engine.Access;
using Reporting.Engine.Reports.Documents;
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
    /// What the copy carries, made now unless it is there already. Where its recipient sees other data than its owner, the owner's own eyes look first: what they
    /// cannot ask, or find empty, goes to nobody, so that what is said of the end of a copy tells its owner nothing of what is hidden from them.
    /// </summary>
    public async Task<Preparation> PrepareAsync(Subscription subscription, MailDelivery copy, CancellationToken cancellationToken)
    {
        if (!(await callers.OfAsync(subscription, copy.Recipient, cancellationToken)).IsValue(out var of, out var problem))
        {
            return Preparation.Broken(problem);
        }

        var question = Question(subscription.Definition, copy.Recipient, DayOf(subscription, copy));
        var look = of.Eyes.Key == of.Owner.Key ? null : await PrepareAsync(copy, question with { Formats = [] }, of.Owner, cancellationToken);
        if (look is { Mail: not { IsEmpty: false } })
        {
            return look;
        }

        var theirs = await PrepareAsync(copy, question, of.Eyes, cancellationToken);
        return look is not null && theirs.IsEnded ? Withheld(copy, theirs) : theirs;
    }

    private async Task<Preparation> PrepareAsync(MailDelivery copy, MailContentKey question, Caller caller, CancellationToken cancellationToken)
    {
        var group = GroupKey(question, caller);
        // A run by hand is of its own moment: what another has mailed within the same second may be of data that has changed since.
        var moment = copy.IsByHand ? $"{copy.SubscriptionId} {copy.Occurrence}" : $"{copy.Due.ToUnixTimeSeconds()}";
        var id = Hash($"{group}|{moment}|{question.Day:O}");
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
        return AskAsync("preview", GroupKey(question, looker), question, looker, cancellationToken);
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

                moved |= file.DataVersion != document.Provenance.DataVersion;
                prepared.Add(new PreparedFile(string.Empty, file.FileName!, file.ContentType, file.Content.Length));
                contents.Add(file.Content);
            }

            if (!moved)
            {
                var mail = new PreparedMail(
                    id, group, Fingerprint(document), MailSummary.Of(document), prepared, IsEmpty(document), document.Provenance.DataVersion, document.Provenance.DataAsOf, document.Rows);
                return (mail, contents);
            }
        }

        return Moving;
    }

    private static MailContentKey Question(SubscriptionDefinition asked, string recipient, DateOnly day) =>
        new(asked.Report, asked.ParametersFor(recipient), SubscriptionCheck.FormatsOf(asked), day);

    private Preparation Withheld(MailDelivery copy, Preparation theirs)
    {
        LogWithheld(copy.Id, theirs.Problem);
        return theirs.Withheld;
    }

    // An occurrence is on the day that its zone's wall clock shows; what is sent by hand, on the day of the hand.
    private static DateOnly DayOf(Subscription subscription, MailDelivery copy) =>
        Occurrence.WallClockOf(copy.Occurrence) is { } wallClock
            ? DateOnly.FromDateTime(wallClock)
            : DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(copy.Due, TimeZoneInfo.FindSystemTimeZoneById(subscription.Definition.TimeZone)).DateTime);

    private static string GroupKey(MailContentKey question, Caller caller) => Hash(JsonSerializer.Serialize(
        new { question.Report, Parameters = question.Parameters.OrderBy(p => p.Key, StringComparer.Ordinal).ThenBy(p => p.Value, StringComparer.Ordinal), question.Formats, Scope = caller.Key }));

    private static string Fingerprint(ReportDocument document) =>
        Hash(JsonSerializer.Serialize(new { document.Parameters, Sections = document.Sections.Select(s => (object)s) }));

    private static bool IsEmpty(ReportDocument document) => document.Sections.OfType<KpiSection>().SelectMany(s => s.Items).ToList() is { Count: > 0 } figures
        ? figures.TrueForAll(k => k.Value is null or 0L or 0.0 or 0m)
        : document.Rows == 0;

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    [LoggerMessage(Level = LogLevel.Information, Message = "Delivery {Id} ended by what its recipient sees and its owner may not; null where that is nothing: {Problem}")]
    private partial void LogWithheld(string id, Problem? problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "A mail of report {Report} could not be made")]
    private partial void LogFailed(Exception failure, string report);
}
