using System.Data.Common;
using Dapper;

namespace Reporting.Engine.Engagements;

/// <summary>The names of the small dimensions, read once for a whole stream of rows.</summary>
internal sealed class DataNames
{
    private const string DomainSql = "SELECT DomainKey AS KeyNo, Code, Name, GroupName FROM DimDomain";
    private const string TypeSql = "SELECT EngagementTypeKey AS KeyNo, Name, CategoryName AS GroupName FROM DimEngagementType";

    private const string PlaceSql = """
        SELECT p.PlaceKey AS KeyNo, c.Name
        FROM DimPlace p
        JOIN DimCountry c ON c.CountryCode = p.CountryCode
        """;

    public required IReadOnlyDictionary<int, (string Code, string Name, string Group)> Domains { get; init; }

    public required IReadOnlyDictionary<int, (string Name, string Group)> Types { get; init; }

    /// <summary>The country of each place.</summary>
    public required IReadOnlyDictionary<int, string> Places { get; init; }

    public static async Task<DataNames> ReadAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        return new DataNames
        {
            Domains = (await RowsAsync(DomainSql)).ToDictionary(r => r.KeyNo, r => (r.Code!, r.Name, r.GroupName!)),
            Types = (await RowsAsync(TypeSql)).ToDictionary(r => r.KeyNo, r => (r.Name, r.GroupName!)),
            Places = (await RowsAsync(PlaceSql)).ToDictionary(r => r.KeyNo, r => r.Name),
        };

        Task<IEnumerable<NameRow>> RowsAsync(string sql) => connection.QueryAsync<NameRow>(new CommandDefinition(sql, cancellationToken: cancellationToken));
    }

    private sealed class NameRow
    {
        public int KeyNo { get; init; }

        public string? Code { get; init; }

        public required string Name { get; init; }

        public string? GroupName { get; init; }
    }
}
