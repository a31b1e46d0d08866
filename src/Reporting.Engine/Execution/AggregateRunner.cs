using Reporting.Engine.Access;
using Reporting.Engine.Composition;
using Reporting.Engine.Queries;
using Reporting.Engine.Sql.Aggregates;
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Execution;

/// <summary>Answers aggregates: measures by dimensions.</summary>
public sealed class AggregateRunner(SnapshotReader snapshots, ResultReader results, ComposedReader composed, ClassificationReader classifications)
{
    /// <summary>The kind of these queries, as part of their ids.</summary>
    internal const string Kind = "table";

    /// <param name="version">The data version, if the caller has just read it. It is then read once more, after the statements.</param>
    /// <param name="sharesFilters">See <see cref="SnapshotQuery.SharesFilters"/>.</param>
    public Task<Outcome<ResultTable>> RunAsync(ReportQuery query, Caller caller, DataVersion? version, CancellationToken cancellationToken, bool? sharesFilters = null) =>
        snapshots.ReadAsync<ResultTable>(new SnapshotQuery(Kind, query, caller) { Version = version, SharesFilters = sharesFilters }, async snapshot =>
        {
            var (plan, connection) = (snapshot.Plan, snapshot.Connection);
            if (await results.RefusalAsync(plan, connection, cancellationToken) is { } refusal)
            {
                return refusal;
            }

            if (!(plan.IsComposed ? await composed.ReadAsync(plan, snapshot.Version, connection, cancellationToken) : await results.ReadAsync(plan, connection, cancellationToken)).IsValue(out var table, out var problem))
            {
                return problem;
            }

            return table with
            {
                Version = snapshot.Version,
                Language = plan.Language,
                Handling = await classifications.ReadAsync(snapshot, cancellationToken),
                Filters = plan.FilterText,
                FilterTexts = [.. plan.Filters.Where(f => f.Words.Count > 0).Select(f => new FilterText(f.Dimension.Id, f.Words))],
                Counting = [.. plan.Counting, .. IncompleteSentences.Of(table, snapshot.Version, plan.Language)],
            };
        }, cancellationToken);
}
