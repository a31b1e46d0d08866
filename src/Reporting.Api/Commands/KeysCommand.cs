using System.CommandLine;
using System.Globalization;
using Reporting.Api.Access.Keys;
using Reporting.Engine.Access;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Commands;

/// <summary><c>keys</c>: makes, lists and revokes API keys.</summary>
internal static class KeysCommand
{
    public static Command Create() => new("keys", "API keys: who may ask.") { Make(), List(), Revoke() };

    private static Command Make()
    {
        var roles = new Option<string[]>("--role") { Description = "reader, exporter, importer, scheduler, admin, or one of reports/access.yml; may be repeated.", Required = true };
        var name = new Option<string>("--name") { Description = "The person or program that will use it.", Required = true };
        var expires = new Option<string?>("--expires") { Description = "How long it holds: 12h, 90d, 8w, 2y. Without it, until it is revoked." };
        var command = new Command("create", "Makes a key and prints it, alone on the last line. It is shown this once.") { roles, name, expires };
        command.SetAction((parsed, cancellationToken) => CommandHost.RunAsync(
            services => MakeAsync(services, parsed.GetRequiredValue(name), parsed.GetRequiredValue(roles), parsed.GetValue(expires), cancellationToken),
            prepare: true));
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "Lists the keys, the revoked ones too, without their secrets.");
        command.SetAction((_, cancellationToken) => CommandHost.RunAsync(services => ListAsync(services, cancellationToken), prepare: true));
        return command;
    }

    private static Command Revoke()
    {
        var id = new Argument<string>("id") { Description = "Id of the key, as 'keys list' shows it." };
        var command = new Command("revoke", "Revokes a key. A running program refuses it within half a minute.") { id };
        command.SetAction((parsed, cancellationToken) => CommandHost.RunAsync(
            services => RevokeAsync(services, parsed.GetRequiredValue(id), cancellationToken),
            prepare: true));
        return command;
    }

    private static async Task<Problem?> MakeAsync(IServiceProvider services, string name, string[] roles, string? expires, CancellationToken cancellationToken)
    {
        if (!Lifetime.Read(expires).IsValue(out var lifetime, out var problem)
            || !(await services.GetRequiredService<KeyRing>().MakeAsync(name, Words(roles), lifetime, Caller.Local.Name, cancellationToken)).IsValue(out var made, out problem))
        {
            return problem;
        }

        await CommandAudit.RecordAsync(services, AuditAction.Change, "keys create", made.Words, isAnswered: true);
        var until = made.Stored.ExpiresAt is { } end ? $"until {Day(end)}" : "until it is revoked";
        Console.WriteLine($"Key {made.Stored.Id} for {made.Stored.Name} ({string.Join(", ", made.Stored.Roles)}), {until}. Keep it: it is not shown again.");
        Console.WriteLine(made.Text);
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
            var used = key.LastUsedAt?.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
            Console.WriteLine($"{key.Id,-13} {key.State,-8} {string.Join(',', key.Roles),-20} {Day(key.CreatedAt),-11} {(key.ExpiresAt is { } end ? Day(end) : "never"),-11} {used ?? "never",-17} {key.Name}");
        }

        return null;
    }

    private static string[] Words(string[] roles) => [.. roles.SelectMany(role => role.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    private static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
