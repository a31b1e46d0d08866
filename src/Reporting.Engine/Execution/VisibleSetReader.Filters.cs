using System.Data.Common;
using System.Text.Json;
using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Engine.Queries;
using Reporting.Engine.Sql;
using Reporting.Warehouse.Imports.History;

namespace Reporting.Engine.Execution;

// The engagements of a filter (decision 0066). The statements of a page test a bit of each row and do not join the links of the filter each time.
public sealed partial class VisibleSetReader
{
    /// <summary>With fewer engagements a join takes less time than finding the set.</summary>
    public long MinKeys { get; init; } = 50_000;

    /// <summary>The filters of the plan with the engagements that each keeps, where these are worth finding.</summary>
    /// <param name="connection">That from which the version was read.</param>
    internal async Task<IReadOnlyList<PlannedFilter>> FindAsync(QueryPlan plan, DataVersion version, DbConnection connection, CancellationToken cancellationToken)
    {
        if (!dialect.HasBits || version.Version == 0 || !plan.Filters.Any(f => MayBeFound(f, plan)) || !await IsLargeAsync(connection, cancellationToken))
        {
            return plan.Filters;
        }

        var found = new List<PlannedFilter>();
        foreach (var filter in plan.Filters)
        {
            found.Add(MayBeFound(filter, plan) ? filter with { Found = await FoundAsync(filter, version, connection, cancellationToken) } : filter);
        }

        return found;
    }

    private async Task<VisibleSet?> FoundAsync(PlannedFilter filter, DataVersion version, DbConnection connection, CancellationToken cancellationToken)
    {
        var kept = new PlannedScope($"filter\u001f{filter.Dimension.Attribute.Id}\u001f{filter.Mode}\u001f{JsonSerializer.Serialize(filter.Keys)}", [[filter]]);
        return (await KeptAsync(kept, version, connection, async () => await BitsOfMembersAsync(filter, version, connection, cancellationToken) is { } bits
            ? await SetAsync(kept, bits, connection, cancellationToken)
            : await SetAsync(kept, new VisibleRows(PlannedScope.Everything, dialect, [filter]), connection, cancellationToken), cancellationToken)).Set;
    }

    // Periods are columns of every row. The status depends on the day, and the other side of a pair must be of the same line. Cells by the filtered links
    // are counted from those links.
    private static bool MayBeFound(PlannedFilter filter, QueryPlan plan) =>
        filter is { Dimension.Time: null, Dimension.Attribute: { Fixed: null, IsOfDate: false }, Ranges.Count: 0 }
        && (filter.On == BridgeKind.Engagement || filter.Mode is not (FilterMode.Links or FilterMode.Outside) || (!filter.Dimension.Attribute.IsOfPartner && plan.By.All(d => d.Attribute.On != filter.On)));

    private async Task<bool> IsLargeAsync(DbConnection connection, CancellationToken cancellationToken) => await LastKeyAsync(connection, cancellationToken) >= MinKeys;
}
