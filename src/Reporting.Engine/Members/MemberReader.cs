using System.Data.Common;
using Reporting.Engine.Languages;
using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Engine.Queries;
using Reporting.Engine.Sql;
using Reporting.Engine.Sql.Aggregates;
using Reporting.Warehouse.Imports.History;

namespace Reporting.Engine.Members;

/// <summary>
/// Lists members that occur. Tables of members are searched in the database, and each member is checked for an engagement. The few members of
/// groups, words and periods come from the aggregate by that dimension.
/// </summary>
public sealed class MemberReader(SqlDialect dialect, ResultReader answers)
{
    public async Task<MemberPage> ReadAsync(MemberQuery query, QueryPlan plan, DbConnection connection, CancellationToken cancellationToken)
    {
        var attribute = plan.By[0].Attribute;
        var found = attribute is { Table: { } table, IsGroup: false }
            ? await SearchAsync(query, plan, attribute, table, connection, cancellationToken)
            : await FilterAsync(query, plan, connection, cancellationToken);
        var page = found.Take(query.Limit).ToList();
        return new MemberPage(page, found.Count > query.Limit ? page[^1].Code : null, new DataVersion(0, null));
    }

    private async Task<List<Member>> SearchAsync(
        MemberQuery query, QueryPlan plan, StarAttribute attribute, StarTable table, DbConnection connection, CancellationToken cancellationToken)
    {
        var values = new SqlValues();
        var source = new RowSource(plan with { By = [] }, [], attribute.IsMany ? [attribute.On] : [], needsFact: !attribute.IsMany, values, dialect, ofPairs: attribute.IsOfPartner);
        var leg = RowSource.Alias(attribute.On);
        var occurs = $"{(source.Where.Length == 0 ? "WHERE" : source.Where + " AND")} {leg}.{attribute.Column} = t.{table.KeyColumn}";
        var local = query.Language == Language.English.Code ? null : table.LocalNameColumn;
        var conditions = new List<string> { $"EXISTS (SELECT 1 FROM {source.From} {occurs})" };
        if (query.After is not null)
        {
            conditions.Add($"t.{table.CodeColumn} > {values.Add(query.After)}");
        }

        if (query.Search is not null)
        {
            dialect.Functions.Prepare(connection);
            var part = values.Add(query.Search.Trim().ToLowerInvariant());
            var searched = new[] { table.CodeColumn, table.NameColumn, local }.OfType<string>();
            conditions.Add($"({string.Join(" OR ", searched.Select(column => dialect.Contains(Lower(column), part)))})");
        }

        // Compare letters alone, independent of the database's collation.
        string Lower(string column) => dialect.Functions.Lower(dialect.Functions.Ordinal($"t.{column}"));

        var text = $"""
            SELECT t.{table.CodeColumn}, t.{table.NameColumn}{(local is null ? string.Empty : $", t.{local}")} FROM {table.Name} t
            WHERE {string.Join("\n  AND ", conditions)}
            ORDER BY t.{table.CodeColumn}
            {dialect.Limit(values.Add(query.Limit + 1))}
            """;
        var found = new List<Member>();
        await using var command = new CompiledStatement(text, values.ByName, RowShape.None).ToCommand(connection, plan.Id);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var code = reader.GetString(0);
            found.Add(new Member(code, plan.By[0].NameOf(code, Text(1), query.Language, local is null ? null : Text(2))));
        }

        return found;

        string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
    }

    private async Task<List<Member>> FilterAsync(MemberQuery query, QueryPlan plan, DbConnection connection, CancellationToken cancellationToken)
    {
        var answer = await answers.ReadAsync(plan with { Limit = ReportQuery.LargestLimit }, connection, cancellationToken);
        return
        [
            .. answer.Rows.Select(r => r.Members[0]).OrderBy(m => m.Code, StringComparer.Ordinal)
                .Where(m => m.Code is not null && (query.After is null || string.CompareOrdinal(m.Code, query.After) > 0))
                .Where(m => query.Search is null
                    || m.Code!.Contains(query.Search, StringComparison.OrdinalIgnoreCase)
                    || m.Name.Contains(query.Search, StringComparison.OrdinalIgnoreCase))
                .Take(query.Limit + 1),
        ];
    }
}

/// <summary>A page of members. <c>Next</c> is the <c>after</c> of the next page; null on the last.</summary>
public sealed record MemberPage(IReadOnlyList<Member> Members, string? Next, DataVersion Version);

/// <summary>Selects members to list.</summary>
/// <param name="Search">Part of the code or the name, in any case; null for all.</param>
/// <param name="After">The code of the last member on the previous page; null for the first page.</param>
public sealed record MemberQuery(string Dimension, string? Search, string? After, int Limit, string Language);
