using Reporting.Engine.Model;
using Reporting.Warehouse.Members;

namespace Reporting.Engine.Sql.Aggregates;

// Distinct members: people, organisations, countries and sources.
internal sealed partial class AggregateQueryCompiler
{
    private static readonly (BridgeKind Links, string Column, BaseAggregate[] Figures)[] DistinctMembers =
    [
        (BridgeKind.Participation, "ParticipantKey", [BaseAggregate.Participants, BaseAggregate.People]),
        (BridgeKind.Participation, "OrganisationKey", [BaseAggregate.Organisations]),
        (BridgeKind.Participation, "CountryCode", [BaseAggregate.Countries]),
        (BridgeKind.Source, "SourceKey", [BaseAggregate.Sources]),
    ];

    private readonly Dictionary<BridgeKind, bool[][]?> _members = [];

    private AggregateQuery Members(IReadOnlyList<ModelDimension> keys, BridgeKind links, string column, BaseAggregate[] figures)
    {
        var sets = keys.Count == 0 ? SetCounts.Of(plan, keys, values, dialect, links) : null;
        if (column == "CountryCode" && sets?.Members("participation.country", figures.Single()) is { } counted)
        {
            return counted;
        }

        if (sets is not null && Members(sets, links) is { } seen)
        {
            return new AggregateQuery($"SELECT {string.Join(", ", figures.Select(f => $"{values.Add(Count(f, seen))} AS {f}"))}", figures);
        }

        // A year is a column of every index of lines. Other filters are tested by one bit.
        var narrowed = sets is not null && (links == BridgeKind.Source || plan.Filters.Any(f => f.Dimension.Time is null)) ? sets.Narrowed() : plan;
        var source = new RowSource(narrowed, keys, [links], needsFact: false, values, dialect, member: column);
        var member = $"{RowSource.Alias(links)}.{column}";
        var inner = IsInOrder(source, member) ? Once(source, [$"{member} AS MemberKey"], member, isInOrder: true) : Distinct(source, $"{member} AS MemberKey");
        return new AggregateQuery(
            $"""
            SELECT {Columns(Outer(keys), figures.Select(_figures.OfMembers))}
                  FROM ({inner}) e{(figures.Contains(BaseAggregate.People) ? Kinds : string.Empty)}{GroupBy(Sorted(keys))}
            """,
            figures);
    }

    // Several figures count the same links.
    private bool[][]? Members(SetCounts sets, BridgeKind links) => _members.TryGetValue(links, out var members) ? members : _members[links] = sets.Members(links);

    private int Count(BaseAggregate figure, bool[][] seen)
    {
        var links = plan.Sets!.Links;
        return figure switch
        {
            BaseAggregate.People => Keys(0).Count(key => links[BridgeKind.Participation].Groups["participation.kind"][key] == "person"),
            BaseAggregate.Countries => Keys(2).Count(key => links[BridgeKind.Participation].Codes[key] != UnknownMembers.Code),
            _ => Keys(figure == BaseAggregate.Organisations ? 1 : 0).Count(key => key != 0),
        };

        IEnumerable<int> Keys(int column) => seen[column].Index().Where(member => member.Item).Select(member => member.Index);
    }

    private string Kinds => $"\n      {dialect.LookupJoin} DimParticipant m ON m.ParticipantKey = e.MemberKey";
}
