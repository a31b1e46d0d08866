using System.CommandLine;
using Reporting.Api.Aggregates;
using Reporting.Engine.Access;
using Reporting.Engine.Comparisons;
using Reporting.Engine.Definitions;
using Reporting.Engine.Execution;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Commands;

/// <summary><c>query</c>: runs a query and prints the JSON of /api/v1/aggregates.</summary>
internal static class QueryCommand
{
    public static Command Create()
    {
        var measures = new Option<string>("--measures") { Description = "Measures, separated by commas.", DefaultValueFactory = _ => "engagements" };
        var by = new Option<string?>("--by") { Description = "Dimensions of a row, separated by commas." };
        var filters = new Option<string[]>("--filter") { Description = "name=value, as in the URL; may be repeated.", DefaultValueFactory = _ => [] };
        var order = new Option<string?>("--order") { Description = "Measures or dimensions to sort by; - sorts descending." };
        var totals = new Option<string?>("--totals") { Description = "grand or levels." };
        var limit = new Option<string?>("--limit") { Description = "Maximum number of rows." };
        var edition = EditionCommand.Option();
        var version = EditionCommand.AsOfOption();
        var compare = new Option<string?>("--compare") { Description = "Id of an edition, whose figures stand beside those of the result, with differences." };
        var command = new Command("query", "Runs a query and prints the result as JSON.") { measures, by, filters, order, totals, limit, edition, version, compare };
        command.SetAction((parsed, cancellationToken) =>
        {
            var pairs = new (string Name, string? Value)[]
            {
                ("measures", parsed.GetValue(measures)), ("by", parsed.GetValue(by)), ("order", parsed.GetValue(order)),
                ("totals", parsed.GetValue(totals)), ("limit", parsed.GetValue(limit)), (QueryParameters.Compare, parsed.GetValue(compare)),
            }.Where(p => p.Value is not null).Select(p => new KeyValuePair<string, string>(p.Name, p.Value!)).ToList();
            return CommandHost.RunAsync(
                services => NameValue.Read(parsed.GetValue(filters)!) is { Problem: null, Value: { } filterPairs }
                    ? EditionCommand.InEditionAsync(services, parsed.GetValue(edition), parsed.GetValue(version), () => AskAsync(services, pairs.Concat(filterPairs), parsed.GetValue(edition), cancellationToken), cancellationToken)
                    : Task.FromResult(NameValue.Read(parsed.GetValue(filters)!).Problem),
                prepare: true);
        });
        return command;
    }

    private static async Task<Problem?> AskAsync(IServiceProvider services, IEnumerable<KeyValuePair<string, string>> pairs, string? edition, CancellationToken cancellationToken)
    {
        var parameters = pairs.ToList();
        var text = string.Join('&', parameters.Concat(edition is null ? [] : [new("edition", edition)]).Select(p => $"{p.Key}={p.Value}"));
        if (!services.GetRequiredService<QueryParameters>().Read(parameters, Caller.Local).IsValue(out var query, out var problem)
            || !(await AnswerAsync(services, query, cancellationToken)).IsValue(out var table, out problem))
        {
            await CommandAudit.RecordAsync(services, AuditAction.Question, "query", text, isAnswered: false);
            return problem;
        }

        await CommandAudit.RecordAsync(services, AuditAction.Question, "query", text, isAnswered: true, table.Version.Version, table.Rows.Count);

        await using var output = Console.OpenStandardOutput();
        await AggregateJson.WriteAsync(output, table, services.GetRequiredService<TimeProvider>().GetUtcNow(), cancellationToken);
        Console.WriteLine();
        return null;
    }

    private static async Task<Outcome<ResultTable>> AnswerAsync(IServiceProvider services, ReportQuery query, CancellationToken cancellationToken)
    {
        if (query.Compare is not { } id)
        {
            return await services.GetRequiredService<AggregateRunner>().RunAsync(query, Caller.Local, null, cancellationToken);
        }

        return (await services.GetRequiredService<EditionReader>().OpenAsync(id, Caller.Local, cancellationToken)).IsValue(out var edition, out var problem)
            ? await services.GetRequiredService<ComparisonRunner>().RunAsync(query, edition, Caller.Local, cancellationToken)
            : problem;
    }
}
