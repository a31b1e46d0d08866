using Reporting.Engine.Access;
using Reporting.Engine.Execution;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Definitions;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Engine.Reports;

/// <summary>
/// Reads a report's parameters from name=value pairs and applies their defaults. Unknown names are refused.
/// </summary>
public sealed class ReportParameters(QueryParameters parameters, TimeProvider clock)
{
    /// <summary>The value that removes the filter of a parameter with a default.</summary>
    private const string Everything = "all";

    /// <summary>The name of the parameter that every report has in addition to its own: brief or full.</summary>
    public const string Detail = "detail";

    /// <summary>The name of the edition that a report is compared with. Every report has it, too.</summary>
    public const string Compare = QueryParameters.Compare;

    /// <summary>The value of <see cref="Compare"/> for a saved report without the edition that was saved with it.</summary>
    public const string ComparesNothing = "none";

    /// <summary>The id of the edition that a report is compared with: that of the request, otherwise the saved one.</summary>
    public static string? ComparedWith(ReportDefinition definition, string? given) => given == ComparesNothing ? null : given ?? definition.Compare;

    /// <param name="usual">The detail of a request that names none.</param>
    /// <param name="day">The day as of which relative periods are resolved; null for today.</param>
    public Outcome<ReportRun> Read(ReportDefinition definition, IEnumerable<KeyValuePair<string, string>> pairs, FormatLimits limits, Caller caller, ReportDetail usual = ReportDetail.Full, DateOnly? day = null)
    {
        // Parameters of hidden dimensions are unknown names, and their defaults do not apply.
        var parametersOfCaller = definition.ParametersFor(caller).ToList();
        var known = parametersOfCaller.Select(p => p.Id).Append("lang").Append(Detail).Append(Compare).ToList();
        var given = pairs.ToLookup(p => p.Key, p => p.Value);
        var model = parameters.ModelFor(caller);
        var views = new SectionViewReader(definition, model);
        if (given.FirstOrDefault(g => !known.Contains(g.Key) && !(g.Key.Contains('.', StringComparison.Ordinal) && Dotted().Contains(g.Key)))?.Key is { } unknown)
        {
            return new Problem(
                ErrorCodes.UnknownParameter,
                $"The report '{definition.Id}' has no parameter '{SafeText.Of(unknown)}'.",
                NearestName.Hint(unknown, unknown.Contains('.', StringComparison.Ordinal) ? Dotted() : known, $"It has: {string.Join(", ", known)}, and {ChosenFilters.Prefix} with any dimension of the model."));
        }

        if (!DetailOf(given[Detail].ToList(), usual).IsValue(out var detail, out var choice))
        {
            return choice;
        }

        if (given[Compare].Skip(1).Any())
        {
            return new Problem(ErrorCodes.NamedTwice, $"'{Compare}' is given twice.", "Give it once.");
        }

        if (!Years(parametersOfCaller, given, day?.Year ?? clock.GetUtcNow().Year).IsValue(out var years, out var problem) || !Members(parametersOfCaller, given).IsValue(out var members, out problem))
        {
            return problem;
        }

        // A parameter of a hidden dimension cannot be given, so a report that requires it cannot be made.
        if (definition.Parameters.FirstOrDefault(p => p.IsRequired && !HasValue(p, years, members)) is { } missing)
        {
            return parametersOfCaller.Contains(missing) ? Missing(definition, missing) : Withheld(definition);
        }

        if (parametersOfCaller.FirstOrDefault(p => Shared(p, members) is not null) is { } equal)
        {
            return NotDistinct(equal, Shared(equal, members)!);
        }

        if (!ChosenFilters.Read(parameters, given, caller).IsValue(out var chosen, out problem) || !views.Read(given).IsValue(out var shown, out problem))
        {
            return problem;
        }

        var filters = parametersOfCaller.Where(p => p.Match != FilterMode.None && members.ContainsKey(p.Id)).SelectMany(p => members[p.Id].Select(code => KeyValuePair.Create(QueryFilter.NameOf(p.Dimension.Id, p.Match), code)));
        return parameters.Read([.. filters, .. given["lang"].Select(l => KeyValuePair.Create("lang", l))], caller, ["lang"]).Then<ReportRun>(query =>
            new ReportRun(definition, [.. query.Filters, .. years == default ? (QueryFilter[])[] : [ReportRun.Of(years)], .. chosen], query.Language, limits)
            {
                Chosen = chosen,
                Views = shown,
                HasChosenPeriod = chosen.Concat(query.Filters).Any(f => model.Dimension(f.Dimension).IsValue(out var dimension, out _) && dimension.Time is not null),
                Years = years,
                Members = members,
                Detail = detail,
                Compare = ComparedWith(definition, given[Compare].FirstOrDefault()),
            });

        IEnumerable<string> Dotted() => model.FilterNames.Select(name => ChosenFilters.Prefix + name).Concat(views.Names());
    }

    /// <summary>Every problem of the values that a request gives, by the id of its parameter. <see cref="Read"/> ends at the first one.</summary>
    public IReadOnlyDictionary<string, Problem> ProblemsOf(ReportDefinition definition, IEnumerable<KeyValuePair<string, string>> pairs, Caller caller)
    {
        var (defined, given, thisYear) = (definition.ParametersFor(caller).ToList(), pairs.ToLookup(p => p.Key, p => p.Value), clock.GetUtcNow().Year);
        var (problems, known) = (new Dictionary<string, Problem>(), new Dictionary<string, IReadOnlyList<string>>());
        foreach (var parameter in defined)
        {
            var (years, members) = (Years([parameter], given, thisYear), Members([parameter], given));
            if ((years.Problem ?? members.Problem ?? (parameter.IsRequired && !HasValue(parameter, years.Value, members.Value!) ? Missing(definition, parameter) : null)) is { } problem)
            {
                problems[parameter.Id] = problem;
                continue;
            }

            foreach (var (id, codes) in members.Value!)
            {
                known[id] = codes;
            }
        }

        foreach (var parameter in defined.Where(p => !problems.ContainsKey(p.Id) && Shared(p, known) is not null))
        {
            problems[parameter.Id] = NotDistinct(parameter, Shared(parameter, known)!);
        }

        var dated = defined.Where(p => p.Kind != ParameterKind.Members).ToList();
        if (!dated.Exists(p => problems.ContainsKey(p.Id)) && Years(dated, given, thisYear).Problem is { } backwards)
        {
            problems[dated[^1].Id] = backwards;
        }

        return problems;
    }

    private static Outcome<ReportDetail> DetailOf(List<string> given, ReportDetail usual) => given switch
    {
        [] => usual,
        [var one] when EnumNames.Parse<ReportDetail>(one) is { } detail => detail,
        [var other] => new Problem(ErrorCodes.BadChoice, $"'{SafeText.Of(other)}' is not a value of '{Detail}'.", $"Known values: {EnumNames.All<ReportDetail>()}."),
        _ => new Problem(ErrorCodes.NamedTwice, $"'{Detail}' is given twice.", "Give it once."),
    };

    private static bool HasValue(ReportParameter parameter, YearSpan years, Dictionary<string, IReadOnlyList<string>> members) => parameter.Kind switch
    {
        ParameterKind.Members => members.ContainsKey(parameter.Id),
        ParameterKind.FirstYear => years.From is not null,
        ParameterKind.LastYear => years.To is not null,
        _ => years != default,
    };

    private static string? Shared(ReportParameter parameter, Dictionary<string, IReadOnlyList<string>> members) =>
        parameter.DistinctFrom is { } other && members.TryGetValue(parameter.Id, out var own) && members.TryGetValue(other, out var others) ? own.FirstOrDefault(others.Contains) : null;

    private static Problem Missing(ReportDefinition definition, ReportParameter parameter) => new(
        ErrorCodes.MissingParameter,
        $"The report '{definition.Id}' needs '{parameter.Id}'.",
        parameter.Kind == ParameterKind.Members ? $"Give a code, such as {parameter.Id}=…; /api/v1/model/{parameter.Dimension.Id}/members lists them." : $"Write {YearSpan.Words}.");

    private static Problem Withheld(ReportDefinition definition) => new(
        ErrorCodes.MissingParameter, $"The report '{definition.Id}' needs a parameter that your roles do not include.", "Ask an administrator for a role that shows its members.");

    private static Problem NotDistinct(ReportParameter parameter, string code) => new(
        ErrorCodes.ParametersEqual, $"'{parameter.Id}' and '{parameter.DistinctFrom}' both have '{SafeText.Of(code)}'.", $"Give '{parameter.Id}' another value than '{parameter.DistinctFrom}'.");

    private static Outcome<YearSpan> Years(IEnumerable<ReportParameter> defined, ILookup<string, string> given, int thisYear)
    {
        var years = default(YearSpan);
        foreach (var parameter in defined.Where(p => p.Kind != ParameterKind.Members).OrderBy(p => given.Contains(p.Id) ? 0 : 1))
        {
            var isGiven = given.Contains(parameter.Id);
            var values = isGiven ? [.. given[parameter.Id]] : parameter.Default;
            if (values.Count == 0)
            {
                continue;
            }

            if (values.Count > 1)
            {
                return new Problem(ErrorCodes.NamedTwice, $"'{parameter.Id}' is given twice.", "Give it once.");
            }

            if (!Span(parameter, values[0], thisYear).IsValue(out var span, out var problem))
            {
                return problem;
            }

            // A default never contradicts a given value.
            var next = new YearSpan(span.From ?? years.From, span.To ?? years.To);
            years = !isGiven && next.From > next.To ? years : next;
        }

        return years.From > years.To
            ? new Problem(ErrorCodes.MalformedPeriod, $"The range {years.From} to {years.To} runs backwards.", "Give the earlier year first.")
            : years;
    }

    private static Outcome<YearSpan> Span(ReportParameter parameter, string value, int thisYear)
    {
        if (parameter.Kind == ParameterKind.Period)
        {
            return YearSpan.Read(parameter.Id, value, thisYear);
        }

        var span = YearSpan.Relative(value, thisYear) ?? (TimeLevel.Year.TryParse(value, out var day, out _) ? new YearSpan(day.Year, day.Year) : null);
        return span is not { } read
            ? new Problem(ErrorCodes.MalformedPeriod, $"'{SafeText.Of(value)}' is not a year for '{parameter.Id}'.", "Write four digits, such as 2025, or last_5_years, this_year, previous_year, all.")
            : parameter.Kind == ParameterKind.FirstYear ? read with { To = null } : read with { From = null };
    }

    private static Outcome<Dictionary<string, IReadOnlyList<string>>> Members(IEnumerable<ReportParameter> defined, ILookup<string, string> given)
    {
        var members = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var parameter in defined.Where(p => p.Kind == ParameterKind.Members))
        {
            var texts = given.Contains(parameter.Id) ? [.. given[parameter.Id]] : parameter.Default;
            if (texts.Count == 0 || (parameter.Default.Count > 0 && texts is [Everything]))
            {
                continue;
            }

            if (texts.Any(t => t.Length > NamedParameters.MaxValue))
            {
                return new Problem(ErrorCodes.ValueTooLong, $"The value of '{parameter.Id}' is too long.", $"At most {NamedParameters.MaxValue} characters are read.");
            }

            var codes = texts.SelectMany(t => t.Split(',', StringSplitOptions.TrimEntries)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
            if (codes.Count > parameter.Most)
            {
                return new Problem(ErrorCodes.BadFilter, $"'{parameter.Id}' has {Plural.Of(codes.Count, "value")}.", $"Give at most {parameter.Most}.");
            }

            members[parameter.Id] = codes;
        }

        return members;
    }
}
