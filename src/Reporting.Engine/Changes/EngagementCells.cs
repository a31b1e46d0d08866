using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using Reporting.Engine.Languages;
using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Engine.Sql;

namespace Reporting.Engine.Changes;

/// <summary>The engagements of each cell of a query, in one state of the data.</summary>
/// <param name="Cells">Codes of engagements by the codes of the cell's members.</param>
/// <param name="All">Every engagement that the caller sees, also outside the query's filters, with the fields of its own that figures depend on.</param>
public sealed record EngagementCells(IReadOnlyDictionary<CellKey, IReadOnlySet<string>> Cells, IReadOnlyDictionary<string, string> All);

/// <summary>The codes of a cell's members in the order of the query's dimensions; the name of a period that has no code ("2024, month not stated").</summary>
public sealed record CellKey(IReadOnlyList<string> Codes)
{
    private readonly string _text = string.Join('\u001f', Codes);

    public bool Equals(CellKey? other) => other is not null && _text == other._text;

    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => string.Join(" × ", Codes);
}

/// <summary>Reads which engagements stand behind each cell, so that two states of the data can be compared.</summary>
public sealed class EngagementCellReader(SqlDialect dialect)
{
    /// <param name="depths">Of the first dimensions of the plan, so many each time.</param>
    internal async Task<List<EngagementCells>> ReadAsync(QueryPlan plan, IReadOnlyList<int> depths, DbConnection connection, CancellationToken cancellationToken)
    {
        var (all, read) = (await AllAsync(plan, connection, cancellationToken), new List<EngagementCells>());
        var names = new Dictionary<ModelDimension, IReadOnlyDictionary<int, string>>();
        foreach (var dimension in plan.By)
        {
            names[dimension] = await CodesAsync(dimension.Attribute, plan, connection, cancellationToken);
        }

        foreach (var depth in depths)
        {
            read.Add(new EngagementCells(await CellsAsync(plan with { By = [.. plan.By.Take(depth)] }, names, connection, cancellationToken), all));
        }

        return read;
    }

    private async Task<IReadOnlyDictionary<CellKey, IReadOnlySet<string>>> CellsAsync(
        QueryPlan plan, Dictionary<ModelDimension, IReadOnlyDictionary<int, string>> names, DbConnection connection, CancellationToken cancellationToken)
    {
        var cells = new Dictionary<CellKey, IReadOnlySet<string>>();
        var values = new SqlValues();
        var source = new RowSource(plan, plan.By, [], needsFact: true, values, dialect);
        var text = $"SELECT DISTINCT {string.Concat(source.Keys.Select((key, i) => $"{key} AS K{i}, "))}f.Code FROM {source.From}{source.Where}";
        await foreach (var reader in RowsAsync(text, values, plan, connection, cancellationToken))
        {
            var key = new CellKey([.. plan.By.Select((dimension, i) => Code(dimension, reader.GetValue(i), names[dimension], plan.Language))]);
            if (!cells.TryGetValue(key, out var codes))
            {
                cells[key] = codes = new HashSet<string>(StringComparer.Ordinal);
            }

            ((HashSet<string>)codes).Add(reader.GetString(plan.By.Count));
        }

        return cells;
    }

    // Members by their codes, because keys may differ after a backup was restored.
    private async Task<IReadOnlyDictionary<string, string>> AllAsync(QueryPlan plan, DbConnection connection, CancellationToken cancellationToken)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        var (types, places) = (await CodesAsync(StarSchema.Attributes["type.type"], plan, connection, cancellationToken), await CodesAsync(StarSchema.Attributes["place.city"], plan, connection, cancellationToken));
        var values = new SqlValues();
        var where = new FilterSql("f", [BridgeKind.Engagement], values, dialect).Where(plan with { Filters = [], Search = null, Since = null, Scope = plan.Seen ?? plan.Scope });
        var text = $"SELECT f.Code, f.EngagementTypeKey, f.PlaceKey, f.StartDateKey, f.EndDateKey, f.Headcount, f.AmountCents, f.AmountRest, f.Handling{Searched(plan)} FROM FactEngagement f{where}";
        await foreach (var reader in RowsAsync(text, values, plan, connection, cancellationToken))
        {
            var fields = Enumerable.Range(3, reader.FieldCount - 3).Select(i => Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture));
            all[reader.GetString(0)] = string.Join('|', fields.Prepend(places[reader.GetInt32(2)]).Prepend(types[reader.GetInt32(1)]));
        }

        return all;
    }

    // Texts and imports are own fields where the query filters by them.
    private static string Searched(QueryPlan plan) =>
        (plan.Search is null && plan.Find.Count == 0 ? string.Empty : ", f.Title, f.Summary") + (plan.Since is null ? string.Empty : ", f.ImportKey") + (plan.Excludes.HasFlag(Exclusions.NotHeld) ? string.Empty : ", f.StatusKey") + (plan.Excludes.HasFlag(Exclusions.Drafts) ? string.Empty : ", f.ReviewKey");

    // Other keys are codes themselves, or positions in the codes of the model.
    private static async Task<IReadOnlyDictionary<int, string>> CodesAsync(StarAttribute attribute, QueryPlan plan, DbConnection connection, CancellationToken cancellationToken)
    {
        var codes = new Dictionary<int, string>();
        if (attribute is { Table: { } table, IsGroup: false, Fixed: null } && table.KeyColumn != table.CodeColumn)
        {
            await foreach (var reader in RowsAsync($"SELECT t.{table.KeyColumn}, t.{table.CodeColumn} FROM {table.Name} t", new SqlValues(), plan, connection, cancellationToken))
            {
                codes[reader.GetInt32(0)] = reader.GetString(1);
            }
        }

        return codes;
    }

    private static string Code(ModelDimension dimension, object value, IReadOnlyDictionary<int, string> names, string language)
    {
        if (value is string code)
        {
            return code;
        }

        var key = Convert.ToInt32(value, CultureInfo.InvariantCulture);
        return dimension.Time is { } level ? level.Code(key) ?? level.Name(key, Language.Of(language))
            : dimension.Attribute.Fixed is { } members ? members.Codes[key]
            : names[key];
    }

    private static async IAsyncEnumerable<DbDataReader> RowsAsync(
        string text, SqlValues values, QueryPlan plan, DbConnection connection, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = new CompiledStatement(text, values.ByName, RowShape.None).ToCommand(connection, plan.Id);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            yield return reader;
        }
    }
}
