using Reporting.Engine.Access;
using Reporting.Engine.Members;
using Reporting.Engine.Model;
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Execution;

/// <summary>Reads the members of dimensions that a caller sees.</summary>
public sealed class MemberRunner(SnapshotReader snapshots, CurrentModel models, MemberReader members, MemberKeysReader keys)
{
    /// <summary>The members of a dimension that occur in the engagements that the caller sees, in order of their codes.</summary>
    /// <param name="version">The data version, if the caller has just read it.</param>
    public async Task<Outcome<MemberPage>> ListAsync(MemberQuery query, Caller caller, DataVersion? version, CancellationToken cancellationToken)
    {
        if (!models.Value.VisibleTo(caller.Visible).Dimension(query.Dimension).IsValue(out var dimension, out var problem))
        {
            return problem;
        }

        var byDimension = SnapshotQuery.Everything with { By = [dimension.Id], Limit = query.Limit, Language = query.Language };
        return await snapshots.ReadAsync<MemberPage>(SnapshotQuery.Counting("members", byDimension, caller) with { Version = version }, async snapshot =>
            await members.ReadAsync(query, snapshot.Plan, snapshot.Connection, cancellationToken) with { Version = snapshot.Version }, cancellationToken);
    }

    /// <summary>Returns a test for codes that the caller may use in a filter. For a hidden dimension it is always false.</summary>
    public async Task<Outcome<Func<string, bool>>> KnownAsync(string dimension, Caller caller, CancellationToken cancellationToken)
    {
        if (!models.Value.VisibleTo(caller.Visible).Dimension(dimension).IsValue(out var visible, out _))
        {
            return (Func<string, bool>)(_ => false);
        }

        return await snapshots.ReadAsync<Func<string, bool>>(SnapshotQuery.Counting("codes", SnapshotQuery.Everything, caller) with { Includes = Exclusions.All }, async snapshot =>
        {
            var known = await keys.ReadAsync(snapshot.Version, [visible.Attribute], snapshot.Plan.Scope, snapshot.Connection, cancellationToken);
            return (Func<string, bool>)known.ByAttribute[visible.Attribute.Id].ContainsKey;
        }, cancellationToken);
    }
}
