using System.Data.Common;
using System.Text;
using System.Text.Json;
using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Engine.Queries;
using Reporting.Engine.Sql;
using Reporting.Engine.Sql.Aggregates;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Imports.History;

namespace Reporting.Engine.Execution;

// The links of each kind (decision 0076), for what sets of engagements cannot tell: distinct members, weights, and filters that must hold for the same link.
public sealed partial class VisibleSetReader
{
    private static readonly Dictionary<BridgeKind, (string Table, string[] Attributes, string[] Columns, string[] Groups)> Lists = new()
    {
        [BridgeKind.Participation] = ("BridgeEngagementParticipant", ["participation.participant", "participation.organisation", StarSchema.Country], ["ParticipantKey", "OrganisationKey", "CountryCode"], ["participation.kind"]),
        [BridgeKind.Domain] = ("BridgeEngagementDomain", ["domain.domain", LinkList.Weight], ["DomainKey", "WeightParts"], ["domain.group"]),
        [BridgeKind.Source] = ("BridgeEngagementSource", ["source.source"], ["SourceKey"], []),
    };

    /// <summary>The kinds of links that the plan counts one by one.</summary>
    private static IEnumerable<BridgeKind> LinksOf(QueryPlan plan)
    {
        var filters = FiltersOfLinks(plan.Filters.Concat(plan.MeasureFilters.Values.SelectMany(f => f))).ToList();
        var measures = plan.Measures.SelectMany(m => m.Tree()).Select(m => m.Kind).ToHashSet();
        return Lists.Keys.Where(kind =>
        {
            var attributes = filters.Select(f => f.Dimension.Attribute).Concat(plan.By.Select(d => d.Attribute)).Where(a => a.On == kind).Distinct().ToList();
            return attributes.Count > 1 || filters.Count(f => f.On == kind) > 1 || kind switch
            {
                BridgeKind.Participation => IsOfPairs(plan) || (plan.By.Count == 0 && measures.Any(m => m is MeasureKind.Participants or MeasureKind.People or MeasureKind.Organisations)),
                BridgeKind.Source => plan.By.Count == 0 && measures.Contains(MeasureKind.Sources),
                _ => attributes.Count > 0 && measures.Contains(MeasureKind.AllocatedEngagements),
            };
        });
    }

    private static bool IsOfPairs(QueryPlan plan) =>
        plan.By.Any(d => d.Attribute.IsOfPartner) || plan.Filters.Concat(plan.MeasureFilters.Values.SelectMany(f => f)).Any(PairSql.IsOnPairs);

    private async Task<Dictionary<BridgeKind, (IReadOnlyList<PlannedFilter> Filters, byte[] Bits)>> OfSameLinkAsync(
        QueryPlan plan, Dictionary<BridgeKind, LinkList> links, int stride, DataVersion version, DbConnection connection, CancellationToken cancellationToken)
    {
        var found = new Dictionary<BridgeKind, (IReadOnlyList<PlannedFilter> Filters, byte[] Bits)>();
        foreach (var filters in FiltersOfLinks(plan.Filters).GroupBy(f => f.On).Select(group => group.ToList()).Where(group => group.Count > 1))
        {
            if (links.TryGetValue(filters[0].On, out var list) && LinkCounts.Of(list, kept: null, filters) is { } counts)
            {
                var key = JsonSerializer.Serialize(filters.Select(f => new object[] { f.Dimension.Attribute.Id, f.Mode, f.Keys }));
                found[filters[0].On] = (filters, (await ReadOnceAsync<byte[]>(key, version, connection, _reading, () => Task.FromResult<byte[]?>(counts.Engagements(stride)), bits => bits.LongLength, cancellationToken))!);
            }
        }

        return found;
    }

    private static IEnumerable<PlannedFilter> FiltersOfLinks(IEnumerable<PlannedFilter> filters) => filters.Where(f => f is { Dimension.IsMany: true, Mode: FilterMode.Links or FilterMode.Outside });

    private Task<LinkList?> LinksAsync(BridgeKind kind, DataVersion version, IWarehouseEngine engine, DbConnection connection, CancellationToken cancellationToken) =>
        ReadOnceAsync(kind.ToString(), version, connection, _reading, () => ReadLinksAsync(kind, engine, connection, cancellationToken), list => list.Bytes, cancellationToken);

    private Task<EngagementDates?> DatesAsync(long stride, DataVersion version, IWarehouseEngine engine, DbConnection connection, CancellationToken cancellationToken) =>
        ReadOnceAsync("dates", version, connection, _reading, () => ReadDatesAsync(stride, engine, connection, cancellationToken), dates => dates.Bytes, cancellationToken);

    private async Task<EngagementDates?> ReadDatesAsync(long stride, IWarehouseEngine engine, DbConnection connection, CancellationToken cancellationToken)
    {
        if (stride * 8 * sizeof(int) > _kept.MaxBytes / 2)
        {
            return null;
        }

        var keys = new int[stride * 8];
        string[] columns = ["EngagementKey", "StartDateKey"];
        await using var reader = engine.BulkReader(new CompiledStatement("SELECT EngagementKey, StartDateKey FROM FactEngagement", new Dictionary<string, object>(), RowShape.None).ToCommand(connection, "dates"), columns);
        await reader.ReadAsync(engagement =>
        {
            // An import may add engagements meanwhile. The query is then read again.
            if (engagement.Whole(0) < keys.Length)
            {
                keys[engagement.Whole(0)] = engagement.Whole(1);
            }

            return ValueTask.CompletedTask;
        }, cancellationToken);
        return new EngagementDates(keys);
    }

    private async Task<LinkList?> ReadLinksAsync(BridgeKind kind, IWarehouseEngine engine, DbConnection connection, CancellationToken cancellationToken)
    {
        var (table, attributes, columns, groups) = Lists[kind];
        var (writer, codes, numbers) = (new LinkWriter(), new List<string>(), new Dictionary<string, int>(StringComparer.Ordinal));
        var isCode = columns.Select(column => column == "CountryCode").ToArray();
        string[] all = ["EngagementKey", .. columns];
        await using (var reader = engine.BulkReader(new CompiledStatement($"SELECT {string.Join(", ", all)} FROM {table} ORDER BY EngagementKey", new Dictionary<string, object>(), RowShape.None).ToCommand(connection, "links"), all))
        {
            await reader.ReadAsync(link =>
            {
                writer.Begin(link.Whole(0));
                for (var column = 0; column < isCode.Length; column++)
                {
                    writer.Add(isCode[column] ? Number(link.Utf8(column + 1)) : link.Whole(column + 1));
                }

                return ValueTask.CompletedTask;
            }, cancellationToken);
        }

        var byGroup = new Dictionary<string, string?[]>();
        foreach (var group in groups)
        {
            byGroup[group] = await ReadGroupAsync(StarSchema.Attributes[group].Table!, connection, cancellationToken);
        }

        var list = new LinkList(writer.ToParts(), attributes, codes, byGroup);
        return list.Bytes > _kept.MaxBytes / 2 ? null : list;

        int Number(ReadOnlySpan<byte> code)
        {
            Span<char> text = stackalloc char[code.Length];
            var known = numbers.GetAlternateLookup<ReadOnlySpan<char>>();
            text = text[..Encoding.UTF8.GetChars(code, text)];
            if (!known.TryGetValue(text, out var number))
            {
                number = codes.Count;
                codes.Add(text.ToString());
                known[text] = number;
            }

            return number;
        }
    }

    private static async Task<string?[]> ReadGroupAsync(StarTable table, DbConnection connection, CancellationToken cancellationToken)
    {
        var (codes, names) = (new List<string?>(), new Dictionary<string, string>(StringComparer.Ordinal));
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {table.KeyColumn}, {table.CodeColumn} FROM {table.Name} ORDER BY {table.KeyColumn}";
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var (key, code) = (reader.GetInt32(0), reader.GetString(1));
            codes.AddRange(Enumerable.Repeat<string?>(null, key - codes.Count));
            names.TryAdd(code, code);
            codes.Add(names[code]);
        }

        return [.. codes];
    }
}
