using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Engine.Reports;
using Reporting.Engine.Reports.Documents;
using static Reporting.Engine.Reports.SectionViewReader;

namespace Reporting.Api.ReportPages;

/// <summary>
/// The state of a report's page, which its address holds: parameters, filters, levels and orders. Each method returns the address of another state, relative to
/// the page.
/// </summary>
/// <param name="pairs">The pairs of the address, checked by <see cref="ReportParameters"/>.</param>
public sealed class DashboardState(ReportRun run, IReadOnlyList<KeyValuePair<string, string>> pairs, SemanticModel model)
{
    private readonly Dictionary<string, SectionDefinition> _sections = run.Definition.Sections.Select(run.Shown).ToDictionary(s => s.Id);

    /// <summary>The chosen codes of each dimension.</summary>
    private readonly Dictionary<string, IReadOnlyList<string>> _chosen = run.Chosen.Where(f => f.Mode == FilterMode.Links).ToDictionary(f => f.Dimension, f => f.Values);

    public ReportRun Run => run;

    /// <summary>The pairs that belong to no field of the form.</summary>
    public IEnumerable<KeyValuePair<string, string>> Hidden => pairs.Where(p => IsOfState(p.Key));

    /// <summary>True if the address names the parameter or filter.</summary>
    public bool Gives(string name) => pairs.Any(p => p.Key == name);

    public SectionDefinition? Section(string id) => _sections.GetValueOrDefault(id);

    /// <summary>The dimensions of the axes of a section, or of a part of a headline.</summary>
    public IReadOnlyList<string> AxesOf(string section)
    {
        if (Section(section) is { } known)
        {
            return [.. known.Axes().Select(axis => axis.Id)];
        }

        var headline = _sections.Values.OfType<HeadlineDefinition>().FirstOrDefault(h => HeadlineParts.Of(h).Contains(section));
        return headline is null ? [] : section.EndsWith(HeadlineParts.Top, StringComparison.Ordinal) ? [headline.Rows!.Id] : [.. model.Dimensions.Where(d => d.Time is not null).Select(d => d.Id)];
    }

    public bool IsChosen(IReadOnlyList<QueryFilter> members) => members.All(m => _chosen.TryGetValue(m.Dimension, out var codes) && m.Values.All(codes.Contains));

    /// <summary>True if other members of these dimensions are chosen.</summary>
    public bool Recedes(IReadOnlyList<QueryFilter> members) => members.Any(m => _chosen.TryGetValue(m.Dimension, out var codes) && !m.Values.All(codes.Contains));

    /// <summary>The page filtered by these members instead of others of their dimensions; or without them if they are chosen.</summary>
    /// <param name="section">The section of the mark, which keeps showing all its members; null for none.</param>
    public string Toggle(IReadOnlyList<QueryFilter> members, string? section)
    {
        var isChosen = IsChosen(members);
        var next = new Dictionary<string, IReadOnlyList<string>>(_chosen);
        foreach (var member in members)
        {
            next[member.Dimension] = isChosen ? [.. next[member.Dimension].Except(member.Values)] : member.Values;
        }

        return Address(Filtered(next, isChosen ? null : section));
    }

    /// <summary>The page without a pair of its address.</summary>
    public string Without(string name)
    {
        var left = pairs.Where(p => p.Key != name).ToList();
        var filters = left.Where(p => ChosenFilters.IsOne(p.Key)).Select(p => p.Key[ChosenFilters.Prefix.Length..]).ToHashSet(StringComparer.Ordinal);
        return Address([.. left.Where(p => !p.Key.StartsWith(Show, StringComparison.Ordinal) || KeepsShowing(p.Key[Show.Length..], filters))]);
    }

    /// <summary>The page with a section at other levels, in its usual order.</summary>
    public string At(string section, IReadOnlyList<string> levels) =>
        Address([.. pairs.Where(p => p.Key != Level + section && p.Key != Order + section), .. levels.Count == 0 ? [] : Pair(Level + section, string.Join(',', levels))]);

    public string Ordered(string section, string column, bool isDescending) =>
        Address([.. pairs.Where(p => p.Key != Order + section), .. Pair(Order + section, (isDescending ? "-" : string.Empty) + column)]);

    /// <summary>The levels of a section's axes that differ from those of its definition, with one of them replaced.</summary>
    public IReadOnlyList<string> Levels(string section, ModelDimension axis, ModelDimension by)
    {
        var usual = run.Definition.Sections.First(s => s.Id == section).Axes();
        return [.. _sections[section].Axes().Select((now, i) => (Usual: usual[i], Now: now == axis ? by : now)).Where(a => a.Usual != a.Now).Select(a => a.Now.Id)];
    }

    /// <summary>The dimensions above an axis, itself, and those below it: year, quarter, month, date.</summary>
    public IReadOnlyList<ModelDimension> LevelsOf(ModelDimension axis)
    {
        var levels = new List<ModelDimension> { axis };
        while (levels[0].Parent is { } parent && model.Dimension(parent).IsValue(out var above, out _))
        {
            levels.Insert(0, above);
        }

        while (model.Below(levels[^1]).FirstOrDefault() is { } below)
        {
            levels.Add(below);
        }

        return levels;
    }

    /// <summary>The filter of <c>/engagements</c> for the engagements behind a section, or behind the whole page.</summary>
    public string Behind(string? section)
    {
        var definition = section is null ? null : Section(section);
        var own = definition is null ? run : run.Of(definition);
        return new DrillThrough([.. own.Filters, .. definition?.Where ?? []], string.Empty, string.Empty, run.Language).Of(null, null) ?? string.Empty;
    }

    public static bool IsOfState(string name) => name == ReportParameters.Compare || ChosenFilters.IsOne(name) || SectionViewReader.IsOne(name);

    private IReadOnlyList<KeyValuePair<string, string>> Filtered(Dictionary<string, IReadOnlyList<string>> chosen, string? section)
    {
        var dimensions = chosen.Where(c => c.Value.Count > 0).Select(c => c.Key).ToHashSet(StringComparer.Ordinal);
        var kept = pairs.Where(p => !(ChosenFilters.IsOne(p.Key) && chosen.ContainsKey(p.Key[ChosenFilters.Prefix.Length..]))
            && !(p.Key.StartsWith(Show, StringComparison.Ordinal) && (p.Key == Show + section || !KeepsShowing(p.Key[Show.Length..], dimensions))));
        return
        [
            .. kept,
            .. chosen.Where(c => c.Value.Count > 0).OrderBy(c => c.Key, StringComparer.Ordinal).SelectMany(c => Pair(ChosenFilters.Prefix + c.Key, string.Join(',', c.Value))),
            .. section is null ? [] : Pair(Show + section, All),
        ];
    }

    private bool KeepsShowing(string section, HashSet<string> filters) => AxesOf(section).Any(filters.Contains);

    private static KeyValuePair<string, string>[] Pair(string name, string value) => [new(name, value)];

    // Commas and dots need no escape, and stay readable.
    private static string Address(IReadOnlyList<KeyValuePair<string, string>> all) =>
        "?" + string.Join('&', all.Select(p => $"{Uri.EscapeDataString(p.Key)}={Uri.EscapeDataString(p.Value).Replace("%2C", ",", StringComparison.Ordinal)}"));
}
