using Reporting.Warehouse.Definitions;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Engine.Model;

/// <summary>Reads the definition of one measure: exactly one form, with the keys of that form.</summary>
internal sealed class DefinitionReader(MeasureReader measures, ModelFile.MeasureEntry entry, DefinitionText source, IReadOnlyList<ModelDimension> dimensions)
{
    private const int MaxPeriods = 1_000;
    private const int MaxValues = 500;

    public MeasureDefinition Read()
    {
        var forms = new (string Key, bool IsGiven, Func<MeasureDefinition> Read)[]
        {
            ("kind", entry.Kind is not null, () => MeasureKindDefinitions.Of(source.Choice<MeasureKind>(entry.Kind, "kind"), measures.Counting, dimensions)),
            ("count", entry.Count is not null, Filtered),
            ("ratio", entry.Ratio is not null, Ratio),
            ("share", entry.Share is not null, () => new MeasureDefinition.Share(Named(entry.Share!.Of), source.Choice<ShareWithin>(entry.Share.Within, "within"))),
            ("period", entry.Period is not null, Period),
            ("sum", entry.Sum is not null, () => Combination(entry.Sum!, "sum", isDifference: false)),
            ("difference", entry.Difference is not null, () => Combination(entry.Difference!, "difference", isDifference: true)),
        };
        var given = forms.Where(f => f.IsGiven).ToList();
        if (given is not [var form])
        {
            throw source.At(entry.Id, $"'{entry.Id}' has {(given.Count == 0 ? "no definition" : $"several definitions ({string.Join(", ", given.Select(f => f.Key))})")}.", $"Give exactly one of: {string.Join(", ", forms.Select(f => f.Key))}.");
        }

        return form.Key != "count" && entry.Where is not null
            ? throw source.At("where:", $"'{entry.Id}' has 'where' beside '{form.Key}', but 'where' belongs to 'count'.", "Filter a measure of its own with 'count' and 'where', and name that one here.")
            : form.Read();
    }

    private ModelMeasure Named(string id) => measures.Named(id, source);

    private MeasureDefinition.Filtered Filtered() => entry.Where is { Count: > 0 } where
        ? new(Named(entry.Count!), [.. where.Select(w => Filter(w.Key, w.Value))])
        : throw source.At(entry.Id, $"'{entry.Id}' counts '{entry.Count}' without a filter.", "Add 'where', such as where: {engagement_category: [agreement]}.");

    private MeasureDefinition.Ratio Ratio() => entry.Ratio!.Per is null or >= 1 and <= 1_000_000
        ? new(Named(entry.Ratio.Of), Named(entry.Ratio.To), entry.Ratio.Per ?? 1)
        : throw source.At("per", $"'{entry.Ratio.Per}' is not a value of 'per'.", "Give 1 to 1000000, such as 10 for every ten.");

    private MeasureDefinition.Combination Combination(List<string> of, string key, bool isDifference) => of is [var first, var second]
        ? new(Named(first), Named(second), isDifference)
        : throw source.At(key + ":", $"'{key}' names {of.Count} measures.", $"Name two, such as {key}: [visits, meetings].");

    private MeasureDefinition.Period Period()
    {
        var period = entry.Period!;
        var form = source.Choice<PeriodForm>(period.As, "as");
        if ((form == PeriodForm.Rolling) != (period.Periods is not null) || period.Periods is < 2 or > MaxPeriods)
        {
            throw source.At("periods", $"'{entry.Id}' lacks 'periods', or has it without 'as: rolling'.", $"With 'as: rolling' give 'periods', 2 to {MaxPeriods}; leave it out elsewhere.");
        }

        if (period.Within is not null && form != PeriodForm.ToDate)
        {
            throw source.At("within", $"'{entry.Id}' has 'within' beside 'as: {period.As}', but 'within' belongs to 'as: to_date'.", "Leave it out.");
        }

        var within = period.Within is { } named ? source.Choice<TimeLevel>(named, "within") : (TimeLevel?)null;
        return within is TimeLevel.Date or TimeLevel.Month
            ? throw source.At("within", $"'{period.Within}' is not a period in which a measure restarts.", "Write year, quarter or fiscal_year.")
            : new MeasureDefinition.Period(Named(period.Of), form)
            {
                Count = period.Periods ?? 0,
                Within = within,
                Level = period.Level is { } level ? source.Choice<TimeLevel>(level, "level") : null,
                IsWithinRange = form == PeriodForm.Running || IsWithinRange(period.Range),
            };
    }

    private bool IsWithinRange(string? range) => range switch
    {
        null or "all" => false,
        "asked" => true,
        _ => throw source.At("range", $"'{SafeText.Of(range)}' is not a value of 'range'.", "Known values: all (periods outside of the query's range are looked up), asked (they count as empty)."),
    };

    private MeasureFilter Filter(string key, List<string> values)
    {
        var (id, match) = key switch
        {
            _ when dimensions.Any(d => d.Id == key) => (key, FilterMatch.Links),
            _ when key.EndsWith("_any", StringComparison.Ordinal) => (key[..^4], FilterMatch.Any),
            _ when key.EndsWith("_all", StringComparison.Ordinal) => (key[..^4], FilterMatch.All),
            _ => (key, FilterMatch.Links),
        };
        if (dimensions.FirstOrDefault(d => d.Id == id) is not { } dimension)
        {
            throw source.At(key, $"There is no dimension '{SafeText.Of(id)}'.", NearestName.Hint(id, dimensions.Select(d => d.Id), "Name one of the dimensions above."));
        }

        if (match != FilterMatch.Links && !dimension.IsMany)
        {
            throw source.At(key, $"An engagement has one '{id}' only.", $"Write '{id}' instead.");
        }

        if (values.Count is 0 or > MaxValues)
        {
            throw source.At(key, $"The filter on '{id}' has {Plural.Of(values.Count, "value")}.", $"Give from 1 to {MaxValues}.");
        }

        values.ForEach(v => CheckMember(dimension, v));
        return new MeasureFilter(id, match, [.. values.Distinct(StringComparer.Ordinal)]) { IsOneValued = dimension is { IsMany: false, Time: null } };
    }

    private void CheckMember(ModelDimension dimension, string value)
    {
        if (dimension.Time is { } level)
        {
            if (value != "unknown" && !level.IsRange(value))
            {
                throw source.At(value, $"'{SafeText.Of(value)}' is not a value of '{dimension.Id}'.", $"Write {level.Example()}, or a range such as {level.Example()}..");
            }

            return;
        }

        source.CheckForm(dimension, value);
        source.CheckName(dimension, value);
    }
}
