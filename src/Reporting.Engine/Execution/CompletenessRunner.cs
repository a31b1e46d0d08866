using Reporting.Engine.Access;
using Reporting.Engine.Engagements;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Engine.Sql;
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Execution;

/// <summary>Tells how much of what a query counts lacks a date, a place, a domain or a second source, and how late it was recorded.</summary>
public sealed class CompletenessRunner(SnapshotReader snapshots, ClassificationReader classifications, SqlDialect dialect, CurrentModel models)
{
    /// <summary>Problems: those of the query.</summary>
    /// <param name="version">The data version, if the caller has just read it.</param>
    public Task<Outcome<CompletenessResult>> RunAsync(ReportQuery query, Caller caller, DataVersion? version, CancellationToken cancellationToken)
    {
        var counted = query with { Measures = SnapshotQuery.Everything.Measures, By = [], Order = [], Totals = TotalsKind.None, Fill = false, After = null };
        var masking = new FieldMasking(models.Value, caller.Visible, Languages.Language.Of(query.Language));
        return snapshots.ReadAsync<CompletenessResult>(SnapshotQuery.Counting("completeness", counted, caller) with { Version = version }, async snapshot => new CompletenessResult(
            masking.Of(await new CompletenessReader(dialect).ReadAsync(snapshot.Plan, snapshot.Connection, cancellationToken)),
            snapshot.Version,
            snapshot.Plan.FilterText,
            await classifications.ReadAsync(snapshot, cancellationToken),
            snapshot.Plan.Counting), cancellationToken);
    }
}
