using Reporting.Engine.Access;
using Reporting.Engine.Execution;
using Reporting.Engine.Model;
using Reporting.Warehouse.Members;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Imports;

/// <summary>Determines which members an importer may see.</summary>
internal sealed class ImporterVisibility(MemberRunner members, CurrentModel models)
{
    /// <param name="all">True if the caller may see all engagements.</param>
    public async Task<Outcome<VisibleMembers>> OfAsync(Caller caller, bool all, CancellationToken cancellationToken)
    {
        if (all)
        {
            return VisibleMembers.All;
        }

        return (await CodesAsync(caller, cancellationToken, "domain.domain")).IsValue(out var domain, out var problem)
            && (await CodesAsync(caller, cancellationToken, "domain.group")).IsValue(out var group, out problem)
            && (await CodesAsync(caller, cancellationToken, "type.type")).IsValue(out var type, out problem)
            && (await CodesAsync(caller, cancellationToken, "type.category")).IsValue(out var category, out problem)
            && (await CodesAsync(caller, cancellationToken, "participation.participant", "participation.organisation")).IsValue(out var participant, out problem)
            && (await CodesAsync(caller, cancellationToken, "source.source")).IsValue(out var source, out problem)
            && (await CodesAsync(caller, cancellationToken, "participation.participant")).IsValue(out var visibleParticipants, out problem)
            ? new VisibleMembers(domain, group, type, category, participant, source)
            {
                CanNameParticipant = code => Shown(caller, "participation.country").Count > 0 && visibleParticipants.CanName(code),
            }
            : problem;
    }

    private async Task<Outcome<VisibleCodes>> CodesAsync(Caller caller, CancellationToken cancellationToken, params string[] attributes)
    {
        var known = new List<Func<string, bool>>();
        foreach (var dimension in attributes.SelectMany(attribute => Shown(caller, attribute)))
        {
            if (!(await members.KnownAsync(dimension, caller, cancellationToken)).IsValue(out var codes, out var problem))
            {
                return problem;
            }

            known.Add(codes);
        }

        return new VisibleCodes(code => known.Exists(codes => codes(code)), IsDimensionVisible: known.Count > 0);
    }

    private List<string> Shown(Caller caller, string attribute) => [.. models.Value.VisibleTo(caller.Visible).Dimensions.Where(d => d.Attribute.Id == attribute).Select(d => d.Id)];
}
