using System.Globalization;
using Reporting.Engine.Languages;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Dates;
using Reporting.Warehouse.Members;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Engine.Planning;

/// <summary>Resolves the values of one filter to keys or ranges of days.</summary>
internal static class FilterPlan
{
    private const int MaxValues = 500;

    public static Outcome<PlannedFilter> OfQuery(ModelDimension dimension, QueryFilter filter, MemberKeys members, string language) =>
        filter.Mode == FilterMode.Unpaired ? new PlannedFilter(dimension, filter.Mode, [], []) { Words = [Language.Of(language).Phrases.NoPartner] }
        : filter.Mode == FilterMode.None
            ? new Problem(ErrorCodes.BadFilter, $"A query cannot exclude members of '{dimension.Id}'.", "Name the members to keep. Only row rules exclude members.")
            : Of(dimension, filter, members, language);

    private static Outcome<PlannedFilter> Of(ModelDimension dimension, QueryFilter filter, MemberKeys members, string language)
    {
        if (filter.Mode is FilterMode.Any or FilterMode.All && !dimension.IsMany)
        {
            return new Problem(ErrorCodes.OneValued, $"An engagement has one '{dimension.Id}' only.", $"Filter with {dimension.Id}=… instead.");
        }

        if (filter.Values.Count is 0 or > MaxValues)
        {
            return new Problem(ErrorCodes.BadFilter, $"The filter on '{dimension.Id}' has {Plural.Of(filter.Values.Count, "value")}.", $"Give from 1 to {MaxValues}.");
        }

        return dimension.Time is { } level ? Periods(dimension, level, filter, language) : Keys(dimension, filter, members, language);
    }

    /// <summary>True for a text that is neither a period of this date level nor a range of them.</summary>
    public static bool IsMalformed(ModelDimension dimension, string value) => value != UnknownMembers.Code && Range(dimension.Time!.Value, value) is null;

    /// <summary>
    /// Plans a row rule. A member that does not exist (yet) matches no engagement, and is not the caller's error. Null means that the rule keeps
    /// everything.
    /// </summary>
    /// <param name="isOfPast">True for states that are not in the star, which may have classifications that no engagement has today.</param>
    public static PlannedFilter? OfRule(ModelDimension dimension, QueryFilter rule, MemberKeys members, bool isOfPast = false)
    {
        if (dimension.Time is not null)
        {
            return Periods(dimension, dimension.Time.Value, rule, Language.English.Code).Value!;
        }

        var known = members.ByAttribute[dimension.Attribute.Id];
        if (dimension.Attribute.Id == StarSchema.Handling && rule.Mode != FilterMode.None && !isOfPast)
        {
            // All classifications of the data are known, and those to hide are few.
            var hidden = known.Keys.Except(rule.Values, StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(code => known[code].Key).ToList();
            return hidden.Count == 0 ? null : new PlannedFilter(dimension, FilterMode.None, hidden, []);
        }

        if (rule.Mode == FilterMode.All && !rule.Values.All(known.ContainsKey))
        {
            // No engagement has all of these members. Ignoring the unknown one would show more than the rule allows.
            return new PlannedFilter(dimension, FilterMode.Any, [], []);
        }

        var keys = rule.Values.Where(known.ContainsKey).Select(v => known[v].Key).ToList();
        return rule.Mode == FilterMode.None && keys.Count == 0 ? null : new PlannedFilter(dimension, rule.Mode, keys, []);
    }

    /// <summary>A filter in the definition of a measure: a member that the data do not have yet matches nothing.</summary>
    public static Outcome<PlannedFilter> OfMeasure(ModelDimension dimension, MeasureFilter filter, MemberKeys members, string language)
    {
        var mode = filter.Match switch { FilterMatch.Any => FilterMode.Any, FilterMatch.All => FilterMode.All, _ => FilterMode.Links };
        return Of(dimension, new QueryFilter(dimension.Id, mode, filter.Values) { MayBeAbsent = true }, members, language);
    }

    private static Outcome<PlannedFilter> Keys(ModelDimension dimension, QueryFilter filter, MemberKeys members, string language)
    {
        var known = members.ByAttribute[dimension.Attribute.Id];
        var keys = new List<object>();
        var names = new List<string>();
        foreach (var value in filter.Values)
        {
            if (!known.TryGetValue(value, out var member))
            {
                if (filter is { MayBeAbsent: true, Mode: FilterMode.All })
                {
                    // No engagement has all of the members.
                    return new PlannedFilter(dimension, FilterMode.Any, [], []);
                }

                if (filter.MayBeAbsent)
                {
                    continue;
                }

                var hint = NearestName.Of(value, known.Keys) is { } nearest
                    ? $"Did you mean '{nearest}'?"
                    : $"See /api/v1/model/{dimension.Id}/members for the codes.";
                return new Problem(ErrorCodes.UnknownMember, $"'{dimension.Id}' has no member '{SafeText.Of(value)}'.", hint);
            }

            if (!keys.Contains(member.Key))
            {
                keys.Add(member.Key);
                names.Add(dimension.NameOf(value, member.Name, language, member.LocalName));
            }
        }

        return new PlannedFilter(dimension, filter.Mode, keys, []) { Words = names };
    }

    private static Outcome<PlannedFilter> Periods(ModelDimension dimension, TimeLevel level, QueryFilter filter, string language)
    {
        var ranges = new List<DayRange>();
        var keys = new List<object>();
        foreach (var value in filter.Values)
        {
            if (value == UnknownMembers.Code)
            {
                keys.Add(UnknownMembers.Code);
            }
            else if (Range(level, value) is { } range)
            {
                ranges.Add(range);
            }
            else
            {
                return new Problem(
                    ErrorCodes.MalformedPeriod,
                    $"'{SafeText.Of(value)}' is not a value of '{dimension.Id}'.",
                    $"Write {level.Example()}, or a range such as {level.Example()}..{level.Example()} (either end may be left out).");
            }
        }

        return new PlannedFilter(dimension, filter.Mode, keys, ranges) { Words = [.. filter.Values.Select(value => PeriodWords(value, Language.Of(language).Phrases))] };
    }

    private static string PeriodWords(string value, Phrases phrases) => value.Split("..") switch
    {
        ["", var to] => string.Format(CultureInfo.InvariantCulture, phrases.UpTo, to),
        [var from, ""] => string.Format(CultureInfo.InvariantCulture, phrases.From, from),
        [var from, var to] => from == to ? from : string.Format(CultureInfo.InvariantCulture, phrases.FromTo, from, to),
        _ => value == UnknownMembers.Code ? phrases.NotStated : value,
    };

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

            first = PartialDate.On(day).Key;
        }

        if (to.Length > 0)
        {
            if (!level.TryParse(to, out _, out var day))
            {
                return null;
            }

            last = PartialDate.On(day).Key;
        }

        return first <= last ? new DayRange(first, last) : null;
    }
}

/// <summary>The members that filters may name: by attribute id (see StarSchema), then by code.</summary>
public sealed record MemberKeys(IReadOnlyDictionary<string, IReadOnlyDictionary<string, KnownMember>> ByAttribute);

/// <summary>Members of an attribute that a filter names.</summary>
/// <param name="MayBeAbsent">True for filters of measures, whose members the data may not have.</param>
public sealed record NamedMembers(StarAttribute Attribute, IReadOnlyList<string> Codes, bool MayBeAbsent);

/// <summary>The key of a member (a number, or the code itself), and its name if the star has one.</summary>
public readonly record struct KnownMember(object Key, string? Name)
{
    /// <summary>The name in the member's own script; null for none.</summary>
    public string? LocalName { get; init; }
}
