using System.CommandLine;
using System.Globalization;
using Reporting.Warehouse.Demo;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Api.Commands;

/// <summary><c>demo generate</c>: fills the embedded database with invented engagements.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var engagements = new Option<int>("--engagements") { Description = "Number of engagements.", DefaultValueFactory = _ => 10_000 };
        var seed = new Option<long>("--seed") { Description = "The same seed gives the same data.", DefaultValueFactory = _ => 1 };
        var generate = new Command("generate", "Generates invented engagements over 25 years, as one data version.") { engagements, seed };
        generate.SetAction((parsed, cancellationToken) => CommandHost.RunAsync(
            services => GenerateAsync(services, new DemoRequest(parsed.GetValue(engagements), parsed.GetValue(seed)), cancellationToken),
            prepare: true));
        return new Command("demo", "Demo data for trying the program.") { generate };
    }

    private static async Task<Problem?> GenerateAsync(IServiceProvider services, DemoRequest request, CancellationToken cancellationToken)
    {
        if (!(await services.GetRequiredService<DemoGenerator>().RunAsync(request, cancellationToken)).IsValue(out var demo, out var problem))
        {
            return problem;
        }

        await CommandAudit.RecordAsync(services, AuditAction.Import, "demo generate", $"engagements={request.Engagements}&seed={request.Seed}", isAnswered: true, demo.DataVersion, demo.Engagements);
        var seconds = demo.Took.TotalSeconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Generated {Plural.Of(demo.Engagements, "engagement")} from seed {request.Seed}: {Plural.Of(demo.DomainLinks, "domain link")}, {Plural.Of(demo.Lines, "line")} of {Plural.Of(demo.Participants, "participant")}, {Plural.Of(demo.SourceLinks, "link")} to {Plural.Of(demo.Sources, "source")}."));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"It took {seconds:0.0} s with all indexes (engagements a second: {demo.Engagements / seconds:N0}); data version {demo.DataVersion}."));
        return null;
    }
}
