using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Dapper;
using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Engine.Queries;
using Reporting.Engine.Sql;
using Reporting.Warehouse.Imports.History;

namespace Reporting.Engine.Changes;

/// <summary>Reads the net corrections of members after a data version.</summary>
internal sealed class MemberCorrectionReader(SqlDialect dialect, SemanticModel model, Visibility visible)
{
    private const string Before = """
        SELECT m.Dimension, m.MemberKey, m.Attribute, m.ValueBefore
        FROM (SELECT Dimension, MemberKey, Attribute, MIN(Version) AS Version FROM ChangedMember WHERE Version > @since GROUP BY Dimension, MemberKey, Attribute) k
        JOIN ChangedMember m ON m.Version = k.Version AND m.Dimension = k.Dimension AND m.MemberKey = k.MemberKey AND m.Attribute = k.Attribute
        """;

    private const string Parents = "SELECT ParticipantKey AS MemberKey, Code FROM DimParticipant WHERE ParticipantKey IN @keys";

    public async Task<MemberCorrections> ReadAsync(int since, QueryPlan plan, DbConnection connection, CancellationToken cancellationToken)
    {
        var before = (await connection.QueryAsync<Row>(Command(plan, Before, new { since }, cancellationToken))).ToList();
        var found = new MemberCorrections();
        foreach (var table in CorrectedTable.All)
        {
            var rows = before.Where(r => r.Dimension == table.Dimension).ToLookup(r => r.MemberKey);
            if (rows.Count > 0)
            {
                await AddAsync(table, rows, found, plan, connection, cancellationToken);
            }
        }

        return found;
    }

    private async Task AddAsync(CorrectedTable table, ILookup<int, Row> before, MemberCorrections found, QueryPlan plan, DbConnection connection, CancellationToken cancellationToken)
    {
        var shown = new VisibleRows(plan.Scope, dialect);
        var star = StarSchema.Attributes[table.Attribute].Table!;
        var keys = dialect.ListOf("@keys", areNumbers: true);
        var now = new Dictionary<int, IDictionary<string, object?>>();
        var sql = $"SELECT t.{table.Key} AS MemberKey, t.Code, {string.Join(", ", table.Columns.Select(c => "t." + c.Name))} FROM {table.Table} t WHERE t.{table.Key} IN ({keys})";
        var parameters = new DynamicParameters(new { keys = JsonSerializer.Serialize(before.Select(b => b.Key)) });
        foreach (IDictionary<string, object?> row in await connection.QueryAsync(Command(plan, sql, parameters, cancellationToken)))
        {
            now.Add(Convert.ToInt32(row["MemberKey"], CultureInfo.InvariantCulture), row);
        }

        // Under row rules only members of visible engagements are named, also while the rules hide nothing.
        var named = plan.Rules!.IsEverything ? null : await OccurringAsync();
        var parents = await ParentsAsync(table, before, now.Values, plan, connection, cancellationToken);
        var dimension = model.FindDimension(table.Attribute);
        foreach (var (key, row) in now.OrderBy(n => (string)n.Value["Code"]!, StringComparer.Ordinal))
        {
            var changed = table.Columns.Select(c => (Column: c, Row: before[key].FirstOrDefault(b => b.Attribute == c.Name)))
                .Where(c => c.Row is not null && c.Row.ValueBefore != MemberValues.Text(row[c.Column.Name])).ToList();
            if (changed.Any(c => c.Column.IsGroup))
            {
                found.Grouped.Add(table.Table);
            }

            var seen = changed.Select(c => c.Column).Where(c => Shows(table.Attribute) && Shows(c.Attribute)).ToList();
            if (seen.Any(c => c.IsListed))
            {
                found.Listed.Add((table, key));
            }

            // A parent may be a member that the caller does not see.
            var told = seen.Where(c => named is null || !c.IsOther).ToList();
            if (told.Count > 0 && dimension is not null && (named is null || named.Contains(key)))
            {
                var code = (string)row["Code"]!;
                found.Members.Add(new MemberCorrection(
                    dimension.Id,
                    code,
                    dimension.NameOf(code, MemberValues.Text(row[table.NameColumn]), plan.Language, table.Columns.Any(c => c.Name == "NameLocal") ? MemberValues.Text(row["NameLocal"]) : null),
                    [.. told.Select(c => new FieldChange(c.Field, named is null ? Value(c, before[key].First(b => b.Attribute == c.Name).ValueBefore) : null, Value(c, MemberValues.Text(row[c.Name]))))]));
            }
        }

        string? Value(CorrectedColumn column, string? value) => !column.IsOther || value is null ? value : parents.GetValueOrDefault(int.Parse(value, CultureInfo.InvariantCulture));

        async Task<HashSet<int>> OccurringAsync()
        {
            var text = $"SELECT x.MemberKey FROM (SELECT t.{table.Key} AS MemberKey FROM {table.Table} t{shown.Members(star)}) x WHERE x.MemberKey IN ({keys})";
            var all = new DynamicParameters(parameters);
            foreach (var (name, value) in shown.Parameters)
            {
                all.Add(name, value);
            }

            return [.. await connection.QueryAsync<int>(Command(plan, text, all, cancellationToken))];
        }
    }

    private bool Shows(string attribute) => model.FindDimension(attribute) is { } dimension && visible.ShowsDimension(dimension.Id);

    private static async Task<IReadOnlyDictionary<int, string>> ParentsAsync(
        CorrectedTable table, ILookup<int, Row> before, IEnumerable<IDictionary<string, object?>> now, QueryPlan plan, DbConnection connection, CancellationToken cancellationToken)
    {
        if (table.Columns.FirstOrDefault(c => c.IsOther)?.Name is not { } column)
        {
            return new Dictionary<int, string>();
        }

        var keys = before.SelectMany(b => b).Where(b => b.Attribute == column).Select(b => b.ValueBefore).Concat(now.Select(row => MemberValues.Text(row[column]))).OfType<string>().Distinct(StringComparer.Ordinal);
        var parents = new Dictionary<int, string>();
        foreach (var some in keys.Select(key => int.Parse(key, CultureInfo.InvariantCulture)).Chunk(500))
        {
            foreach (var row in await connection.QueryAsync<Parent>(Command(plan, Parents, new { keys = some }, cancellationToken)))
            {
                parents[row.MemberKey] = row.Code;
            }
        }

        return parents;
    }

    private static CommandDefinition Command(QueryPlan plan, string sql, object parameters, CancellationToken cancellationToken) => new(QueryId.Comment(plan.Id) + sql, parameters, cancellationToken: cancellationToken);

    private sealed class Row
    {
        public string Dimension { get; init; } = "";

        public int MemberKey { get; init; }

        public string Attribute { get; init; } = "";

        public string? ValueBefore { get; init; }
    }

    private sealed class Parent
    {
        public int MemberKey { get; init; }

        public string Code { get; init; } = "";
    }
}

/// <summary>Net corrections of members.</summary>
internal sealed class MemberCorrections
{
    /// <summary>Those that the caller sees, by dimension and code.</summary>
    public List<MemberCorrection> Members { get; } = [];

    /// <summary>Members whose corrections change what a list of engagements shows the caller.</summary>
    public HashSet<(CorrectedTable Table, int Key)> Listed { get; } = [];

    /// <summary>Tables with corrections on which row rules may depend.</summary>
    public HashSet<string> Grouped { get; } = [];
}
