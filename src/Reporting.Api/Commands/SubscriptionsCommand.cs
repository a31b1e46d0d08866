using System.CommandLine;
using System.Globalization;
using Reporting.Api.Subscriptions;
using Reporting.Delivery.Mail;
using Reporting.Delivery.Outbox;
using Reporting.Delivery.Subscriptions;
using Reporting.Engine.Access;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Commands;

/// <summary><c>subscriptions</c>: reports that are mailed by a schedule. A program that serves sends them.</summary>
internal static class SubscriptionsCommand
{
    private const int MaxShown = 200;

    public static Command Create() => new("subscriptions", "Reports that are mailed by a schedule; see docs/mail.md.")
    {
        SubscriptionOptions.Command("create", "Makes a subscription and prints its id and next due times.", isNew: true, AddAsync),
        SubscriptionOptions.Command("change", "Changes what is given; the rest stays.", isNew: false, ChangeAsync),
        List(),
        OnOne("show", "Shows a subscription and its next due times.", ShowAsync),
        OnOne("pause", "Nothing is due until it goes on.", (services, found, cancel) => PauseAsync(services, found, paused: true, cancel)),
        OnOne("resume", "It goes on; what would have been due meanwhile is not caught up.", (services, found, cancel) => PauseAsync(services, found, paused: false, cancel)),
        OnOne("delete", "Ends it, and removes what waits and its history.", DeleteAsync),
        Preview(),
        OnOne("run", "Puts a copy for everybody into the outbox now; the program that serves sends them.", RunAsync),
        OnOne("history", "Shows what became of its mails, the latest due first.", HistoryAsync),
        OnDelivery("resend", "Sends one copy again, by the id that history shows.", (desk, id, cancel) => desk.ResendAsync(id, Caller.Local, true, cancel)),
        OnDelivery("arrived", "Says of an ambiguous copy that it has arrived.", (desk, id, cancel) => desk.AcknowledgeAsync(id, Caller.Local, true, cancel)),
    };

    private static Command List()
    {
        var command = new Command("list", "Lists everybody's subscriptions.");
        command.SetAction((_, cancellationToken) => CommandHost.RunAsync(
            async services =>
            {
                var book = services.GetRequiredService<SubscriptionService>();
                Console.WriteLine($"{"Id",-33} {"State",-7} {"Next due (UTC)",-17} {"Owner",-24} Name");
                foreach (var s in await book.ListAsync(Caller.Local, true, cancellationToken))
                {
                    Console.WriteLine($"{s.Id,-33} {SubscriptionResponse.Word(s.State),-7} {(book.NextDue(s).FirstOrDefault() is { } next ? Minute(next.Due) : "-"),-17} {s.Owner,-24} {s.Title}");
                }

                return null;
            },
            prepare: true));
        return command;
    }

    private static Command Preview()
    {
        var id = Id();
        var recipient = new Option<string?>("--recipient") { Description = "Whose mail; the first recipient's otherwise." };
        var output = new Option<string?>("--out") { Description = "Writes the whole message to an .eml file." };
        var command = new Command("preview", "Prints what would be sent at the next due time; nothing is sent.") { id, recipient, output };
        command.SetAction((parsed, cancellationToken) => CommandHost.RunAsync(
            async services =>
            {
                if (!(await FindAsync(services, parsed.GetRequiredValue(id), cancellationToken)).IsValue(out var found, out var problem)
                    || !(await services.GetRequiredService<MailPreviews>().OfAsync(found, parsed.GetValue(recipient), Caller.Local, cancellationToken)).IsValue(out var preview, out problem))
                {
                    return problem;
                }

                Console.WriteLine($"To: {preview.Recipient}, due {Minute(preview.Due)} UTC{(preview.WouldSend ? string.Empty : ", would not be sent")}");
                if (preview.Reason is { } reason)
                {
                    Console.WriteLine(reason);
                }

                if (preview.Mail is not { } mail)
                {
                    return null;
                }

                Console.WriteLine($"Subject: {mail.Subject}\n\n{mail.Text}");
                if (parsed.GetValue(output) is { } file)
                {
                    await File.WriteAllBytesAsync(file, mail.Message.Bytes(), cancellationToken);
                    Console.WriteLine(Path.GetFullPath(file));
                }

                return null;
            },
            prepare: true));
        return command;
    }

    private static Command OnOne(string name, string description, Func<IServiceProvider, Subscription, CancellationToken, Task<Problem?>> then)
    {
        var id = Id();
        var command = new Command(name, description) { id };
        command.SetAction((parsed, cancellationToken) => CommandHost.RunAsync(
            async services => (await FindAsync(services, parsed.GetRequiredValue(id), cancellationToken)).IsValue(out var found, out var problem) ? await then(services, found, cancellationToken) : problem,
            prepare: true));
        return command;
    }

    private static Command OnDelivery(string name, string description, Func<DeliveryService, string, CancellationToken, Task<Outcome<MailDelivery>>> then)
    {
        var id = new Argument<string>("id") { Description = "Id of the delivery, as 'subscriptions history' shows it." };
        var command = new Command(name, description) { id };
        command.SetAction((parsed, cancellationToken) => CommandHost.RunAsync(
            async services =>
            {
                var outcome = await then(services.GetRequiredService<DeliveryService>(), parsed.GetRequiredValue(id), cancellationToken);
                await CommandAudit.RecordAsync(services, AuditAction.Change, $"subscriptions {name}", $"delivery={SafeText.Of(parsed.GetRequiredValue(id))}", isAnswered: outcome.Problem is null);
                if (outcome.IsValue(out var copy, out var problem))
                {
                    Console.WriteLine($"{copy.Recipient}: {DeliveryFormatter.Of(copy.State)}");
                }

                return problem;
            },
            prepare: true));
        return command;
    }

    private static async Task<Problem?> AddAsync(IServiceProvider services, SubscriptionDefinition asked, string? id, CancellationToken cancellationToken)
    {
        if (!(await services.GetRequiredService<SubscriptionService>().AddAsync(asked, Caller.Local, cancellationToken)).IsValue(out var added, out var problem))
        {
            return problem;
        }

        await PrintAsync(services, "create", added);
        Show(services, added);
        Console.WriteLine(added.Id);
        return null;
    }

    private static async Task<Problem?> ChangeAsync(IServiceProvider services, SubscriptionDefinition asked, string? id, CancellationToken cancellationToken)
    {
        if (!(await FindAsync(services, id!, cancellationToken)).IsValue(out var found, out var problem)
            || !(await services.GetRequiredService<SubscriptionService>().ChangeAsync(found, asked, Caller.Local, cancellationToken)).IsValue(out var changed, out problem))
        {
            return problem;
        }

        await PrintAsync(services, "change", changed);
        Show(services, changed);
        return null;
    }

    private static Task<Problem?> ShowAsync(IServiceProvider services, Subscription found, CancellationToken cancellationToken)
    {
        Show(services, found);
        return Task.FromResult<Problem?>(null);
    }

    private static async Task<Problem?> PauseAsync(IServiceProvider services, Subscription found, bool paused, CancellationToken cancellationToken)
    {
        if (!(await services.GetRequiredService<SubscriptionService>().PauseAsync(found, paused, cancellationToken)).IsValue(out var changed, out var problem))
        {
            return problem;
        }

        await PrintAsync(services, paused ? "pause" : "resume", changed);
        Show(services, changed);
        return null;
    }

    private static async Task<Problem?> DeleteAsync(IServiceProvider services, Subscription found, CancellationToken cancellationToken)
    {
        await PrintAsync(services, "delete", found);
        await services.GetRequiredService<SubscriptionService>().DeleteAsync(found, cancellationToken);
        return null;
    }

    private static async Task<Problem?> RunAsync(IServiceProvider services, Subscription found, CancellationToken cancellationToken)
    {
        await PrintAsync(services, "run", found);
        foreach (var copy in await services.GetRequiredService<DeliveryPlanner>().RunAsync(found, cancellationToken))
        {
            Console.WriteLine($"{copy.Id} {copy.Recipient}: {DeliveryFormatter.Of(copy.State)}");
        }

        return null;
    }

    private static async Task<Problem?> HistoryAsync(IServiceProvider services, Subscription found, CancellationToken cancellationToken)
    {
        Console.WriteLine($"{"Id",-33} {"Occurrence",-26} {"State",-12} {"Tries",5} Recipient, reason");
        foreach (var copy in await services.GetRequiredService<DeliveryStore>().ListAsync(new DeliveryFilter { SubscriptionId = found.Id }, MaxShown, cancellationToken))
        {
            Console.WriteLine($"{copy.Id,-33} {copy.Occurrence,-26} {DeliveryFormatter.Of(copy.State),-12} {copy.Attempts,5} {copy.Recipient}{(copy.Reason is null ? string.Empty : ", " + copy.Reason.ReplaceLineEndings(" "))}");
        }

        return null;
    }

    private static void Show(IServiceProvider services, Subscription s)
    {
        var d = s.Definition;
        Console.WriteLine($"{s.Title}: {d.Report} as {string.Join(", ", d.Formats)}, {d.Schedule} ({d.TimeZone}), {SubscriptionResponse.Word(s.State)}, to {string.Join(", ", d.Recipients.All().Select(r => r.Address))}");
        foreach (var next in services.GetRequiredService<SubscriptionService>().NextDue(s))
        {
            Console.WriteLine($"  {DueTimeResponse.Of(next).Words}");
        }
    }

    public static Task<Outcome<Subscription>> FindAsync(IServiceProvider services, string id, CancellationToken cancellationToken) =>
        services.GetRequiredService<SubscriptionService>().FindAsync(id, Caller.Local, true, cancellationToken);

    public static Argument<string> Id() => new("id") { Description = "Id of the subscription, as 'subscriptions list' shows it." };

    private static Task PrintAsync(IServiceProvider services, string what, Subscription s) =>
        CommandAudit.RecordAsync(services, AuditAction.Change, "subscriptions " + what, SubscriptionFormatter.ForAudit(s), isAnswered: true);

    private static string Minute(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
