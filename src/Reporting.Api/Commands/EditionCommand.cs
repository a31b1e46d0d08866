using System.CommandLine;
using Reporting.Delivery.Editions;
using Reporting.Delivery.Releases;
using Reporting.Engine.Access;
using Reporting.Engine.Definitions;
using Reporting.Engine.Model;
using Reporting.Warehouse.Definitions;
using Reporting.Warehouse.Editions;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Api.Commands;

/// <summary><c>edition</c>: publishes, lists, releases, withdraws and deletes editions.</summary>
internal static class EditionCommand
{
    public static Command Create() => new("edition", "Manages editions: data and definitions frozen under a name.") { Publish(), List(), Release(), Change("withdraw", "Withdraws an edition. Only administrators may read it from then on."), Change("delete", "Deletes the data of an edition. Its id is never used again.") };

    /// <summary>The option of commands that can be asked of an edition.</summary>
    public static Option<string?> Option() => new("--edition") { Description = "Id of an edition. Without it, the command is about today." };

    /// <summary>The same by a data version.</summary>
    public static Option<string?> AsOfOption() => new("--as-of") { Description = "A data version instead of an edition: today's, one that an edition keeps, or one that can be rebuilt." };

    /// <summary>Runs a command that reads from an edition, or from a data version; from today's data without both.</summary>
    public static async Task<Problem?> InEditionAsync(IServiceProvider services, string? edition, string? version, Func<Task<Problem?>> command, CancellationToken cancellationToken)
    {
        if (edition is null && version is not null)
        {
            if (!(await services.GetRequiredService<KeptVersions>().FindAsync(version, cancellationToken)).IsValue(out var kept, out var problem))
            {
                return problem;
            }

            edition = kept.Edition?.Edition.Id;
        }

        return edition is null ? await command() : await HeldAsync(services, edition, _ => command(), cancellationToken);
    }

    private static Task<Problem?> HeldAsync(IServiceProvider services, string edition, Func<OpenEdition, Task<Problem?>> command, CancellationToken cancellationToken) =>
        services.GetRequiredService<EditionReader>().InAsync(edition, command, problem => problem, cancellationToken);

    private static Command Publish()
    {
        var id = new Argument<string>("id") { Description = "A new id, such as 2025-final." };
        var state = new Option<string>("--state") { Description = "preliminary or final.", DefaultValueFactory = _ => "preliminary" };
        var note = new Option<string>("--note") { Description = "A note for readers.", DefaultValueFactory = _ => string.Empty };
        var command = new Command("publish", "Publishes today's data and definitions as an edition.") { id, state, note };
        command.SetAction((parsed, cancellationToken) => CommandHost.RunAsync(
            async services =>
            {
                var request = new NewEdition(parsed.GetRequiredValue(id), parsed.GetRequiredValue(state), parsed.GetRequiredValue(note), Caller.Local.Name);
                var published = await services.GetRequiredService<EditionPublisher>().PublishAsync(request, cancellationToken);
                await CommandAudit.RecordAsync(services, AuditAction.Change, "edition publish", $"publish={SafeText.Of(request.Id)}&state={SafeText.Of(request.State)}", published.Problem is null, published.Value?.DataVersion, published.Value?.Engagements);
                if (!published.IsValue(out var edition, out var problem))
                {
                    return problem;
                }

                Console.WriteLine($"Edition {edition.Id} ({EnumNames.Of(edition.State)}) of data version {edition.DataVersion}: {Plural.Of(edition.Engagements, "engagement")}, {edition.Bytes:N0} bytes, {Plural.Of(edition.Reports.Count, "report")} equal to today's.");
                return null;
            },
            prepare: true));
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "Lists the editions, the newest first.");
        command.SetAction((_, cancellationToken) => CommandHost.RunAsync(
            async services =>
            {
                Console.WriteLine($"{"Id",-24} {"State",-12} {"Made",-17} {"Version",8} {"Engagements",12} {"Bytes",16} Note");
                foreach (var edition in await services.GetRequiredService<EditionStore>().ListAsync(cancellationToken))
                {
                    Console.WriteLine($"{edition.Id,-24} {EnumNames.Of(edition.State),-12} {Instants.Minute(edition.MadeAt)}Z {edition.DataVersion,8} {edition.Engagements,12:N0} {edition.Bytes,16:N0} {edition.Withdrawn?.Note ?? edition.Note}");
                }

                return null;
            },
            prepare: true));
        return command;
    }

    private static Command Release()
    {
        var id = new Argument<string>("id") { Description = "Id of the edition, from 'edition list'." };
        var output = new Option<string>("--out") { Description = "A new folder for the files.", Required = true };
        var title = new Option<string?>("--title") { Description = "The title of the release. Default: the name of the edition." };
        var publisher = new Option<string?>("--publisher") { Description = "Who publishes it, for the citation. Default: the maker of the edition." };
        var command = new Command("release", "Writes the tables, reports, codebook and citation of an edition into a folder.") { id, output, title, publisher };
        command.SetAction((parsed, cancellationToken) => CommandHost.RunAsync(
            services => HeldAsync(services, parsed.GetRequiredValue(id), async open =>
            {
                var (known, folder) = (open.Edition, Path.GetFullPath(parsed.GetRequiredValue(output)));
                var request = await ReleaseRequest.OfAsync(known, parsed.GetValue(title), parsed.GetValue(publisher), services.GetRequiredService<EditionStore>(), cancellationToken);
                var written = await services.GetRequiredService<ReleaseWriter>().WriteAsync(request, folder, Caller.Local, cancellationToken);
                await CommandAudit.RecordAsync(services, AuditAction.Export, "edition release", $"id={SafeText.Of(known.Id)}", written.Problem is null, known.DataVersion, known.Engagements);
                if (written.IsValue(out var made, out var problem))
                {
                    Console.WriteLine($"{folder}: {Plural.Of(made.Files, "file")}.");
                }

                return problem;
            }, cancellationToken),
            prepare: true));
        return command;
    }

    private static Command Change(string name, string description)
    {
        var id = new Argument<string>("id") { Description = "Id of the edition, from 'edition list'." };
        var note = new Option<string>("--note") { Description = "Why, for readers.", DefaultValueFactory = _ => string.Empty };
        var command = new Command(name, description) { id, note };
        command.SetAction((parsed, cancellationToken) => CommandHost.RunAsync(
            async services =>
            {
                var (publisher, edition, why) = (services.GetRequiredService<EditionPublisher>(), parsed.GetRequiredValue(id), parsed.GetRequiredValue(note));
                var problem = (await (name == "withdraw" ? publisher.WithdrawAsync(edition, Caller.Local.Name, why, cancellationToken) : publisher.DeleteAsync(edition, Caller.Local.Name, why, cancellationToken))).Problem;
                await CommandAudit.RecordAsync(services, AuditAction.Change, "edition " + name, $"id={SafeText.Of(edition)}", problem is null);
                return problem;
            },
            prepare: true));
        return command;
    }
}
