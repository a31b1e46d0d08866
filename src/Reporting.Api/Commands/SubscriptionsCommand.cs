using System.CommandLine;
using Reporting.Api.Subscriptions;
using Reporting.Delivery.Mail;
using Reporting.Delivery.Outbox;
using Reporting.Delivery.Subscriptions;
using Reporting.Engine.Access;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Api.Commands;

/// <summary><c>subscriptions</c>: manages reports that are mailed on a schedule. The server sends them.</summary>
internal static class SubscriptionsCommand
{
    private const int MaxShown = 200;

    public static Command Create() => new("subscriptions", "Reports that are mailed on a schedule; see docs/mail.md.")
    {
        SubscriptionOptions.Command("create", "Creates a subscription and prints its id and next due times.", isNew: true, AddAsync),
        SubscriptionOptions.Command("change", "Changes the named properties of a subscription.", isNew: false, ChangeAsync),
        List(),
        OnOne("show", "Shows a subscription and its next due times.", ShowAsync),
        OnOne("pause", "Pauses a subscription.", (services, found, cancel) => PauseAsync(services, found, paused: true, cancel)),
        OnOne("resume", "Resumes a subscription. Mails that were due during the pause are not sent.", (services, found, cancel) => PauseAsync(services, found, paused: false, cancel)),
        OnOne("delete", "Deletes a subscription, its waiting mails and its history.", DeleteAsync),
        Preview(),
        OnOne("run", "Adds a mail for each recipient to the outbox now. The server sends them.", RunAsync),
        OnOne("history", "Shows the deliveries, latest due time first.", HistoryAsync),
        OnDelivery("resend", "Sends a delivery again, by its id from 'history'.", (deliveries, id, cancel) => deliveries.ResendAsync(id, Caller.Local, true, cancel)),
        OnDelivery("arrived", "Confirms that an ambiguous delivery arrived.", (deliveries, id, cancel) => deliveries.AcknowledgeAsync(id, Caller.Local, true, cancel)),
    };

    private static Command List()
    {
        var command = new Command("list", "Lists the subscriptions of all owners.");
        command.SetAction((_, cancellationToken) => CommandHost.RunAsync(
            async services =>
            {
                var subscriptions = services.GetRequiredService<SubscriptionService>();
                Console.WriteLine($"{"Id",-33} {"State",-7} {"Next due (UTC)",-17} {"Owner",-24} Name");
                foreach (var s in await subscriptions.ListAsync(Caller.Local, true, cancellationToken))
                {
                    Console.WriteLine($"{s.Id,-33} {EnumWord.Of(s.State),-7} {(subscriptions.NextDue(s).FirstOrDefault() is { } next ? Instants.Minute(next.Due) : "-"),-17} {s.Owner,-24} {s.Title}");
                }

                return null;
            },
            prepare: true));
        return command;
    }

    private static Command Preview()
    {
        var id = Id();
        var recipient = new Option<string?>("--recipient") { Description = "Whose mail to show. Default: the first recipient." };
        var output = new Option<string?>("--out") { Description = "File (.eml) for the complete message." };
        var command = new Command("preview", "Prints the mail of the next due time without sending it.") { id, recipient, output };
        command.SetAction((parsed, cancellationToken) => CommandHost.RunAsync(
            async services =>
            {
                if (!(await FindAsync(services, parsed.GetRequiredValue(id), cancellationToken)).IsValue(out var found, out var problem)
                    || !(await services.GetRequiredService<MailPreviews>().OfAsync(found, parsed.GetValue(recipient), Caller.Local, cancellationToken)).IsValue(out var preview, out problem))
                {
                    return problem;
                }

                Console.WriteLine($"To: {preview.Recipient}, due {Instants.Minute(preview.Due)} UTC{(preview.WouldSend ? string.Empty : ", would not be sent")}");
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

    private static Command OnOne(string name, string description, Func<IServiceProvider, Subscription, CancellationToken, Task<Problem?>> execute)
    {
        var id = Id();
        var command = new Command(name, description) { id };
        command.SetAction((parsed, cancellationToken) => CommandHost.RunAsync(
            async services => (await FindAsync(services, parsed.GetRequiredValue(id), cancellationToken)).IsValue(out var found, out var problem) ? await execute(services, found, cancellationToken) : problem,
            prepare: true));
        return command;
    }

    private static Command OnDelivery(string name, string description, Func<DeliveryService, string, CancellationToken, Task<Outcome<MailDelivery>>> execute)
    {
        var id = new Argument<string>("id") { Description = "Id of the delivery, from 'subscriptions history'." };
        var command = new Command(name, description) { id };
        command.SetAction((parsed, cancellationToken) => CommandHost.RunAsync(
            async services =>
            {
                var outcome = await execute(services.GetRequiredService<DeliveryService>(), parsed.GetRequiredValue(id), cancellationToken);
                await CommandAudit.RecordAsync(services, AuditAction.Change, $"subscriptions {name}", $"delivery={SafeText.Of(parsed.GetRequiredValue(id))}", isAnswered: outcome.Problem is null);
                if (outcome.IsValue(out var delivery, out var problem))
                {
                    Console.WriteLine($"{delivery.Recipient}: {DeliveryFormatter.Of(delivery.State)}");
                }

                return problem;
            },
            prepare: true));
        return command;
    }

    private static async Task<Problem?> AddAsync(IServiceProvider services, SubscriptionDefinition definition, string? id, CancellationToken cancellationToken)
    {
        if (!(await services.GetRequiredService<SubscriptionService>().AddAsync(definition, Caller.Local, cancellationToken)).IsValue(out var added, out var problem))
        {
            return problem;
        }

        await AuditAsync(services, "create", added);
        Show(services, added);
        Console.WriteLine(added.Id);
        return null;
    }

    private static async Task<Problem?> ChangeAsync(IServiceProvider services, SubscriptionDefinition definition, string? id, CancellationToken cancellationToken)
    {
        if (!(await FindAsync(services, id!, cancellationToken)).IsValue(out var found, out var problem)
            || !(await services.GetRequiredService<SubscriptionService>().ChangeAsync(found, definition, Caller.Local, cancellationToken)).IsValue(out var changed, out problem))
        {
            return problem;
        }

        await AuditAsync(services, "change", changed);
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

        await AuditAsync(services, paused ? "pause" : "resume", changed);
        Show(services, changed);
        return null;
    }

    private static async Task<Problem?> DeleteAsync(IServiceProvider services, Subscription found, CancellationToken cancellationToken)
    {
        await AuditAsync(services, "delete", found);
        await services.GetRequiredService<SubscriptionService>().DeleteAsync(found, cancellationToken);
        return null;
    }

    private static async Task<Problem?> RunAsync(IServiceProvider services, Subscription found, CancellationToken cancellationToken)
    {
        await AuditAsync(services, "run", found);
        foreach (var delivery in await services.GetRequiredService<DeliveryPlanner>().RunAsync(found, cancellationToken))
        {
            Console.WriteLine($"{delivery.Id} {delivery.Recipient}: {DeliveryFormatter.Of(delivery.State)}");
        }

        return null;
    }

    private static async Task<Problem?> HistoryAsync(IServiceProvider services, Subscription found, CancellationToken cancellationToken)
    {
        Console.WriteLine($"{"Id",-33} {"Occurrence",-26} {"State",-12} {"Tries",5} Recipient, reason");
        foreach (var delivery in await services.GetRequiredService<DeliveryStore>().ListAsync(new DeliveryFilter { SubscriptionId = found.Id }, MaxShown, cancellationToken))
        {
            Console.WriteLine($"{delivery.Id,-33} {delivery.Occurrence,-26} {DeliveryFormatter.Of(delivery.State),-12} {delivery.Attempts,5} {delivery.Recipient}{(delivery.Reason is null ? string.Empty : ", " + delivery.Reason.ReplaceLineEndings(" "))}");
        }

        return null;
    }

    private static void Show(IServiceProvider services, Subscription s)
    {
        var d = s.Definition;
        Console.WriteLine($"{s.Title}: {d.Report} as {string.Join(", ", d.Formats)}, {d.Schedule} ({d.TimeZone}), {EnumWord.Of(s.State)}, to {string.Join(", ", d.Recipients.All().Select(r => r.Address))}");
        foreach (var next in services.GetRequiredService<SubscriptionService>().NextDue(s))
        {
            Console.WriteLine($"  {DueTimeResponse.Of(next).Words}");
        }
    }

    public static Task<Outcome<Subscription>> FindAsync(IServiceProvider services, string id, CancellationToken cancellationToken) =>
        services.GetRequiredService<SubscriptionService>().FindAsync(id, Caller.Local, true, cancellationToken);

    public static Argument<string> Id() => new("id") { Description = "Id of the subscription, from 'subscriptions list'." };

    private static Task AuditAsync(IServiceProvider services, string what, Subscription s) =>
        CommandAudit.RecordAsync(services, AuditAction.Change, "subscriptions " + what, SubscriptionFormatter.ForAudit(s), isAnswered: true);
}
