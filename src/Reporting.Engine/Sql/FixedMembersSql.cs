using System.Text.Json;
using Reporting.Engine.Model;

namespace Reporting.Engine.Sql;

/// <summary>The keys of members that the model fixes.</summary>
internal static class FixedMembersSql
{
    /// <summary>The key of a season, a status, a review or a band, from the columns of a row.</summary>
    /// <param name="day">The key of the day of the data, as an expression.</param>
    public static string Key(FixedMembers members, string alias, SqlValues values, string day) => members switch
    {
        FixedMembers.Statuses => Status(alias, day),
        FixedMembers.Reviews => $"{alias}.ReviewKey",
        FixedMembers.States => $"{alias}.StateKey",
        FixedMembers.Levels => $"{alias}.ConfidenceKey",
        FixedMembers.Season { IsWeekday: true } => $"(CASE WHEN {alias}.StartDateKey % 100 = 0 THEN {members.UnknownKey} ELSE {Weekday(alias)} END)",
        FixedMembers.Season => $"(CASE WHEN {alias}.StartDateKey / 100 % 100 = 0 THEN {members.UnknownKey} ELSE {alias}.StartDateKey / 100 % 100 - 1 END)",
        FixedMembers.Bands bands => Band(bands, bands.Measure == MeasureKind.Headcount ? $"{alias}.Headcount" : $"{alias}.AmountCents", values),
        _ => throw new ArgumentOutOfRangeException(nameof(members), members, "Groups are joined."),
    };

    /// <summary>The code of the status of an engagement with this alias.</summary>
    public static string StatusCode(string alias, SqlFunctions functions) => Code(FixedMembers.Status, Status(alias, DayOfData(functions)), functions);

    /// <summary>The code of the review of an engagement with this alias.</summary>
    public static string ReviewCode(string alias, SqlFunctions functions) => Code(FixedMembers.Review, $"{alias}.ReviewKey", functions);

    /// <summary>The code of the confidence of an engagement with this alias.</summary>
    public static string ConfidenceCode(string alias, SqlFunctions functions) => Code(FixedMembers.Confidence, $"{alias}.ConfidenceKey", functions);

    /// <summary>The key of the day of the data, where a statement has no plan that knows it.</summary>
    public static string DayOfData(SqlFunctions functions) => $"(SELECT {functions.DayOfInstant("i.ImportedAt")} FROM Import i WHERE i.ImportKey = (SELECT MAX(ImportKey) FROM Import))";

    /// <summary>The pairs of a group as one parameter.</summary>
    public static string Pairs(FixedMembers.Groups groups, SqlValues values) =>
        values.Add(JsonSerializer.Serialize(groups.Pairs.Select(p => new object[] { p.Code, p.Group })));

    /// <summary>A condition on the code of the grouped attribute: it is in one of the groups.</summary>
    /// <param name="isIn">A condition that an expression is one of some codes.</param>
    public static string IsIn(FixedMembers.Groups groups, IReadOnlyCollection<int> keys, string code, Func<string, IReadOnlyList<object>, string> isIn)
    {
        var named = groups.Pairs.Select(p => p.Code).Distinct().ToList();
        var wanted = groups.Pairs.Where(p => keys.Contains(p.Group)).Select(p => (object)p.Code).Distinct().ToList();
        var alternatives = new List<string>();
        if (keys.Contains(groups.UnknownKey) && !named.Contains(FixedMembers.Unknown))
        {
            wanted.Add(FixedMembers.Unknown);
        }

        if (wanted.Count > 0)
        {
            alternatives.Add(isIn(code, wanted));
        }

        if (keys.Contains(groups.OthersKey))
        {
            alternatives.Add($"NOT ({isIn(code, [.. named.Append(FixedMembers.Unknown).Distinct()])})");
        }

        return alternatives.Count == 0 ? "1 = 0" : $"({string.Join(" OR ", alternatives)})";
    }

    private static string Code(FixedMembers members, string key, SqlFunctions functions) => functions.Ordinal(
        $"(CASE {key} {string.Join(' ', members.Codes.SkipLast(1).Select((code, position) => $"WHEN {position} THEN {functions.Literal(code)}"))} ELSE {functions.Literal(members.Codes[^1])} END)");

    // Count days from 1 March of the year 0, a Wednesday, in whole numbers: no function of dates is called for each row.
    private static string Weekday(string alias)
    {
        var months = $"({alias}.YearKey * 12 + {alias}.StartDateKey / 100 % 100 - 3)";
        var year = $"({months} / 12)";
        return $"({year} + {year} / 4 - {year} / 100 + {year} / 400 + ({months} % 12 * 306 + 5) / 10 + {alias}.StartDateKey % 100 + 1) % 7";
    }

    // Positions in the codes of FixedMembers.Status. A planned engagement is not confirmed once its day, month or year is over.
    private static string Status(string alias, string day)
    {
        var start = $"{alias}.StartDateKey";
        var isOver = $"{start} > 0 AND {start} < CASE WHEN {start} % 100 > 0 THEN {day} WHEN {start} % 10000 > 0 THEN {day} / 100 * 100 ELSE {day} / 10000 * 10000 END";
        return $"(CASE WHEN {alias}.StatusKey = 0 THEN 0 WHEN {alias}.StatusKey > 1 THEN {alias}.StatusKey + 1 WHEN {isOver} THEN 2 ELSE 1 END)";
    }

    private static string Band(FixedMembers.Bands bands, string column, SqlValues values)
    {
        // Amounts are in cents; a range holds the cents of its last dollar.
        var (unit, rest) = bands.Measure == MeasureKind.Headcount ? (1L, 0L) : (100L, 99L);
        var cases = bands.Ranges.Select((range, i) => (range.First, range.Last) switch
        {
            ({ } first, { } last) => $"WHEN {column} BETWEEN {values.Add(first * unit)} AND {values.Add((last * unit) + rest)} THEN {i}",
            ({ } first, null) => $"WHEN {column} >= {values.Add(first * unit)} THEN {i}",
            (null, var last) => $"WHEN {column} <= {values.Add((last!.Value * unit) + rest)} THEN {i}",
        });
        return $"(CASE WHEN {column} IS NULL THEN {bands.UnknownKey} {string.Join(' ', cases)} ELSE {bands.Codes.Count - 2} END)";
    }
}
