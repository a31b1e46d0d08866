using System.Data.Common;
using System.Globalization;
using Dapper;
using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Engine.Queries;
using Reporting.Engine.Sql;

namespace Reporting.Engine.Engagements;

/// <summary>The links of some engagements, by engagement key, without unknown members.</summary>
internal sealed class EngagementLinks
{
    private const int KeysAtOnce = 500;

    private const string DomainSql = """
        SELECT b.EngagementKey, d.Code, d.Name, b.WeightParts, b.IsPrimary
        FROM BridgeEngagementDomain b
        JOIN DimDomain d ON d.DomainKey = b.DomainKey
        WHERE b.EngagementKey IN @keys
        ORDER BY b.EngagementKey, b.IsPrimary DESC, b.WeightParts DESC, d.Code
        """;

    private const string ParticipantSql = """
        SELECT b.EngagementKey, p.Code, p.Name, p.NameLocal, p.Kind, b.Role, b.Capacity,
               o.Code AS OrganisationCode, o.Name AS OrganisationName, o.NameLocal AS OrganisationNameLocal, c.CountryCode, c.Name AS CountryName
        FROM BridgeEngagementParticipant b
        JOIN DimParticipant p ON p.ParticipantKey = b.ParticipantKey
        LEFT JOIN DimParticipant o ON o.ParticipantKey = b.OnBehalfOfKey
        JOIN DimCountry c ON c.CountryCode = b.CountryCode
        WHERE b.EngagementKey IN @keys
        ORDER BY b.EngagementKey, b.[LineNo]
        """;

    private const string SourceSql = """
        SELECT b.EngagementKey, s.Code, s.Publisher, s.Title, s.Url, s.PublishedOn, s.Kind AS SourceKind
        FROM BridgeEngagementSource b
        JOIN DimSource s ON s.SourceKey = b.SourceKey
        WHERE b.EngagementKey IN @keys
        ORDER BY b.EngagementKey, s.Code
        """;

    private const string TextSql = "SELECT EngagementKey, Language AS Code, Title, Summary FROM EngagementText WHERE EngagementKey IN @keys ORDER BY EngagementKey, Language";

    /// <summary>Titles and summaries by language.</summary>
    public required ILookup<int, EngagementText> Texts { get; init; }

    public required ILookup<int, ListedDomain> Domains { get; init; }

    public required ILookup<int, ListedParticipation> Participants { get; init; }

    public required ILookup<int, ListedSource> Sources { get; init; }

    public static async Task<EngagementLinks> ReadAsync(
        IReadOnlyCollection<int> engagements, SemanticModel model, QueryPlan plan, DbConnection connection, CancellationToken cancellationToken, PastStar? past = null)
    {
        var (kind, role) = (Dimension(model, "participation.kind"), Dimension(model, "participation.role"));
        var (participant, organisation) = (Dimension(model, "participation.participant"), Dimension(model, "participation.organisation"));
        var (domain, country) = (Dimension(model, "domain.domain"), Dimension(model, "participation.country"));
        var domains = await RowsAsync(DomainSql);
        var participants = await RowsAsync(ParticipantSql);
        var sources = await RowsAsync(SourceSql);
        var texts = await RowsAsync(TextSql);
        return new EngagementLinks
        {
            Texts = texts.ToLookup(r => r.EngagementKey, r => new EngagementText(r.Code, r.Title, r.Summary)),
            Domains = domains.ToLookup(r => r.EngagementKey, r => new ListedDomain(r.Code, domain.NameOf(r.Code, r.Name, plan.Language), r.WeightParts / 2520d, r.IsPrimary)),
            Participants = participants.ToLookup(r => r.EngagementKey, r => new ListedParticipation(
                r.Code,
                participant.NameOf(r.Code, r.Name, plan.Language, r.NameLocal),
                r.NameLocal,
                kind.NameOf(r.Kind!, plan.Language),
                r.OrganisationCode is null ? null : new ListedMember(r.OrganisationCode, organisation.NameOf(r.OrganisationCode, r.OrganisationName, plan.Language, r.OrganisationNameLocal)),
                new ListedMember(r.CountryCode!, country.NameOf(r.CountryCode!, r.CountryName, plan.Language)),
                role.NameOf(r.Role!, plan.Language),
                r.Capacity)
            {
                RoleCode = r.Role!,
            }),
            Sources = sources.ToLookup(r => r.EngagementKey, r => ListedSource.Of(r.Code, r.Publisher!, r.Title!, r.Url, r.PublishedOn, r.SourceKind)),
        };

        async Task<List<LinkRow>> RowsAsync(string sql)
        {
            var rows = new List<LinkRow>();
            foreach (var keys in engagements.Chunk(KeysAtOnce))
            {
                var parameters = new DynamicParameters(new { keys });
                past?.AddTo(parameters);
                rows.AddRange(await connection.QueryAsync<LinkRow>(new CommandDefinition(QueryId.Comment(plan.Id) + past?.With + sql, parameters, cancellationToken: cancellationToken)));
            }

            return rows;
        }
    }

    private static ModelDimension Dimension(SemanticModel model, string attribute) => model.Dimensions.First(d => d.Attribute.Id == attribute);

    internal static DateOnly? Day(object? value) => value switch
    {
        null => null,
        DateTime day => DateOnly.FromDateTime(day),
        DateOnly day => day,
        _ => DateOnly.ParseExact(value.ToString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
    };

    private sealed class LinkRow
    {
        public int EngagementKey { get; init; }

        public required string Code { get; init; }

        public string? Name { get; init; }

        public int WeightParts { get; init; }

        public bool IsPrimary { get; init; }

        public string? NameLocal { get; init; }

        public string? Kind { get; init; }

        public string? Role { get; init; }

        public string? Capacity { get; init; }

        public string? OrganisationCode { get; init; }

        public string? OrganisationName { get; init; }

        public string? OrganisationNameLocal { get; init; }

        public string? CountryCode { get; init; }

        public string? CountryName { get; init; }

        public string? Publisher { get; init; }

        public string? Title { get; init; }

        public string? Url { get; init; }

        public string? SourceKind { get; init; }

        public string? Summary { get; init; }

        public object? PublishedOn { get; init; }
    }
}
