using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.Options;
using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Sql.Aggregates;

/// <summary>
/// Refuses a query with too many empty periods before it runs: periods times combinations of the other dimensions. Combinations are counted only
/// up to the limit, and only if the sizes of the member tables do not decide.
/// </summary>
public sealed class FillLimit(SqlDialect dialect, IOptions<QueryOptions> options)
{
    // The statement numbers at most this many periods (LevelCompiler).
    private const int MaxPeriods = 100_000;

    internal async Task<Problem?> RefusalAsync(PlannedFill fill, QueryPlan plan, DbConnection connection, CancellationToken cancellationToken)
    {
        var periods = await PeriodsAsync(fill, plan, connection, cancellationToken);
        var others = plan.By.Where(d => d.Time is null).ToList();
        var most = options.Value.MaxFilledRows / Math.Max(periods, 1);
        return periods <= Math.Min(MaxPeriods, options.Value.MaxFilledRows)
            && (await LargestAsync(others, plan, connection, cancellationToken) <= most || await CombinationsAsync(others, most + 1, plan, connection, cancellationToken) <= most)
            ? null
            : new Problem(
                ErrorCodes.TooManyEmptyPeriods,
                $"With fill=true the result would have more than {options.Value.MaxFilledRows.ToString("N0", CultureInfo.InvariantCulture)} rows, most of them empty.",
                $"Leave out fill, name a shorter range such as year=2020..2025, group by a longer period than {fill.Dimension.Id}, or by fewer dimensions.");
    }

    // Assume whole years if a range has no end, although filters on other dimensions may leave fewer.
    private static async Task<long> PeriodsAsync(PlannedFill fill, QueryPlan plan, DbConnection connection, CancellationToken cancellationToken)
    {
        var (first, last) = (fill.First, fill.Last);
        if (first is null || last is null)
        {
            const string Years = "SELECT (SELECT MIN(YearKey) FROM FactEngagement WHERE YearKey > 0), (SELECT MAX(YearKey) FROM FactEngagement WHERE YearKey > 0)";
            await using var command = Statement(Years, new SqlValues()).ToCommand(connection, plan.Id);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            if (!await reader.ReadAsync(cancellationToken) || await reader.IsDBNullAsync(0, cancellationToken))
            {
                return 0;
            }

            first ??= new DateOnly(Year(reader, 0), 1, 1);
            last ??= new DateOnly(Year(reader, 1), 12, 31);
        }

        var months = ((last.Value.Year - first.Value.Year) * 12) + last.Value.Month - first.Value.Month + 1;
        return Math.Max(0, fill.Dimension.Time switch
        {
            TimeLevel.Date => last.Value.DayNumber - first.Value.DayNumber + 1,
            TimeLevel.Month => months,
            TimeLevel.Quarter => (months / 3) + 1,
            _ => (months / 12) + 1,
        });
    }

    // An upper bound by the numbers of members; the largest number if a dimension has no table.
    private static async Task<long> LargestAsync(IReadOnlyList<ModelDimension> others, QueryPlan plan, DbConnection connection, CancellationToken cancellationToken)
    {
        var product = 1L;
        foreach (var table in others.Select(d => d.Attribute.Table))
        {
            if (table is null)
            {
                return long.MaxValue;
            }

            product = Math.Min(int.MaxValue, product) * Math.Min(int.MaxValue, Math.Max(1, await CountAsync(Statement($"SELECT COUNT(*) FROM {table.Name}", new SqlValues()), plan, connection, cancellationToken)));
        }

        return product;
    }

    private async Task<long> CombinationsAsync(IReadOnlyList<ModelDimension> others, long most, QueryPlan plan, DbConnection connection, CancellationToken cancellationToken)
    {
        var values = new SqlValues();
        var source = new RowSource(plan with { By = others }, others, [], needsFact: false, values, dialect);
        var combinations = dialect.FirstDistinct(string.Join(", ", source.Keys.Select((key, i) => $"{key} AS k{i}")), $"{source.From}{source.Where}", values.Add(most));
        return await CountAsync(Statement($"SELECT COUNT(*) FROM ({combinations}) c", values), plan, connection, cancellationToken);
    }

    private static async Task<long> CountAsync(CompiledStatement statement, QueryPlan plan, DbConnection connection, CancellationToken cancellationToken)
    {
        await using var command = statement.ToCommand(connection, plan.Id);
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    private static CompiledStatement Statement(string text, SqlValues values) => new(text, values.ByName, RowShape.None);

    private static int Year(DbDataReader reader, int ordinal) => Math.Clamp(Convert.ToInt32(reader.GetValue(ordinal), CultureInfo.InvariantCulture), 1, 9999);
}
