using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Reporting.Engine.Languages;
using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Engine.Sql;
using Reporting.Warehouse.Dates;
using Reporting.Warehouse.Imports.Records;

namespace Reporting.Engine.Engagements;

/// <summary>Reads what sources state about fields of engagements.</summary>
internal sealed class StatementReader(SqlDialect dialect, SemanticModel model)
{
    private const string Select = """
        SELECT r.EngagementKey, r.Field, r.Value, s.Code, s.Publisher, s.Title, s.Url, s.PublishedOn, s.Kind AS SourceKind, c.Name AS CountryName
        FROM EngagementStatement r JOIN DimSource s ON s.SourceKey = r.SourceKey
        LEFT JOIN DimCountry c ON r.Field = 'country' AND c.CountryCode = r.Value
        """;

    /// <summary>The statements of engagements by their keys, in the order of the fields. None of them is marked as shown.</summary>
    public async Task<ILookup<int, ListedStatement>> ReadAsync(IReadOnlyCollection<int> engagements, QueryPlan plan, DbConnection connection, CancellationToken cancellationToken)
    {
        var sql = $"{Select} WHERE r.EngagementKey IN ({dialect.ListOf("@keys", areNumbers: true)})";
        var rows = await connection.RowsAsync<Row>(plan, sql, new { keys = JsonSerializer.Serialize(engagements) }, cancellationToken);
        return rows.OrderBy(r => StatedFields.All.ToList().IndexOf(r.Field)).ThenBy(r => r.Code, StringComparer.Ordinal)
            .ToLookup(r => r.EngagementKey, r => new ListedStatement(r.Field, r.Value, Label(r, plan.Language), ListedSource.Of(r.Code, r.Publisher, r.Title, r.Url, r.PublishedOn, r.SourceKind), false));
    }

    /// <summary>The statements with a mark on those that agree with the engagement.</summary>
    public static IReadOnlyList<ListedStatement>? Marked(IEnumerable<ListedStatement> statements, ListedEngagement engagement)
    {
        List<ListedStatement> marked = [.. statements.Select(s => s with { IsShown = s.Value == Own(s.Field, engagement) })];
        return marked.Count == 0 ? null : marked;
    }

    // The value of the engagement as a file states it.
    private static string? Own(string field, ListedEngagement e) => field switch
    {
        StatedFields.Start => e.Start.ToString(),
        StatedFields.End => e.End.ToString(),
        StatedFields.City => e.StatedCity,
        StatedFields.Country => e.PlaceCountry.Code,
        StatedFields.Headcount => e.Headcount?.ToString(CultureInfo.InvariantCulture),
        _ => e.AmountUsd?.ToString("0.########", CultureInfo.InvariantCulture),
    };

    private string Label(Row row, string language) => row.Field switch
    {
        StatedFields.Start or StatedFields.End when PartialDate.TryParse(row.Value, out var date) => Language.Of(language).Date(date),
        StatedFields.Country => model.FindDimension("place.country")?.NameOf(row.Value, row.CountryName, language) ?? row.Value,
        _ => row.Value,
    };

    private sealed class Row
    {
        public int EngagementKey { get; init; }

        public required string Field { get; init; }

        public required string Value { get; init; }

        public required string Code { get; init; }

        public required string Publisher { get; init; }

        public required string Title { get; init; }

        public string? Url { get; init; }

        public object? PublishedOn { get; init; }

        public required string SourceKind { get; init; }

        public string? CountryName { get; init; }
    }
}
