namespace Reporting.Engine.Feed;

/// <summary>The elements of a collection in SQL: links of an engagement with a known member.</summary>
/// <param name="From">The links as b, and the tables that name their members.</param>
internal sealed record FeedElements(string From, string Code, string IsStated)
{
    public static readonly FeedElements Domains = new("BridgeEngagementDomain b JOIN DimDomain m ON m.DomainKey = b.DomainKey", "m.Code", "b.DomainKey <> 0");

    public static readonly FeedElements Participants = new("BridgeEngagementParticipant b JOIN DimParticipant m ON m.ParticipantKey = b.ParticipantKey", "m.Code", "b.ParticipantKey <> 0");

    public static readonly FeedElements Countries = new("BridgeEngagementParticipant b", "b.CountryCode", "b.CountryCode <> 'unknown'");

    /// <summary>The elements of the engagement with this alias. They may repeat.</summary>
    public string Of(string alias) => $"FROM {From} WHERE b.EngagementKey = {alias}.EngagementKey AND {IsStated}";
}
