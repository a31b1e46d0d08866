using Reporting.Engine.Access;
using Reporting.Engine.Planning;
using Reporting.Engine.Queries;
using Reporting.Engine.Sql.Aggregates;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Execution;

/// <summary>Answers aggregates: measures by dimensions.</summary>
public sealed class AggregateRunner(SnapshotReader snapshots, ResultReader results, ClassificationReader classifications)
{
    public Task<Outcome<ResultTable>> RunAsync(ReportQuery query, Caller caller, CancellationToken cancellationToken) =>
        snapshots.ReadAsync<ResultTable>(new SnapshotQuery("table", query, caller), async snapshot =>
        {
            var (plan, connection) = (snapshot.Plan, snapshot.Connection);
            if (await results.RefusalAsync(plan, connection, cancellationToken) is { } refusal)
            {
                return refusal;
            }

            return await results.ReadAsync(plan, connection, cancellationToken) with
            {
                Version = snapshot.Version,
                Language = plan.Language,
                Handling = await classifications.ReadAsync(snapshot, cancellationToken),
                Filters = QueryFormatter.Filters(plan, query.Search),
                FilterTexts = [.. plan.Filters.Where(f => f.Words.Count > 0).Select(f => new FilterText(f.Dimension.Id, f.Words))],
                Counting = QueryFormatter.Counting(plan),
            };
        }, cancellationToken);
}
