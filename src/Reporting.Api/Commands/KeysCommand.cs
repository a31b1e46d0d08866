using System.CommandLine;
using System.Globalization;
using Reporting.Api.Access.Keys;
using Reporting.Engine.Access;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Api.Commands;

/// <summary><c>keys</c>: creates, lists and revokes API keys.</summary>
internal static class KeysCommand
{
    public static Command Create() => new("keys", "Manages API keys.") { CreateKey(), List(), Revoke() };

    private static Command CreateKey()
    {
        var roles = new Option<string[]>("--role") { Description = "reader, exporter, importer, scheduler, admin, or a role of reports/access.yml; may be repeated.", Required = true };
        var name = new Option<string>("--name") { Description = "The person or program that will use the key.", Required = true };
        var expires = new Option<string?>("--expires") { Description = "Lifetime: 12h, 90d, 8w, 2y. Without it, the key is valid until revoked." };
        var command = new Command("create", "Creates a key and prints it on the last line. It is shown only once.") { roles, name, expires };
        command.SetAction((parsed, cancellationToken) => CommandHost.RunAsync(
            services => CreateAsync(services, parsed.GetRequiredValue(name), parsed.GetRequiredValue(roles), parsed.GetValue(expires), cancellationToken),
            prepare: true));
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "Lists the keys without their secrets, including revoked keys.");
        command.SetAction((_, cancellationToken) => CommandHost.RunAsync(services => ListAsync(services, cancellationToken), prepare: true));
        return command;
    }

    private static Command Revoke()
    {
        var id = new Argument<string>("id") { Description = "Id of the key, from 'keys list'." };
        var command = new Command("revoke", "Revokes a key. Running programs refuse it within 30 seconds.") { id };
        command.SetAction((parsed, cancellationToken) => CommandHost.RunAsync(
            services => RevokeAsync(services, parsed.GetRequiredValue(id), cancellationToken),
            prepare: true));
        return command;
    }

    private static async Task<Problem?> CreateAsync(IServiceProvider services, string name, string[] roles, string? expires, CancellationToken cancellationToken)
    {
        if (!Lifetime.Read(expires).IsValue(out var lifetime, out var problem)
            || !(await services.GetRequiredService<KeyRing>().CreateAsync(name, Split(roles), lifetime, Caller.Local.Name, cancellationToken)).IsValue(out var created, out problem))
        {
            return problem;
        }

        await CommandAudit.RecordAsync(services, AuditAction.Change, "keys create", created.AuditText, isAnswered: true);
        var until = created.Stored.ExpiresAt is { } end ? $"until {Day(end)}" : "until revoked";
        Console.WriteLine($"Key {created.Stored.Id} for {created.Stored.Name} ({string.Join(", ", created.Stored.Roles)}), {until}. Save it now: it is not shown again.");
        Console.WriteLine(created.Text);
        return null;
    }

    private static async Task<Problem?> RevokeAsync(IServiceProvider services, string id, CancellationToken cancellationToken)
    {
        var problem = await services.GetRequiredService<KeyRing>().RevokeAsync(id, cancellationToken);
        await CommandAudit.RecordAsync(services, AuditAction.Change, "keys revoke", $"id={SafeText.Of(id)}", isAnswered: problem is null);
        return problem;
    }

    private static async Task<Problem?> ListAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        Console.WriteLine($"{"Id",-13} {"State",-8} {"Roles",-20} {"Created",-11} {"Expires",-11} {"Last used",-17} Name");
        foreach (var key in (await services.GetRequiredService<KeyRing>().ListAsync(cancellationToken)).Select(k => KeyResponse.Of(k, now)))
        {
            var used = key.LastUsedAt is { } at ? Instants.Minute(at) + "Z" : null;
            Console.WriteLine($"{key.Id,-13} {key.State,-8} {string.Join(',', key.Roles),-20} {Day(key.CreatedAt),-11} {(key.ExpiresAt is { } end ? Day(end) : "never"),-11} {used ?? "never",-17} {key.Name}");
        }

        return null;
    }

    private static string[] Split(string[] roles) => [.. roles.SelectMany(role => role.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    private static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
