using Dapper;
using Reporting.Warehouse.Dates;
using Reporting.Warehouse.Imports.Checks;
using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Members;

namespace Reporting.Warehouse.Tests.Demo;

/// <summary>Reads engagements from the star as checked engagements, with their stored hash.</summary>
internal static class StoredEngagements
{
    private const string Facts = """
        SELECT f.EngagementKey AS K, f.Code, f.Title, f.Summary, f.StartDateKey AS S, f.EndDateKey AS E, t.Code AS Type, p.Code AS Place, f.Headcount, f.AmountCents, f.Handling, f.RowHash
        FROM FactEngagement f JOIN DimEngagementType t ON t.EngagementTypeKey = f.EngagementTypeKey JOIN DimPlace p ON p.PlaceKey = f.PlaceKey
        """;

    private const string Domains = "SELECT b.EngagementKey AS K, d.Code, b.WeightParts AS Parts, b.IsPrimary FROM BridgeEngagementDomain b JOIN DimDomain d ON d.DomainKey = b.DomainKey";

    private const string Lines = """
        SELECT b.EngagementKey AS K, p.Code, o.Code AS OnBehalfOf, b.CountryCode AS Country, b.Role, b.Capacity
        FROM BridgeEngagementParticipant b JOIN DimParticipant p ON p.ParticipantKey = b.ParticipantKey LEFT JOIN DimParticipant o ON o.ParticipantKey = b.OnBehalfOfKey
        ORDER BY b.EngagementKey, b.[LineNo]
        """;

    private const string Sources = "SELECT b.EngagementKey AS K, s.Code FROM BridgeEngagementSource b JOIN DimSource s ON s.SourceKey = b.SourceKey";

    public static async Task<List<(CheckedEngagement Engagement, string RowHash)>> ReadAsync(TestWarehouse warehouse)
    {
        await using var connection = await warehouse.Connections.OpenReadAsync();
        var domains = (await connection.QueryAsync(Domains)).ToLookup(d => (long)d.K);
        var lines = (await connection.QueryAsync(Lines)).ToLookup(l => (long)l.K);
        var sources = (await connection.QueryAsync(Sources)).ToLookup(s => (long)s.K);
        var all = new List<(CheckedEngagement, string)>();
        foreach (var f in await connection.QueryAsync(Facts))
        {
            all.Add((
                new CheckedEngagement(1, (string)f.Code)
                {
                    Title = f.Title,
                    Summary = f.Summary,
                    Start = new PartialDate((int)f.S),
                    End = new PartialDate((int)f.E),
                    Type = GroupedDescription.Unknown with { Code = (string)f.Type },
                    Place = PlaceDescription.Unknown with { Code = (string)f.Place },
                    Headcount = (int?)(long?)f.Headcount,
                    Amount = (long?)f.AmountCents is { } cents ? new ExactAmount(cents, null) : null,
                    Handling = f.Handling,
                    Domains = [.. domains[(long)f.K].Select(d => new CheckedDomain(GroupedDescription.Unknown with { Code = (string)d.Code }, (int)d.Parts, d.IsPrimary == 1))],
                    Participants = [],
                    Lines = [.. lines[(long)f.K].Select(l => new CheckedLine((string)l.Code, (string?)l.OnBehalfOf, (string)l.Country, (string)l.Role, (string?)l.Capacity))],
                    Sources = [.. sources[(long)f.K].Select(s => new SourceDescription((string)s.Code))],
                },
                (string)f.RowHash));
        }

        return all;
    }
}
