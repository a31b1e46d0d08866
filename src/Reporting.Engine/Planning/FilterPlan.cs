using Reporting.Engine.Members;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Dates;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Planning;

/// <summary>Resolves the values of one filter to keys or stretches of days.</summary>
internal static class FilterPlan
{
    private const int MostValues = 500;
    private const string UnknownCode = "unknown";

    public static Outcome<PlannedFilter> OfQuestion(ModelDimension dimension, QueryFilter filter, MemberKeys members) =>
        filter.Mode == FilterMode.None
            ? Invalid("bad-filter", $"A question cannot leave members of '{dimension.Id}' out.", "Name the members to keep; leaving out is for row rules.")
            : Of(dimension, filter, members);

    private static Outcome<PlannedFilter> Of(ModelDimension dimension, QueryFilter filter, MemberKeys members)
    {
        if (filter.Mode is FilterMode.Any or FilterMode.All && !dimension.IsMany)
        {
            return Invalid("one-valued", $"An engagement has one '{dimension.Id}' only.", $"Filter with {dimension.Id}=… instead.");
        }

        if (filter.Values.Count is 0 or > MostValues)
        {
            return Invalid("bad-filter", $"The filter on '{dimension.Id}' has {filter.Values.Count} values.", $"Give from 1 to {MostValues}.");
        }

        return dimension.Time is { } level ? Periods(dimension, level, filter) : Keys(dimension, filter, members);
    }

    /// <summary>A row rule: a member that does not exist (yet) matches nothing, and is no error of the asker.</summary>
    public static PlannedFilter OfRule(ModelDimension dimension, QueryFilter rule, MemberKeys members)
    {
        if (dimension.Time is not null)
        {
            return Of(dimension, rule, members).Value!;
        }

        var known = members.ByAttribute[dimension.Attribute.Id];
        if (rule.Mode == FilterMode.All && !rule.Values.All(known.ContainsKey))
        {
            // No engagement has all of them: dropping the one that is not there would show more than the rule allows.
            return new PlannedFilter(dimension, FilterMode.Any, [], []);
        }

        return new PlannedFilter(dimension, rule.Mode, [.. rule.Values.Select(v => known.GetValueOrDefault(v, v)).Where(k => k is not string || IsCodeKey(dimension))], []);
    }

    private static bool IsCodeKey(ModelDimension dimension) => dimension.Attribute.Table is not { } table || dimension.Attribute.IsGroup || table.KeyColumn == table.CodeColumn;

    private static Outcome<PlannedFilter> Keys(ModelDimension dimension, QueryFilter filter, MemberKeys members)
    {
        var known = members.ByAttribute[dimension.Attribute.Id];
        var keys = new List<object>();
        foreach (var value in filter.Values)
        {
            if (!known.TryGetValue(value, out var key))
            {
                var hint = NearestName.Of(value, known.Keys) is { } nearest
                    ? $"Did you mean '{nearest}'?"
                    : $"See /api/v1/model/{dimension.Id}/members for the codes.";
                return Invalid("unknown-member", $"'{dimension.Id}' has no member '{Shown.Of(value)}'.", hint);
            }

            if (!keys.Contains(key))
            {
                keys.Add(key);
            }
        }

        return new PlannedFilter(dimension, filter.Mode, keys, []);
    }

    private static Outcome<PlannedFilter> Periods(ModelDimension dimension, TimeLevel level, QueryFilter filter)
    {
        var ranges = new List<DayRange>();
        var keys = new List<object>();
        foreach (var value in filter.Values)
        {
            if (value == UnknownCode)
            {
                keys.Add(UnknownCode);
            }
            else if (Range(level, value) is { } range)
            {
                ranges.Add(range);
            }
            else
            {
                return Invalid(
                    "malformed-period",
                    $"'{Shown.Of(value)}' is not a value of '{dimension.Id}'.",
                    $"Write {level.Example()}, or a range such as {level.Example()}..{level.Example()} (either end may be left out).");
            }
        }

        return new PlannedFilter(dimension, filter.Mode, keys, ranges);
    }

    private static DayRange? Range(TimeLevel level, string value)
    {
        var parts = value.Split("..");
        if (parts.Length > 2 || value == "..")
        {
            return null;
        }

        var (from, to) = (parts[0].Trim(), parts[^1].Trim());
        var (first, last) = (DayRange.Earliest, DayRange.Latest);
        if (from.Length > 0)
        {
            if (!level.TryParse(from, out var day, out _))
            {
                return null;
            }

            first = StatedDate.On(day).Key;
        }

        if (to.Length > 0)
        {
            if (!level.TryParse(to, out _, out var day))
            {
                return null;
            }

            last = StatedDate.On(day).Key;
        }

        return first <= last ? new DayRange(first, last) : null;
    }

    private static Problem Invalid(string code, string message, string hint) => new(ProblemKind.Invalid, code, message, hint);
}
