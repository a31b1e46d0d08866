using System.Data.Common;
using System.Globalization;
using Reporting.Engine.Planning;
using Reporting.Engine.Sql;
using Reporting.Warehouse.Dates;

namespace Reporting.Engine.Engagements;

/// <summary>Counts what the engagements of a plan lack, each engagement once. One statement reads their numbers by day and by what is missing.</summary>
internal sealed class CompletenessReader(SqlDialect dialect)
{
    public async Task<Completeness> ReadAsync(QueryPlan plan, DbConnection connection, CancellationToken cancellationToken)
    {
        var values = new SqlValues();
        var source = new RowSource(plan with { By = [] }, [], [], needsFact: true, values, dialect);
        var sql = $"""
            SELECT x.StartDateKey, x.RecordedOn, x.NoPlace, x.NoDomain, x.NoSecond, COUNT(*) AS Engagements
            FROM (
              SELECT f.StartDateKey, f.RecordedOn,
                CASE WHEN pl.CountryCode = 'unknown' THEN 1 ELSE 0 END AS NoPlace,
                CASE WHEN EXISTS (SELECT 1 FROM BridgeEngagementDomain dl WHERE dl.EngagementKey = f.EngagementKey AND dl.DomainKey <> 0) THEN 0 ELSE 1 END AS NoDomain,
                CASE WHEN f.ConfidenceKey IN (0, 1, 3) THEN 1 ELSE 0 END AS NoSecond
              FROM {source.From}
              JOIN DimPlace pl ON pl.PlaceKey = f.PlaceKey{source.Where}) x
            GROUP BY x.StartDateKey, x.RecordedOn, x.NoPlace, x.NoDomain, x.NoSecond
            """;
        var rows = await connection.RowsAsync<Row>(plan, sql, values, cancellationToken);
        return new Completeness(
            rows.Sum(r => r.Engagements),
            Count(rows, r => !new PartialDate(r.StartDateKey).IsExact),
            Count(rows, r => r.NoPlace == 1),
            Count(rows, r => r.NoDomain == 1),
            Count(rows, r => r.NoSecond == 1),
            Median([.. rows.Select(r => (Days: Days(r), r.Engagements)).Where(r => r.Days is not null).OrderBy(r => r.Days)]));
    }

    private static long Count(IEnumerable<Row> rows, Func<Row, bool> lacks) => rows.Where(lacks).Sum(r => r.Engagements);

    // A record that was there before its day, such as a planned engagement, waits no day.
    private static int? Days(Row row) =>
        new PartialDate(row.StartDateKey).Exact is { } day && DateOnly.TryParseExact(row.RecordedOn, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var recorded)
            ? Math.Max(0, recorded.DayNumber - day.DayNumber)
            : null;

    private static int? Median(List<(int? Days, long Engagements)> inOrder)
    {
        var place = (inOrder.Sum(r => r.Engagements) - 1) / 2;
        foreach (var (days, engagements) in inOrder)
        {
            place -= engagements;
            if (place < 0)
            {
                return days;
            }
        }

        return null;
    }

    private sealed class Row
    {
        public int StartDateKey { get; init; }

        public string? RecordedOn { get; init; }

        public int NoPlace { get; init; }

        public int NoDomain { get; init; }

        public int NoSecond { get; init; }

        public long Engagements { get; init; }
    }
}
