using System.Data.Common;
using System.Text.Json;
using Dapper;
using Reporting.Engine.Languages;
using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Engine.Sql;
using Reporting.Warehouse.Dates;
using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Members;

namespace Reporting.Engine.Engagements;

/// <summary>Reads engagements with their links. Engagements without a date come last.</summary>
public sealed class EngagementReader(SqlDialect dialect, CurrentModel models)
{
    private const string Columns = """
        f.EngagementKey, f.Code, f.Title, f.SearchTitle, f.Summary, f.StartDateKey, f.EndDateKey, f.Headcount, f.AmountCents, f.AmountRest, f.Handling, f.StatusKey, f.ReviewKey, f.ReviewedBy, f.ReviewedOn, f.ConfidenceKey,
               t.Code AS TypeCode, t.Name AS TypeName, t.CategoryCode, t.CategoryName,
               p.City, p.Code AS PlaceCode, p.CountryCode AS PlaceCountryCode, pc.Name AS PlaceCountryName
        """;

    private const string Joins = """
        JOIN DimEngagementType t ON t.EngagementTypeKey = f.EngagementTypeKey
        JOIN DimPlace p ON p.PlaceKey = f.PlaceKey
        JOIN DimCountry pc ON pc.CountryCode = p.CountryCode
        """;

    /// <summary>Reads a page of the plan's limit, and where the next one begins.</summary>
    internal async Task<(IReadOnlyList<ListedEngagement> Page, PageMark? Next)> ReadAsync(
        QueryPlan plan, Visibility visible, EngagementOrder order, PageMark? after, DbConnection connection, CancellationToken cancellationToken, bool withRelations = false)
    {
        var values = new SqlValues();
        var rows = await connection.RowsAsync<EngagementRow>(plan, Sql(Columns, Joins, plan, order, after, null, plan.Limit + 1, values), values, cancellationToken);
        var page = rows.Take(plan.Limit).ToList();
        PageMark? next = rows.Count > plan.Limit ? PageMark.Of(page[^1].StartDateKey, page[^1].SearchTitle, page[^1].Code, order) : null;
        return (await ListedAsync(page, plan, visible, connection, cancellationToken, relations: withRelations ? await RelationsAsync(page, ofOne: false, plan, connection, cancellationToken) : null), next);
    }

    /// <param name="asStated">True to read the links as an import states them, and not those of others.</param>
    internal async Task<IReadOnlyList<ListedEngagement>> FindAsync(QueryPlan plan, Visibility visible, IReadOnlyCollection<string> codes, bool asStated, DbConnection connection, CancellationToken cancellationToken)
    {
        var values = new SqlValues();
        var rows = await connection.RowsAsync<EngagementRow>(plan, Sql(Columns, Joins, plan, EngagementOrder.NewestFirst, null, codes, codes.Count, values), values, cancellationToken);
        return await ListedAsync(rows, plan, visible, connection, cancellationToken, relations: await RelationsAsync(rows, ofOne: !asStated, plan, connection, cancellationToken));
    }

    /// <summary>Reads the keys of a long page, so that its engagements can be read in batches.</summary>
    internal async Task<(IReadOnlyList<int> Keys, PageMark? Next)> KeysAsync(
        QueryPlan plan, EngagementOrder order, PageMark? after, DbConnection connection, CancellationToken cancellationToken)
    {
        var values = new SqlValues();
        var text = Sql("f.EngagementKey, f.StartDateKey, f.SearchTitle, f.Code", string.Empty, plan, order, after, null, plan.Limit + 1, values);
        await using var command = new CompiledStatement(text, values.ByName, RowShape.None).ToCommand(connection, plan.Id);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var keys = new List<int>();
        PageMark last = default;
        while (await reader.ReadAsync(cancellationToken))
        {
            if (keys.Count == plan.Limit)
            {
                return (keys, last);
            }

            keys.Add(reader.GetInt32(0));
            last = keys.Count == plan.Limit ? PageMark.Of(reader.GetInt32(1), reader.GetString(2), reader.GetString(3), order) : last;
        }

        return (keys, null);
    }

    /// <summary>Reads the engagements with these keys.</summary>
    internal async Task<IReadOnlyList<ListedEngagement>> ReadAsync(
        QueryPlan plan, Visibility visible, EngagementOrder order, IReadOnlyList<int> keys, DbConnection connection, CancellationToken cancellationToken, bool withRelations = false)
    {
        var sql = $"SELECT {Columns}\nFROM FactEngagement f\n{Joins}\nWHERE f.EngagementKey IN @keys\nORDER BY {order.Sql}";
        var rows = await connection.RowsAsync<EngagementRow>(plan, sql, new { keys }, cancellationToken);
        return await ListedAsync(rows, plan, visible, connection, cancellationToken, relations: withRelations ? await RelationsAsync(rows, ofOne: false, plan, connection, cancellationToken) : null);
    }

    /// <summary>Reads a state of the engagements with these keys, with their relations.</summary>
    /// <param name="past">These earlier states; null for those of today.</param>
    internal async Task<IReadOnlyList<ListedEngagement>> StatesAsync(
        QueryPlan plan, Visibility visible, EngagementOrder order, IReadOnlyList<int> keys, PastStar? past, DbConnection connection, CancellationToken cancellationToken)
    {
        var sql = $"{past?.With}SELECT {Columns}\nFROM FactEngagement f\n{Joins}\nWHERE f.EngagementKey IN @keys\nORDER BY {order.Sql}";
        var parameters = new DynamicParameters(new { keys });
        past?.AddTo(parameters);
        return await ListedAsync(
            await connection.RowsAsync<EngagementRow>(plan, sql, parameters, cancellationToken), plan, visible, connection, cancellationToken, past,
            states: await new RelationReader(dialect, models.Value).StatesAsync(keys, past, plan, connection, cancellationToken));
    }

    /// <summary>Opens the rows behind the figures of the snapshot's plan.</summary>
    internal Task<DataRows> OpenDataAsync(Snapshot snapshot, CancellationToken cancellationToken) =>
        DataRows.OpenAsync(snapshot, models.Value, dialect, cancellationToken);

    private string Sql(string columns, string joins, QueryPlan plan, EngagementOrder order, PageMark? after, IReadOnlyCollection<string>? codes, int limit, SqlValues values)
    {
        var source = new RowSource(plan, [], [], needsFact: true, values, dialect);
        var conditions = new List<string>();
        if (after is { } mark)
        {
            conditions.Add(order.After(mark, values));
        }

        if (codes is not null)
        {
            conditions.Add($"f.Code IN ({dialect.ListOf(values.Add(JsonSerializer.Serialize(codes)), areNumbers: false)})");
        }

        var where = source.Where;
        foreach (var condition in conditions)
        {
            where += (where.Length == 0 ? "\nWHERE " : "\n  AND ") + condition;
        }

        return $"SELECT {columns}\nFROM {source.From}\n{joins}{where}\nORDER BY {order.Sql}\n{dialect.Limit(values.Add(limit))}";
    }

    private async Task<IReadOnlyList<ListedEngagement>> ListedAsync(
        List<EngagementRow> rows, QueryPlan plan, Visibility visible, DbConnection connection, CancellationToken cancellationToken, PastStar? past = null, ReadRelations? relations = null, ILookup<int, RelationState>? states = null)
    {
        var links = await EngagementLinks.ReadAsync(rows.ConvertAll(r => r.EngagementKey), models.Value, plan, connection, cancellationToken, past);
        var withholding = new FieldMasking(models.Value, visible, Language.Of(plan.Language));
        return rows.ConvertAll(row => withholding.Of(Listed(row, links, plan, relations) with { RelationStates = [.. states?[row.EngagementKey] ?? []] }));
    }

    // A single engagement is not written into a template, but shows the relations of others to it.
    private async Task<ReadRelations> RelationsAsync(List<EngagementRow> rows, bool ofOne, QueryPlan plan, DbConnection connection, CancellationToken cancellationToken)
    {
        var (reader, commitments, keys) = (new RelationReader(dialect, models.Value), new CommitmentReader(dialect, models.Value), rows.ConvertAll(r => r.EngagementKey));
        return new ReadRelations(
            await new StatementReader(dialect, models.Value).ReadAsync(keys, plan, connection, cancellationToken),
            await reader.ReadAsync(keys, fromOthers: ofOne, plan, connection, cancellationToken),
            ofOne ? null : await reader.StatedAsync(keys, plan, connection, cancellationToken),
            await commitments.ReadAsync(keys, plan, connection, cancellationToken),
            ofOne ? null : await commitments.StatedAsync(keys, plan, connection, cancellationToken));
    }

    private ListedEngagement Listed(EngagementRow row, EngagementLinks links, QueryPlan plan, ReadRelations? relations)
    {
        var language = plan.Language;
        var stated = new EngagementLinkList([.. links.Domains[row.EngagementKey]], [.. links.Participants[row.EngagementKey]], [.. links.Sources[row.EngagementKey]]) 
        {
            Statements = [.. relations?.Statements[row.EngagementKey] ?? []],
            Relations = [.. relations?.Stated?[row.EngagementKey] ?? []],
            Commitments = [.. relations?.StatedCommitments?[row.EngagementKey] ?? []],
        };
        var says = Language.Of(language);
        var (start, end) = (new PartialDate(row.StartDateKey), new PartialDate(row.EndDateKey));
        IReadOnlyList<EngagementText> texts = [.. links.Texts[row.EngagementKey]];
        var own = texts.FirstOrDefault(text => text.Language == language);
        var listed = new ListedEngagement(
            row.Code,
            own?.Title ?? row.Title,
            own?.Summary ?? row.Summary,
            start.Exact,
            says.Date(start),
            end.Exact,
            says.Date(end),
            Member("type.type", row.TypeCode, row.TypeName),
            Member("type.category", row.CategoryCode, row.CategoryName),
            row.City is { } city ? Member("place.city", row.PlaceCode, city).Name : null,
            Member("place.country", row.PlaceCountryCode, row.PlaceCountryName),
            row.Handling,
            row.Headcount,
            ExactAmount.Dollars(row.AmountCents, row.AmountRest),
            [.. stated.Domains.Where(d => d.Code != UnknownMembers.Code)],
            [.. stated.Lines.Where(l => l.Code != UnknownMembers.Code)],
            [.. stated.Sources.Where(s => s.Code != UnknownMembers.Code)])
        {
            Status = ListedMember.OfStatus(row.StatusKey, start, plan, models.Value),
            Review = Review(row, language),
            Confidence = Level(FixedMembers.Confidence.Codes[row.ConfidenceKey]),
            StatedCity = row.City,
            Relations = relations?.Shown[row.EngagementKey].Any() == true ? [.. relations.Shown[row.EngagementKey]] : null,
            Commitments = relations?.Commitments[row.EngagementKey].Any() == true ? [.. relations.Commitments[row.EngagementKey]] : null,
            PlaceCode = row.PlaceCode,
            Start = start,
            End = end,
            AsStated = stated,
            Stated = new EngagementText(string.Empty, row.Title, row.Summary),
            Texts = texts,
            HandlingName = models.Value.FindDimension(StarSchema.Handling)?.NameOf(row.Handling, language) ?? row.Handling,
        };

        return relations is null ? listed : listed with { Statements = StatementReader.Marked(relations.Statements[row.EngagementKey], listed) };

        ListedMember Level(string code) => new(code, models.Value.FindDimension(StarSchema.Confidence)?.NameOf(code, language) ?? code);

        ListedMember Member(string attribute, string code, string name) =>
            new(code, models.Value.FindDimension(attribute)?.NameOf(code, name, language) ?? name);
    }

    private ListedReview? Review(EngagementRow row, string language)
    {
        var code = ReviewState.Words[row.ReviewKey];
        return row is { ReviewKey: FixedMembers.Reviews.Reviewed, ReviewedBy: null, ReviewedOn: null }
            ? null
            : new ListedReview(code, models.Value.FindDimension(StarSchema.Review)?.NameOf(code, language) ?? code, row.ReviewedBy, EngagementLinks.Day(row.ReviewedOn));
    }

    private sealed record ReadRelations(
        ILookup<int, ListedStatement> Statements, ILookup<int, ListedRelation> Shown, ILookup<int, StatedRelation>? Stated, ILookup<int, ListedCommitment> Commitments, ILookup<int, StatedCommitment>? StatedCommitments);
}
