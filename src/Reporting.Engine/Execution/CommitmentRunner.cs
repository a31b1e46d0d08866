using Reporting.Engine.Access;
using Reporting.Engine.Engagements;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Engine.Sql;
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Members;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Execution;

/// <summary>Lists commitments of agreements with their states on a day. All of them are read, because the state is derived and not stored.</summary>
public sealed class CommitmentRunner(SnapshotReader snapshots, ClassificationReader classifications, SqlDialect dialect, CurrentModel models)
{
    private static readonly Problem Withheld = new(ErrorCodes.LinksWithheld, "Your roles hide dates, from which the states of commitments follow.", "Ask a person who sees the dates of engagements.");

    /// <summary>A page of commitments. Problems: those of the query, <c>bad-choice</c>, <c>malformed-after</c>, <c>links-withheld</c>.</summary>
    /// <param name="version">The data version, if the caller has just read it.</param>
    public async Task<Outcome<CommitmentPage>> ListAsync(CommitmentQuery query, Caller caller, DataVersion? version, CancellationToken cancellationToken)
    {
        if (!CommitmentMark.ParseOptional(query.After).IsValue(out var place, out var problem))
        {
            return problem;
        }

        var masking = new FieldMasking(models.Value, caller.Visible, Languages.Language.Of(query.Query.Language));
        if (!masking.ShowsCommitments)
        {
            return Withheld;
        }

        var listing = query.Query with { Measures = SnapshotQuery.Everything.Measures, By = [], Order = [], Totals = TotalsKind.None, After = null };
        listing = listing with { AsOfDay = CommitmentSetReader.NamesStates(listing, models.Value) ? query.AsOfDay : null };
        return await snapshots.ReadAsync<CommitmentPage>(SnapshotQuery.Counting("commitments", listing, caller) with { Version = version }, async snapshot =>
        {
            if (CommitmentSetReader.AfterTheData(query.AsOfDay, snapshot.Version) is { } tooLate)
            {
                return tooLate;
            }

            var day = query.AsOfDay ?? snapshot.Version.Day;
            var all = await new CommitmentReader(dialect, models.Value).ListAsync(snapshot.Plan, day ?? DateOnly.MinValue, query.AsOfDay is not null, query.WithPairs, snapshot.Connection, cancellationToken);
            var found = all.Where(c => Keeps(query, c)).Select(masking.Of).ToList();
            var (followUps, handlings) = await new FollowUpReader(dialect).ReadAsync(snapshot.Plan, day ?? DateOnly.MinValue, query.Engagement, masking.ShowsCategories, snapshot.Connection, cancellationToken);
            var handling = classifications.Highest(found.SelectMany(c => c.Handlings).Concat(handlings), snapshot.Plan.Language);
            return Page(found, query, place.Mark, new CommitmentPage([], null, 0, States([]), day, query.Query.Limit, snapshot.Version, snapshot.Plan.FilterText, handling) { FollowUps = followUps });
        }, cancellationToken);
    }

    private static CommitmentPage Page(List<ListedCommitment> found, CommitmentQuery query, CommitmentMark? after, CommitmentPage empty)
    {
        var kept = found.Where(c => query.States.Count == 0 || query.States.Contains(c.State)).Select(c => (Mark: CommitmentMark.Of(c), Commitment: c)).OrderBy(c => c.Mark, CommitmentMark.InOrder).ToList();
        var rest = kept.Where(c => after is null || CommitmentMark.InOrder.Compare(c.Mark, after) > 0).ToList();
        var page = rest.Take(query.Query.Limit).ToList();
        return empty with { Commitments = page.ConvertAll(c => c.Commitment), Next = rest.Count > page.Count ? page[^1].Mark.Text : null, Count = kept.Count, States = States(found) };
    }

    private static Dictionary<string, int> States(IReadOnlyCollection<ListedCommitment> found) =>
        CommitmentStates.All.ToDictionary(state => state, state => found.Count(c => c.State == state), StringComparer.Ordinal);

    private bool Keeps(CommitmentQuery query, ListedCommitment commitment) =>
        (query.Engagement is null || commitment.Engagement!.Code == query.Engagement)
        && (query.Party is null || commitment.Parties.Any(party => party.Code == query.Party))
        && (query.Domain is null || query.Domain.Split(',').Contains(commitment.Domain?.Code ?? UnknownMembers.Code, StringComparer.Ordinal))
        && (query.DueFrom is not { } from || commitment.DueBy >= from)
        && (query.DueTo is not { } to || commitment.DueBy <= to)
        && query.Query.Filters.Where(f => f.Mode == FilterMode.Links).All(f => Keeps(f, commitment));

    // A filter on domains or states keeps the commitments of these domains or states, as it keeps the links.
    private bool Keeps(QueryFilter filter, ListedCommitment commitment) => AttributeOf(filter) switch
    {
        { Fixed: FixedMembers.Groups groups } => CodeOf(groups.Of, commitment) is not { } code || groups.With(code).Any(group => filter.Values.Contains(group, StringComparer.Ordinal)),
        { } attribute => CodeOf(attribute, commitment) is not { } code || filter.Values.Contains(code, StringComparer.Ordinal),
        null => true,
    };

    // Null for an attribute that a commitment does not have.
    private static string? CodeOf(StarAttribute attribute, ListedCommitment commitment) => attribute.Id switch
    {
        StarSchema.CommitmentState => commitment.State,
        "domain.domain" => commitment.Domain?.Code ?? UnknownMembers.Code,
        "domain.group" => commitment.DomainGroup,
        _ => null,
    };

    private StarAttribute? AttributeOf(QueryFilter filter) => models.Value.Dimensions.FirstOrDefault(d => d.Id == filter.Dimension)?.Attribute;
}
