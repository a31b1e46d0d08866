using Reporting.Engine.Model;

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

    private AggregateQuery Members(IReadOnlyList<ModelDimension> keys, BridgeKind links, string column, BaseAggregate[] figures)
    {
        if (keys.Count == 0 && SetCounts.Of(plan, keys, values, dialect, links) is { } sets)
        {
            return MembersOfSet(sets, links, column, figures);
        }

        var source = new RowSource(plan, keys, [links], needsFact: false, values, dialect, member: column);
        var member = $"{RowSource.Alias(links)}.{column}";
        var inner = IsInOrder(source, member) ? Once(source, [$"{member} AS MemberKey"], member, isInOrder: true) : Distinct(source, $"{member} AS MemberKey");
        return new AggregateQuery(
            $"""
            SELECT {Columns(Outer(keys), figures.Select(_figures.OfMembers))}
                  FROM ({inner}) e{(figures.Contains(BaseAggregate.People) ? Kinds : string.Empty)}{GroupBy(Sorted(keys))}
            """,
            figures);
    }

    // Participants are few beside their lines: the first line of each decides. Others are read in the order of their index.
    private AggregateQuery MembersOfSet(SetCounts sets, BridgeKind links, string column, BaseAggregate[] figures)
    {
        if (column == "CountryCode" && sets.Members("participation.country", figures.Single()) is { } countries)
        {
            return countries;
        }

        var kept = sets.Kept is { } bits ? dialect.IsBitSet(values.Add(bits), "x.EngagementKey") : "1 = 1";
        var inner = links == BridgeKind.Participation && column != "CountryCode"
            ? $"SELECT p.ParticipantKey AS MemberKey FROM DimParticipant p WHERE EXISTS (SELECT 1 FROM {RowSource.Table(links)} x WHERE x.{column} = p.ParticipantKey AND {kept})"
            : $"SELECT DISTINCT x.{column} AS MemberKey FROM {RowSource.Table(links)} x WHERE {kept}";
        return new AggregateQuery($"SELECT {Columns([], figures.Select(_figures.OfMembers))}\n      FROM ({inner}) e{(figures.Contains(BaseAggregate.People) ? Kinds : string.Empty)}", figures);
    }

    private string Kinds => $"\n      {dialect.LookupJoin} DimParticipant m ON m.ParticipantKey = e.MemberKey";
}
