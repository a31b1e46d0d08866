using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Engine.Queries;
using Reporting.Engine.Sql;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Imports.History;

namespace Reporting.Engine.Execution;

// The engagements of each member (decision 0076). Statements of a page count what sets have in common, and do not read the rows again for each filter.
public sealed partial class VisibleSetReader
{
    // Larger dimensions are counted from their links.
    private const int MaxMembers = 512;

    private static readonly StarAttribute Years = StarSchema.Attributes["date.year"];

    private static readonly string[] Usual = ["date.year", "domain.domain", "type.category", "domain.group", StarSchema.Country];

    private readonly SemaphoreSlim _reading = new(1);

    /// <summary>The plan with the sets that it can be counted from.</summary>
    /// <param name="connection">That from which the version was read.</param>
    internal async Task<QueryPlan> AddMembersAsync(QueryPlan plan, DataVersion version, IWarehouseEngine engine, DbConnection connection, CancellationToken cancellationToken)
    {
        if (!dialect.HasBits || version.Version == 0 || !await IsLargeAsync(connection, cancellationToken))
        {
            return plan;
        }

        var attributes = plan.By.Concat(plan.Filters.Concat(plan.MeasureFilters.Values.SelectMany(filters => filters)).Select(f => f.Dimension)).Select(d => d.Time is null ? d.Attribute : Years)
            .Concat(plan.Measures.SelectMany(m => m.Tree()).Select(AttributeOf).OfType<StarAttribute>()).Where(MemberSetSql.Fits).Distinct();
        var found = new Dictionary<string, MemberSets>();
        foreach (var attribute in attributes)
        {
            if (await MembersAsync(attribute, version, connection, cancellationToken) is { } sets)
            {
                found[attribute.Id] = sets;
            }
        }

        var links = new Dictionary<BridgeKind, LinkList>();
        foreach (var kind in LinksOf(plan))
        {
            if (await LinksAsync(kind, version, engine, connection, cancellationToken) is { } list)
            {
                links[kind] = list;
            }
        }

        var stride = (int)await StrideAsync(connection, cancellationToken);
        return plan with
        {
            Sets = new PlannedSets(stride, found, links)
            {
                OfSameLink = await OfSameLinkAsync(plan, links, stride, version, connection, cancellationToken),
                Dates = IsOfPairs(plan) ? await DatesAsync(stride, version, engine, connection, cancellationToken) : null,
                Cleared = plan.Scope.Set is { Handlings: { } shown } ? (shown, await ClearedBitsAsync(shown, version, connection, cancellationToken)) : null,
            },
        };
    }

    /// <summary>Finds what most pages need of a data version.</summary>
    internal async Task FindUsualAsync(DataVersion version, IWarehouseEngine engine, DbConnection connection, CancellationToken cancellationToken)
    {
        if (!dialect.HasBits || version.Version == 0 || !await IsLargeAsync(connection, cancellationToken))
        {
            return;
        }

        foreach (var attribute in Usual)
        {
            await MembersAsync(StarSchema.Attributes[attribute], version, connection, cancellationToken);
        }

        foreach (var kind in Lists.Keys)
        {
            await LinksAsync(kind, version, engine, connection, cancellationToken);
        }
    }

    // Counts of these members need their sets too.
    private static StarAttribute? AttributeOf(ModelMeasure measure) => measure.Kind switch
    {
        MeasureKind.Agreements => StarSchema.Attributes["type.category"],
        MeasureKind.Countries => StarSchema.Attributes["participation.country"],
        _ => null,
    };

    /// <summary>The engagements that a filter keeps, by the sets of its members; null where these are not kept.</summary>
    private async Task<byte[]?> BitsOfMembersAsync(PlannedFilter filter, DataVersion version, DbConnection connection, CancellationToken cancellationToken)
    {
        if (filter.Mode is not (FilterMode.Links or FilterMode.Any or FilterMode.Outside) || !MemberSetSql.Fits(filter.Dimension.Attribute)
            || await MembersAsync(filter.Dimension.Attribute, version, connection, cancellationToken) is not { } sets)
        {
            return null;
        }

        return sets.Union(key => filter.Keys.Contains(key) != (filter.Mode == FilterMode.Outside));
    }

    private async Task<byte[]> ClearedBitsAsync(IReadOnlyList<object> handlings, DataVersion version, DbConnection connection, CancellationToken cancellationToken)
    {
        var scope = new PlannedScope($"cleared\u001f{JsonSerializer.Serialize(handlings)}", [[]]);
        var shown = await KeptAsync(scope, version, connection, async () =>
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT {dialect.SetOf("f.EngagementKey")} AS Bits FROM FactEngagement f WHERE {dialect.Unindexed("f.HandlingKey")} IN ({string.Join(", ", handlings.DefaultIfEmpty(-1))})";
            var bits = await command.ExecuteScalarAsync(cancellationToken) as byte[] ?? [];
            return scope with { Set = new VisibleSet(MemberSets.Count(bits), Bits: bits) };
        }, cancellationToken);
        return shown.Set!.Bits!;
    }

    /// <summary>The sets of an attribute; null for one with many members.</summary>
    private Task<MemberSets?> MembersAsync(StarAttribute attribute, DataVersion version, DbConnection connection, CancellationToken cancellationToken) =>
        ReadOnceAsync(attribute.Id, version, connection, _reading, () => ReadMembersAsync(attribute, connection, cancellationToken), sets => sets.Bits.LongLength, cancellationToken);

    // The bytes of a set, in whole words.
    private static async Task<long> StrideAsync(DbConnection connection, CancellationToken cancellationToken) => ((await LastKeyAsync(connection, cancellationToken) / 64) + 1) * sizeof(ulong);

    private async Task<MemberSets?> ReadMembersAsync(StarAttribute attribute, DbConnection connection, CancellationToken cancellationToken)
    {
        var (stride, members) = (await StrideAsync(connection, cancellationToken), await CountAsync(attribute, connection, cancellationToken));
        var most = Math.Min(MaxMembers, _kept.MaxBytes / 2 / stride);
        if (members > most)
        {
            return null;
        }

        var (keys, bits) = (new List<object>(), new byte[members * stride]);
        await using var command = MemberSetSql.Of(attribute, dialect).ToCommand(connection, "member-sets");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            if (keys.Count == most)
            {
                return null;
            }

            if (keys.Count * stride == bits.Length)
            {
                Array.Resize(ref bits, (int)(Math.Min(Math.Max(keys.Count * 2, 16), most) * stride));
            }

            reader.GetBytes(1, 0, bits, (int)(keys.Count * stride), (int)stride);
            keys.Add(reader.GetValue(0) is long number ? (int)number : reader.GetString(0));
        }

        Array.Resize(ref bits, (int)(keys.Count * stride));
        return new MemberSets(keys, (int)stride, bits);
    }

    /// <summary>The members that the attribute can have; 0 where no table lists them, because these are few.</summary>
    private static async Task<long> CountAsync(StarAttribute attribute, DbConnection connection, CancellationToken cancellationToken)
    {
        if (attribute.Table is not { } table)
        {
            return 0;
        }

        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT COUNT(DISTINCT {table.CodeColumn}) AS Members FROM {table.Name}";
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }
}
