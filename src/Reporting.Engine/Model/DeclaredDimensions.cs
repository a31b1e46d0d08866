using System.Globalization;
using System.Text.RegularExpressions;
using Reporting.Warehouse.Definitions;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Engine.Model;

/// <summary>Reads dimensions that the model declares over others: fiscal years, groups of members, bands of a number.</summary>
internal sealed partial class DeclaredDimensions(DefinitionText source)
{
    private const string FiscalYear = "date.fiscal_year";
    private const string Others = "other";
    private const int MaxMembers = 500;

    private static readonly string[] Months = [.. DateTimeFormatInfo.InvariantInfo.MonthNames.Take(12).Select(m => m.ToLowerInvariant())];

    /// <summary>The attribute that an entry declares.</summary>
    public StarAttribute Attribute(ModelFile.DimensionEntry entry, IReadOnlyList<ModelDimension> dimensions)
    {
        var forms = new[] { ("attribute", entry.Attribute), ("groups", entry.Groups), ("bands", entry.Bands) }.Where(f => f.Item2 is not null).ToList();
        if (forms.Count > 1 || (forms.Count == 0 && entry.Starts is null) || (entry.Starts is not null && (entry.Groups ?? entry.Bands) is not null))
        {
            throw At(entry, $"'{entry.Id}' has {(forms.Count == 0 ? "no definition" : "several definitions")}.", "Give one of: attribute, starts, groups, bands.");
        }

        return entry.Groups is not null ? Groups(entry, dimensions)
            : entry.Bands is not null ? Bands(entry)
            : Fiscal(entry);
    }

    private StarAttribute Fiscal(ModelFile.DimensionEntry entry)
    {
        var month = Array.IndexOf(Months, entry.Starts) + 1;
        var catalogued = StarSchema.Attributes[FiscalYear];
        return entry.Attribute is { } named && named != FiscalYear ? throw source.At(entry.Starts!, $"'{entry.Id}' starts in a month, but its attribute is '{SafeText.Of(named)}'.", $"Leave out 'starts', or write attribute: {FiscalYear}.")
            : month == 0 ? throw source.At(entry.Starts!, $"'{SafeText.Of(entry.Starts!)}' is not a month.", NearestName.Hint(entry.Starts!, Months, "Write one of february to december."))
            : month == 1 ? throw source.At(entry.Starts!, $"The fiscal year '{entry.Id}' would be the calendar year.", "Use the attribute date.year, or name another month.")
            : FiscalYears.From(month) == TimeLevel.FiscalYear ? catalogued
            : catalogued with { Id = $"{FiscalYear}.{entry.Starts}", Time = FiscalYears.From(month) };
    }

    private StarAttribute Groups(ModelFile.DimensionEntry entry, IReadOnlyList<ModelDimension> dimensions)
    {
        if (dimensions.FirstOrDefault(d => d.Id == entry.Groups) is not { } of)
        {
            throw source.At(entry.Groups!, $"'{entry.Id}' groups '{SafeText.Of(entry.Groups!)}'. No dimension before '{entry.Id}' in the file has this id.", NearestName.Hint(entry.Groups!, dimensions.Select(d => d.Id), "Name a dimension that the file declares earlier."));
        }

        if (Ungroupable(of.Attribute) is { } why)
        {
            throw source.At("groups:", $"'{entry.Id}' groups '{of.Id}', {why.What}.", why.Hint);
        }

        var groups = entry.Members.Select(m => (Code: m.Key, Members: Listed(entry, m.Key, m.Value))).ToList();
        var others = entry.Others ?? Others;
        CheckCodes(entry, [.. groups.Select(g => g.Code), others]);
        var pairs = groups.SelectMany((g, i) => g.Members.Select(code => new GroupedMember(code, i))).ToList();
        if (pairs.Count is 0 or > MaxMembers)
        {
            throw At(entry, $"'{entry.Id}' groups {Plural.Of(pairs.Count, "member")}.", $"Name 1 to {MaxMembers} in all.");
        }

        pairs.ForEach(p => source.CheckName(of, p.Code));
        var shared = pairs.GroupBy(p => p.Code).FirstOrDefault(g => g.Skip(1).Any());
        return shared is not null && !of.IsMany
            ? throw source.At(shared.Key, $"'{shared.Key}' is in several groups of '{entry.Id}', but an engagement has one '{of.Id}' only.", "Name it in one group. Groups of a dimension with several members for an engagement may overlap.")
            : new StarAttribute($"declared.{entry.Id}", of.Attribute.On, of.Attribute.Column)
            {
                IsOfPartner = of.Attribute.IsOfPartner,
                Reveals = of.Attribute.Id,
                Fixed = new FixedMembers.Groups(of.Attribute, pairs, shared is not null, [.. groups.Select(g => g.Code), others, FixedMembers.Unknown]),
            };
    }

    private static (string What, string Hint)? Ungroupable(StarAttribute of) => of switch
    {
        { Fixed: FixedMembers.Groups } => ("which is itself made of groups", "Group the dimension that it groups, and list the members of both groups."),
        { Fixed: FixedMembers.Bands } => ("which is itself made of ranges", "Declare wider ranges with 'bands'."),
        { Fixed: FixedMembers.Statuses } => ("which decides what is counted", "Filter by the statuses themselves, such as status=planned,postponed."),
        { Fixed: FixedMembers.Reviews } => ("which decides what is counted", "Filter by the review itself, such as review=draft."),
        { Fixed: FixedMembers.States } => ("which is derived for a day", "Filter by the states themselves, such as commitment_state=late."),
        { IsOfDate: true } => ("which follows from the date and has no members to group", "Declare a calendar with 'starts', or filter by the date. Group a dimension of the data, such as participant_country."),
        { IsCountryPair: true } => ("whose members are pairs", "Group partner_country or participant_country, and group by both."),
        _ => null,
    };

    private List<string> Listed(ModelFile.DimensionEntry entry, string group, object value)
    {
        if (value is not List<object> { Count: > 0 } list || !list.TrueForAll(m => m is string))
        {
            throw source.At(group, $"The group '{SafeText.Of(group)}' of '{entry.Id}' is not a list of members.", "Write their codes, such as south-asia: [IN, BD]. Names of groups stand under 'names'.");
        }

        var codes = list.ConvertAll(m => (string)m);
        return codes.GroupBy(c => c).FirstOrDefault(c => c.Skip(1).Any()) is { } twin
            ? throw source.At(twin.Key, $"The group '{SafeText.Of(group)}' names '{SafeText.Of(twin.Key)}' twice.", "Name it once.")
            : codes;
    }

    private StarAttribute Bands(ModelFile.DimensionEntry entry)
    {
        var measure = entry.Bands switch
        {
            "headcount" => MeasureKind.Headcount,
            "amount_usd" => MeasureKind.AmountUsd,
            _ => throw source.At(entry.Bands!, $"'{SafeText.Of(entry.Bands!)}' has no bands.", "Write bands: headcount, or bands: amount_usd."),
        };
        if (entry.Ranges.Count is 0 or > MaxMembers)
        {
            throw At(entry, $"'{entry.Id}' has {entry.Ranges.Count} ranges.", $"Give 1 to {MaxMembers}, such as ranges: [0..9, 10..99, 100..].");
        }

        var ranges = entry.Ranges.ConvertAll(r => Range(entry, r));
        var ordered = ranges.OrderBy(r => r.First ?? long.MinValue).ToList();
        foreach (var (before, after) in ordered.Zip(ordered.Skip(1)))
        {
            if (before.Last is null || after.First is null || before.Last >= after.First)
            {
                throw source.At(after.Code, $"The ranges '{before.Code}' and '{after.Code}' of '{entry.Id}' overlap.", "Both ends of a range belong to it: write 0..9 and 10..99.");
            }
        }

        var others = entry.Others ?? Others;
        CheckCodes(entry, [others]);
        return new StarAttribute($"declared.{entry.Id}", BridgeKind.Engagement, measure == MeasureKind.Headcount ? "Headcount" : "AmountCents")
        {
            Fixed = new FixedMembers.Bands(measure, ordered, [.. ordered.Select(r => r.Code), others, FixedMembers.Unknown]),
        };
    }

    private Band Range(ModelFile.DimensionEntry entry, string text)
    {
        var match = RangePattern().Match(text);
        var (first, last) = (End(match.Groups["first"]), End(match.Groups["last"]));
        return !match.Success || text == ".." ? throw source.At(text, $"'{SafeText.Of(text)}' is not a range of '{entry.Id}'.", "Write whole numbers, such as 0..9 or 100..")
            : first > last ? throw source.At(text, $"The range '{text}' of '{entry.Id}' is empty.", "Write the smaller number first.")
            : new Band(text, first, last);

        static long? End(Group group) => group.Length == 0 ? null : long.Parse(group.ValueSpan, CultureInfo.InvariantCulture);
    }

    private void CheckCodes(ModelFile.DimensionEntry entry, IReadOnlyList<string> codes)
    {
        foreach (var code in codes.Where(c => !CodePattern().IsMatch(c) || c == FixedMembers.Unknown))
        {
            throw source.At(code, $"'{SafeText.Of(code)}' is not a valid code for a member of '{entry.Id}'.", $"Write lower-case letters, digits and hyphens. '{FixedMembers.Unknown}' is the member for what is not stated.");
        }

        source.RefuseDuplicates(codes);
    }

    private DefinitionException At(ModelFile.DimensionEntry entry, string message, string hint) => source.At(entry.Id, message, hint);

    [GeneratedRegex(@"^(?<first>\d{0,12})\.\.(?<last>\d{0,12})$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RangePattern();

    [GeneratedRegex("^[a-z0-9](-?[a-z0-9]){0,59}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CodePattern();
}
