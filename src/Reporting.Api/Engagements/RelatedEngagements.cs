using Reporting.Api.Pages;
using Reporting.Engine.Access;
using Reporting.Engine.Engagements;
using Reporting.Engine.Execution;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Members;

namespace Reporting.Api.Engagements;

/// <summary>The newest engagements of the same participants, and those of the same domain.</summary>
internal sealed class RelatedEngagements(EngagementRunner runner)
{
    private const int Shown = 6;
    private const int MaxParticipants = 10;

    public async Task<RelatedLists> ReadAsync(
        ListedEngagement engagement, QueryAddress all, string language, SemanticModel visible, Caller caller, CancellationToken cancellationToken)
    {
        var participants = engagement.Participants.Select(l => l.Code).Where(c => c != UnknownMembers.Code).Distinct(StringComparer.Ordinal).Take(MaxParticipants).Order(StringComparer.Ordinal).ToList();
        var domain = engagement.Domains.Where(d => d.IsPrimary).Select(d => d.Code).ToList();
        // The lists leave out drafts and what was not held, as every list does.
        var isListed = engagement is { Status: null, Review: not { IsDraft: true } };
        return new RelatedLists(await ListAsync("participation.participant", participants), await ListAsync("domain.domain", domain));

        async Task<RelatedList?> ListAsync(string attribute, IReadOnlyList<string> codes)
        {
            if (codes.Count == 0 || visible.FindDimension(attribute) is not { } dimension)
            {
                return null;
            }

            var filter = new QueryFilter(dimension.Id, FilterMode.Any, codes);
            var query = new EngagementQuery(new ReportQuery { Measures = [], Filters = [filter], Limit = Shown + 1, Language = language }, null);
            return (await runner.ListAsync(query, caller, null, cancellationToken)).IsValue(out var page, out _)
                ? new RelatedList([.. page.Engagements.Where(e => e.Code != engagement.Code).Take(Shown)], page.Count - (isListed ? 1 : 0), page.Count, (all with { Filters = [filter] }).ToString())
                : null;
        }
    }
}

/// <summary>Lists of related engagements; null if the caller does not see what they have in common.</summary>
public sealed record RelatedLists(RelatedList? OfParticipants, RelatedList? OfDomain);

/// <summary>The newest of some engagements.</summary>
/// <param name="Count">The number of all of them, without the engagement itself.</param>
/// <param name="InList">The number of engagements in the whole list.</param>
/// <param name="All">The address of the whole list.</param>
public sealed record RelatedList(IReadOnlyList<ListedEngagement> Engagements, long Count, long InList, string All);
