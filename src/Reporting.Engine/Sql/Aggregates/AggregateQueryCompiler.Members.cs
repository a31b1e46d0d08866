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
        var sets = keys.Count == 0 ? SetCounts.Of(plan, keys, values, dialect, links) : null;
        if (column == "CountryCode" && sets?.Members("participation.country", figures.Single()) is { } counted)
        {
            return counted;
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

    private string Kinds => $"\n      {dialect.LookupJoin} DimParticipant m ON m.ParticipantKey = e.MemberKey";
}
