using System.Data.Common;
using Dapper;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;

namespace Reporting.Engine.Engagements;

/// <summary>The names of the small dimensions, read once for a stream of rows.</summary>
internal sealed class DataNames
{
    private const string DomainSql = "SELECT DomainKey AS KeyNo, Code, Name, GroupCode, GroupName FROM DimDomain";
    private const string TypeSql = "SELECT EngagementTypeKey AS KeyNo, Code, Name, CategoryCode AS GroupCode, CategoryName AS GroupName FROM DimEngagementType";

    private const string PlaceSql = """
        SELECT p.PlaceKey AS KeyNo, c.CountryCode AS Code, c.Name
        FROM DimPlace p
        JOIN DimCountry c ON c.CountryCode = p.CountryCode
        """;

    public required IReadOnlyDictionary<int, (string Code, string Name, string Group)> Domains { get; init; }

    public required IReadOnlyDictionary<int, (string Name, string Group)> Types { get; init; }

    /// <summary>The country of each place.</summary>
    public required IReadOnlyDictionary<int, string> Places { get; init; }

    public static async Task<DataNames> ReadAsync(DbConnection connection, SemanticModel model, string language, string queryId, CancellationToken cancellationToken)
    {
        return new DataNames
        {
            Domains = (await RowsAsync(DomainSql)).ToDictionary(r => r.KeyNo, r => (r.Code, Named("domain.domain", r.Code, r.Name), Named("domain.group", r.GroupCode!, r.GroupName!))),
            Types = (await RowsAsync(TypeSql)).ToDictionary(r => r.KeyNo, r => (Named("type.type", r.Code, r.Name), Named("type.category", r.GroupCode!, r.GroupName!))),
            Places = (await RowsAsync(PlaceSql)).ToDictionary(r => r.KeyNo, r => Named("place.country", r.Code, r.Name)),
        };

        string Named(string attribute, string code, string name) => model.FindDimension(attribute)?.NameOf(code, name, language) ?? name;

        Task<IEnumerable<NameRow>> RowsAsync(string sql) => connection.QueryAsync<NameRow>(new CommandDefinition(QueryId.Comment(queryId) + sql, cancellationToken: cancellationToken));
    }

    private sealed class NameRow
    {
        public int KeyNo { get; init; }

        public required string Code { get; init; }

        public required string Name { get; init; }

        public string? GroupCode { get; init; }

        public string? GroupName { get; init; }
    }
}
