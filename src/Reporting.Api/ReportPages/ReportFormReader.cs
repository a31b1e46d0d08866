using System.Globalization;
using Reporting.Api.Pages.Languages;
using Reporting.Engine.Access;
using Reporting.Engine.Caching;
using Reporting.Engine.Languages;
using Reporting.Engine.Members;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Engine.Reports;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.ReportPages;

/// <summary>Creates the form of a report, with the options that the caller may see.</summary>
internal sealed class ReportFormReader(FieldMembers members, TableCache tables, FieldHierarchies hierarchies, CurrentModel models, TimeProvider time)
{
    private const int MaxYears = 1_000;

    // Further selected members are shown by their codes.
    private const int MaxNamed = 50;

    private static readonly int[] Spans = [5, 10];

    /// <param name="run">The report, under whose other filters members are counted; null without counts.</param>
    public async Task<Outcome<ReportForm>> ReadAsync(ReportDefinition definition, FormPairs selection, ReportRun? run, Caller caller, CancellationToken cancellationToken)
    {
        var language = Language.Of(definition.Title.Texts.ContainsKey(ValueOf(selection, "lang")) ? ValueOf(selection, "lang") : "en");
        IReadOnlyList<int>? years = null;
        var fields = new List<FormField>();
        foreach (var parameter in definition.ParametersFor(caller))
        {
            if (parameter.Kind == ParameterKind.Members)
            {
                if (!(await MembersAsync(definition, parameter, selection, run, language, caller, cancellationToken)).IsValue(out var members, out var failure))
                {
                    return failure;
                }

                fields.Add(members with { IsFilteredAbove = run?.Chosen.Any(f => f.Dimension == parameter.Dimension.Id) == true });
                continue;
            }

            if (years is null && !(await YearsAsync(caller, cancellationToken)).IsValue(out years, out var problem))
            {
                return problem;
            }

            var value = ValueOf(selection, parameter.Id);
            FormField period = parameter.Kind == ParameterKind.Period ? Period(parameter, value, years, language) : Year(parameter, value, years, language);
            fields.Add(period with { IsFilteredAbove = run?.HasChosenPeriod == true });
        }

        var more = MoreFilters(definition, caller);
        if (run is not null && more.FirstOrDefault(d => d.Id == selection.More) is { } opened)
        {
            var filter = new ReportParameter(ChosenFilters.Prefix + opened.Id, ParameterKind.Members, opened, opened.Caption);
            if (!(await MembersAsync(definition, filter, selection, run, language, caller, cancellationToken)).IsValue(out var chosen, out var failure))
            {
                return failure;
            }

            fields.Add(chosen with { IsOpened = true });
        }

        return new ReportForm(
            definition.Id, language, definition.Title.In(language.Code), definition.Description.In(language.Code), fields, Languages(definition, language), Details(definition, ValueOf(selection, ReportParameters.Detail), FormCaptionsOf(language)))
        {
            MoreFilters = [.. more.Select(d => new FormChoice(d.Id, d.Caption.In(language.Code), d.Id == selection.More)).OrderBy(c => c.Name, StringComparer.InvariantCultureIgnoreCase)],

            // With a report, its page names what it is filtered by.
            Chosen = run is null ? await ChosenAsync(selection, language, caller, cancellationToken) : [],
            SavedCompare = definition.Compare,
            Compared = ReportParameters.ComparedWith(definition, ValueOf(selection, ReportParameters.Compare) is { Length: > 0 } given ? given : null),
        };
    }

    // Dimensions without a field. Of the levels of time, years have few members.
    private List<ModelDimension> MoreFilters(ReportDefinition definition, Caller caller) => [.. models.Value.VisibleTo(caller.Visible).Dimensions
        .Where(d => d.Time is null or TimeLevel.Year && definition.Parameters.All(p => p.Kind == ParameterKind.Members ? p.Dimension.Id != d.Id : d.Time is null))];

    private async Task<IReadOnlyList<(string Dimension, string Caption, string Values)>> ChosenAsync(FormPairs selection, Language language, Caller caller, CancellationToken cancellationToken)
    {
        var chosen = new List<(string, string, string)>();
        foreach (var pair in selection.Pairs.Where(p => ChosenFilters.IsOne(p.Key)))
        {
            var name = pair.Key[ChosenFilters.Prefix.Length..];
            if (models.Value.VisibleTo(caller.Visible).Dimensions.FirstOrDefault(d => name == d.Id || name == d.Id + "_any" || name == d.Id + "_all") is not { } dimension)
            {
                continue;
            }

            var names = new List<string>();
            foreach (var code in pair.Value.Split(','))
            {
                names.Add((names.Count < MaxNamed ? await members.NameAsync(dimension, code, language, caller, cancellationToken) : null) ?? code);
            }

            chosen.Add((dimension.Id, dimension.Caption.In(language.Code), string.Join(", ", names)));
        }

        return chosen;
    }

    private static FormChoice[] Languages(ReportDefinition definition, Language language) => definition.Title.Texts.Count < 2
        ? []
        : [.. Language.All.Where(l => definition.Title.Texts.ContainsKey(l.Code)).Select(l => new FormChoice(l.Code, l.Name, l == language))];

    // The brief report is usual, so an address omits it.
    private static FormChoice[] Details(ReportDefinition definition, string value, FormCaptions captions) => definition.Sections.All(s => !s.IsAnnex)
        ? []
        : [new(string.Empty, captions.Brief, value != "full"), new("full", captions.Full, value == "full")];

    private async Task<Outcome<IReadOnlyList<int>>> YearsAsync(Caller caller, CancellationToken cancellationToken) =>
        (await members.ListAsync(new MemberQuery("year", null, null, MaxYears, "en"), caller, cancellationToken)).Then<IReadOnlyList<int>>(page =>
            page.Members.Select(m => int.TryParse(m.Code, NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : 0).Where(year => year > 0).OrderDescending().ToList());

    private YearField Year(ReportParameter parameter, string requested, IReadOnlyList<int> years, Language language)
    {
        var open = new FormChoice(parameter.Default.Count > 0 ? FormPairs.Everything : string.Empty, parameter.Kind == ParameterKind.FirstYear ? FormCaptionsOf(language).Earliest : FormCaptionsOf(language).Latest, false);
        var value = requested.Length > 0 ? requested : parameter.Default is [var usual] ? usual : open.Value;
        return new YearField(parameter.Id, parameter.Caption.In(language.Code), Choose([open, .. years.Select(Choice)], value, FormCaptionsOf(language)));
    }

    private PeriodField Period(ReportParameter parameter, string requested, IReadOnlyList<int> years, Language language)
    {
        var value = requested.Length > 0 ? requested : parameter.Default is [var usual] ? usual : FormPairs.Everything;
        var ends = value.Split("..");
        var isRange = ends.Length == 2;
        var thisYear = time.GetUtcNow().Year;
        var captions = FormCaptionsOf(language);
        List<FormChoice> periods =
        [
            new(FormPairs.Everything, captions.AllYears, false),
            .. Spans.Select(n => new FormChoice($"last_{n}_years", PeriodName($"last_{n}_years", thisYear, captions), false)),
            new("this_year", PeriodName("this_year", thisYear, captions), false),
            new("previous_year", PeriodName("previous_year", thisYear, captions), false),
            .. years.Select(Choice),
        ];
        return new PeriodField(
            parameter.Id,
            parameter.Caption.In(language.Code),
            Choose(periods, isRange ? FormPairs.Everything : value, captions),
            isRange,
            Choose([new FormChoice(string.Empty, captions.Earliest, false), .. years.Select(Choice)], isRange ? ends[0] : string.Empty, captions),
            Choose([new FormChoice(string.Empty, captions.Latest, false), .. years.Select(Choice)], isRange ? ends[1] : string.Empty, captions),
            captions.RangeOf,
            years.Count > 0 && years[0] < thisYear ? PageCaptions.Format(captions.NewestYear, thisYear, years[0]) : null);
    }

    private async Task<Outcome<MembersField>> MembersAsync(ReportDefinition definition, ReportParameter parameter, FormPairs selection, ReportRun? run, Language language, Caller caller, CancellationToken cancellationToken)
    {
        var find = selection.Finds.GetValueOrDefault(parameter.Id);
        var captions = FormCaptionsOf(language);
        if (!(await members.ListAsync(new MemberQuery(parameter.Dimension.Id, find, null, FieldMembers.MaxListed, language.Code), caller, cancellationToken)).IsValue(out var page, out var problem))
        {
            return problem;
        }

        var requested = Requested(parameter, selection);
        var codes = requested.Count == 0 ? parameter.Default : parameter.Default.Count > 0 && requested is [FormPairs.Everything] ? [] : requested;
        var counts = await CountsAsync(parameter, run, language, caller, cancellationToken);
        string? CountOf(string code) => counts is null ? null : counts.GetValueOrDefault(code, language.Count(0));
        var taken = Taken(parameter, definition, selection);
        var chosen = new List<FormChoice>();
        foreach (var code in codes)
        {
            var name = page.Members.FirstOrDefault(m => m.Code == code).Name
                ?? (chosen.Count < MaxNamed ? await members.NameAsync(parameter.Dimension, code, language, caller, cancellationToken) : null);
            chosen.Add(new FormChoice(code, name ?? code, true, CountOf(code)));
        }

        // Sort a complete list by name. A partial list keeps its order by code. Chosen members come first, in one order however they were chosen.
        var others = page.Members.Where(m => m.Code is not null && !codes.Contains(m.Code) && !taken.Contains(m.Code)).Select(m => new FormChoice(m.Code!, m.Name, false, CountOf(m.Code!)));
        FormChoice[] choices = [.. chosen.OrderBy(c => c.Name, StringComparer.InvariantCultureIgnoreCase), .. page.Next is null ? others.OrderBy(c => c.Name, StringComparer.InvariantCultureIgnoreCase) : others];
        return new MembersField(
            parameter.Id,
            parameter.Caption.In(language.Code),
            parameter.Dimension.Id,
            choices,
            page.Next is not null,
            find,
            parameter.Most == 1,
            parameter.Default.Count > 0 ? FormPairs.Everything : string.Empty,
            parameter.IsRequired,
            !parameter.IsRequired ? captions.All : parameter.Most == 1 ? captions.ChooseOne : captions.ChooseSome)
        {
            Taken = string.Join(',', taken.Order(StringComparer.Ordinal)),
            Groups = find is null ? await hierarchies.ReadAsync(parameter, choices, isWhole: page.Next is null, run is null ? null : selection, language, caller, cancellationToken) : [],
        };
    }

    // A pair has two different members, so a side does not offer that of the other.
    private static HashSet<string> Taken(ReportParameter parameter, ReportDefinition definition, FormPairs selection) => [.. definition.Parameters
        .Where(p => p.Id == parameter.DistinctFrom || p.DistinctFrom == parameter.Id)
        .SelectMany(p => Requested(p, selection) is { Count: > 0 } requested ? requested : p.Default)];

    private static List<string> Requested(ReportParameter parameter, FormPairs selection) =>
        selection.Pairs.Where(p => p.Key == parameter.Id).SelectMany(p => p.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Distinct(StringComparer.Ordinal).ToList();

    /// <summary>The engagements of each member under the filters of the report other than this parameter's; null where they are not counted.</summary>
    private async Task<Dictionary<string, string>?> CountsAsync(ReportParameter parameter, ReportRun? run, Language language, Caller caller, CancellationToken cancellationToken)
    {
        var measure = models.Value.Measure(MeasureKind.Engagements);
        if (run is null || parameter.Match == FilterMode.None || !caller.Visible.ShowsMeasure(measure.Id))
        {
            return null;
        }

        var own = run.Members.GetValueOrDefault(parameter.Id) ?? [];
        // The sections that show the first members of the dimension ask the same query. Members of larger dimensions are not counted.
        var query = new ReportQuery
        {
            Measures = [measure.Id],
            By = [parameter.Dimension.Id],
            Filters = [.. run.Filters.Where(f => f.Dimension != parameter.Dimension.Id || !own.All(f.Values.Contains))],
            Order = [new QueryOrder(measure.Id, true)],
            Limit = ReportQuery.DefaultLimit,
            Language = language.Code,
        };
        return (await tables.RunAsync(query, caller, cancellationToken)).IsValue(out var table, out _) && !table.Truncated
            ? table.Rows.Where(r => r.Members[0].Code is not null).ToDictionary(r => r.Members[0].Code!, r => language.Count(Convert.ToInt64(r.Values[0] ?? 0L, CultureInfo.InvariantCulture)))
            : null;
    }

    // Add the current value even if it is not valid, because the report then shows the problem.
    private IReadOnlyList<FormChoice> Choose(List<FormChoice> choices, string value, FormCaptions captions)
    {
        if (choices.All(c => c.Value != value))
        {
            choices.Insert(1, new FormChoice(value, PeriodName(value, time.GetUtcNow().Year, captions), false));
        }

        return [.. choices.Select(c => c with { IsChosen = c.Value == value })];
    }

    internal static string PeriodName(string value, int thisYear, FormCaptions captions) => YearSpan.Relative(value, thisYear) switch
    {
        { From: { } from, To: { } to } when from == to => PageCaptions.Format(value == "this_year" ? captions.ThisYear : captions.PreviousYear, from),
        { From: { } from, To: { } to } => PageCaptions.Format(captions.LastYears, to - from + 1, from, to),
        _ => value,
    };

    private static FormCaptions FormCaptionsOf(Language language) => PageCaptions.In(language).Form;

    private static FormChoice Choice(int year) => new(year.ToString("0000", CultureInfo.InvariantCulture), year.ToString(CultureInfo.InvariantCulture), false);

    private static string ValueOf(FormPairs selection, string name) => selection.Pairs.LastOrDefault(p => p.Key == name).Value ?? string.Empty;
}
