using Reporting.Engine.Planning;
using Reporting.Engine.Queries;

namespace Reporting.Engine.Sql;

/// <summary>Pairs of participation lines of one engagement: a line, and the line of another participant.</summary>
internal static class PairSql
{
    /// <summary>The alias of the other line.</summary>
    public static string Partner(string line) => line + "p";

    /// <summary>Joins the other line. Lines without a stated participant are participants of their own.</summary>
    /// <param name="isOnce">True to join two lines once instead of in both orders.</param>
    /// <param name="join">How the engine joins it.</param>
    public static string Join(string line, bool isOfCountries, bool isOnce = false, string join = "JOIN")
    {
        var other = Partner(line);
        return $"{join} BridgeEngagementParticipant {other} ON {other}.EngagementKey = {line}.EngagementKey AND {other}.[LineNo] {(isOnce ? ">" : "<>")} {line}.[LineNo]"
            + $" AND ({other}.ParticipantKey <> {line}.ParticipantKey OR {line}.ParticipantKey = 0)"
            + (isOfCountries ? $" AND {other}.CountryCode <> {line}.CountryCode AND {line}.CountryCode <> 'unknown' AND {other}.CountryCode <> 'unknown'" : string.Empty);
    }

    /// <summary>The code of a pair of countries, the lesser code first.</summary>
    public static string Key(string line, SqlFunctions functions)
    {
        var (one, other) = ($"{line}.CountryCode", $"{Partner(line)}.CountryCode");
        return $"(CASE WHEN {one} < {other} THEN {Code(one, other)} ELSE {Code(other, one)} END)";

        string Code(string first, string second) => functions.Concat(first, functions.Concat("'-'", second));
    }

    /// <summary>The two countries of a pair's code.</summary>
    public static (string First, string Second) Countries(string code) => code.Split('-') is [var first, var second] ? (first, second) : (code, code);

    /// <summary>True if the lines are of these countries, in either order.</summary>
    public static string Is(string line, string code, SqlValues values)
    {
        var (first, second) = Countries(code);
        var (a, b) = (values.Add(first), values.Add(second));
        return $"(({line}.CountryCode = {a} AND {Partner(line)}.CountryCode = {b}) OR ({line}.CountryCode = {b} AND {Partner(line)}.CountryCode = {a}))";
    }

    /// <summary>True if a filter that keeps links is on pairs.</summary>
    public static bool IsOnPairs(PlannedFilter filter) =>
        filter.Dimension.Attribute.IsOfPartner && filter.Mode is FilterMode.Links or FilterMode.Outside;
}
