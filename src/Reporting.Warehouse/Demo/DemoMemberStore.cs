using System.Data.Common;
using System.Text;
using Dapper;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Dates;
using Reporting.Warehouse.Members;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Demo;

/// <summary>Adds the small dimensions. Existing domains, types and places are used unchanged.</summary>
internal sealed class DemoMemberStore(IWarehouseEngine engine, DbTransaction transaction)
{
    private const string InsertDomain = "INSERT INTO DimDomain (DomainKey, Code, Name, GroupCode, GroupName) VALUES (@Key, @Code, @Name, @GroupCode, @GroupName)";

    private const string InsertType = """
        INSERT INTO DimEngagementType (EngagementTypeKey, Code, Name, CategoryCode, CategoryName) VALUES (@Key, @Code, @Name, @GroupCode, @GroupName)
        """;

    private const string InsertPlace = "INSERT INTO DimPlace (PlaceKey, Code, City, CountryCode) VALUES (@Key, @Code, @City, @CountryCode)";

    public async Task AddDatesAsync(CancellationToken cancellationToken)
    {
        var dates = await DateRows.OpenAsync(engine, transaction);
        for (var year = DemoDates.FirstYear; year <= DemoDates.LastYear; year++)
        {
            await dates.EnsureAsync(new PartialDate(year * 10000), cancellationToken);
        }
    }

    public async Task<IReadOnlyList<int>> AddDomainsAsync() => await AddAsync(
        "SELECT Code, DomainKey AS MemberKey, GroupCode, GroupName FROM DimDomain", InsertDomain, DemoVocabulary.Domains.Select(d => (d.Code, d.Name, d.Group, d.GroupName)));

    public async Task<IReadOnlyList<int>> AddTypesAsync() => await AddAsync(
        "SELECT Code, EngagementTypeKey AS MemberKey, CategoryCode AS GroupCode, CategoryName AS GroupName FROM DimEngagementType",
        InsertType,
        DemoVocabulary.Types.Select(t => (t.Code, t.Name, t.Category, t.CategoryName)));

    /// <summary>The keys of the handling levels, by the level itself.</summary>
    public async Task<IReadOnlyDictionary<byte[], int>> AddHandlingsAsync()
    {
        var keys = new Dictionary<byte[], int>();
        foreach (var level in DemoEngagements.Handlings)
        {
            var code = Encoding.UTF8.GetString(level);
            await transaction.Connection!.ExecuteAsync(HandlingKeys.AddFrom("(SELECT @code AS Handling) d"), new { code }, transaction);
            keys[level] = await transaction.Connection!.ExecuteScalarAsync<int>("SELECT " + HandlingKeys.Of("@code"), new { code }, transaction);
        }

        return keys;
    }

    /// <summary>For each country its cities, the busiest first, and finally the country without a city.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<DemoPlace>>> AddPlacesAsync()
    {
        var known = (await QueryAsync("SELECT Code, PlaceKey AS MemberKey FROM DimPlace")).ToDictionary(p => p.Code, p => p.MemberKey, StringComparer.Ordinal);
        var last = known.Values.Max();
        var all = new List<IReadOnlyList<DemoPlace>>();
        foreach (var country in DemoCountries.All)
        {
            var places = new List<DemoPlace>();
            foreach (var city in country.Cities.Append(null))
            {
                var code = country.Code.ToLowerInvariant() + (city is null ? "" : "-" + Slugs.Of(city));
                if (!known.TryGetValue(code, out var key))
                {
                    key = ++last;
                    await transaction.Connection!.ExecuteAsync(InsertPlace, new { Key = key, Code = code, City = city, CountryCode = country.Code }, transaction);
                }

                places.Add(new DemoPlace(key, Encoding.UTF8.GetBytes(code), new DemoPhrase(city is null ? "" : " in " + city)));
            }

            all.Add(places);
        }

        return all;
    }

    public async Task<int> LastKeyAsync(string table, string column) =>
        await transaction.Connection!.ExecuteScalarAsync<int?>($"SELECT MAX({column}) FROM {table}", transaction: transaction) ?? UnknownMembers.Key;

    private async Task<IReadOnlyList<int>> AddAsync(string select, string insert, IEnumerable<(string Code, string Name, string Group, string GroupName)> wanted)
    {
        var known = (await QueryAsync(select)).ToList();
        var last = known.Max(k => k.MemberKey);
        var keys = new List<int>();
        foreach (var member in wanted)
        {
            var key = known.Find(k => k.Code == member.Code)?.MemberKey;
            if (key is null)
            {
                key = ++last;
                // A known group keeps its name.
                var groupName = known.Find(k => k.GroupCode == member.Group)?.GroupName ?? member.GroupName;
                await transaction.Connection!.ExecuteAsync(
                    insert, new { Key = key, member.Code, member.Name, GroupCode = member.Group, GroupName = groupName }, transaction);
            }

            keys.Add(key.Value);
        }

        return keys;
    }

    private Task<IEnumerable<Known>> QueryAsync(string sql) => transaction.Connection!.QueryAsync<Known>(sql, transaction: transaction);

    private sealed class Known
    {
        public string Code { get; init; } = "";

        public int MemberKey { get; init; }

        public string? GroupCode { get; init; }

        public string? GroupName { get; init; }
    }
}
