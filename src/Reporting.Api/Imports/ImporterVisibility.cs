using Reporting.Engine.Access;
using Reporting.Engine.Execution;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Imports;

/// <summary>The members that an importer sees.</summary>
internal sealed class ImporterVisibility(QueryRunner runner)
{
    /// <param name="all">True for who may see all engagements.</param>
    public async Task<Outcome<VisibleMembers>> OfAsync(Caller caller, bool all, CancellationToken cancellationToken)
    {
        if (all)
        {
            return VisibleMembers.All;
        }

        return (await runner.KnownAsync("domain", caller, cancellationToken)).IsValue(out var domain, out var problem)
            && (await runner.KnownAsync("engagement_type", caller, cancellationToken)).IsValue(out var type, out problem)
            && (await runner.KnownAsync("participant", caller, cancellationToken)).IsValue(out var participant, out problem)
            // Of a participant an import also tells the country.
            ? new VisibleMembers(domain, type, caller.Visible.ShowsDimension("participant_country") ? participant : _ => false)
            : problem;
    }
}
