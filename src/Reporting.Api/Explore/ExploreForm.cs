using Reporting.Api.Pages.Languages;
using Reporting.Api.ReportPages;
using Reporting.Engine.Languages;
using Reporting.Engine.Model;
using Reporting.Warehouse.Definitions;

namespace Reporting.Api.Explore;

/// <summary>The fields of Explore with what is chosen.</summary>
public sealed class ExploreForm(ExploreState state, ExploreCompiler compiler, SemanticModel model, Language language)
{
    private readonly ExploreCaptions _captions = PageCaptions.In(language).Explore;

    public ExploreState State => state;

    public string Title => compiler.TitleOf(state).In(language.Code);

    public string Path { get; init; } = string.Empty;

    public IReadOnlyList<FormField> Filters { get; init; } = [];

    /// <summary>The ids of the editions that figures can be compared with.</summary>
    public IReadOnlyList<string> Editions { get; init; } = [];

    /// <summary>Empty without editions.</summary>
    public IReadOnlyList<FormChoice> Compared => Editions.Count == 0 && state.Compare is null ? [] :
    [
        new(string.Empty, _captions.None, state.Compare is null),
        .. Editions.Union(state.Compare is { } chosen ? [chosen] : []).Select(id => new FormChoice(id, id, id == state.Compare)),
    ];

    /// <summary>The chosen measures, each with its variants and the address without it.</summary>
    public IEnumerable<(string Name, IReadOnlyList<FormChoice> Variants, string Without)> Measures => state.Measures.Select(m => (
        NameOfMeasure(m), Variants(m), To(state with { Measures = [.. state.Measures.Where(other => other != m)], Order = state.Order?.TrimStart('-') == m ? null : state.Order })));

    /// <summary>The measures that are not chosen as they are. Their variants are chosen afterwards.</summary>
    public IReadOnlyList<FormChoice> MoreMeasures => [.. model.Measures.Where(m => !state.Measures.Contains(m.Id)).Select(m => new FormChoice(m.Id, m.Caption.In(language.Code), false))];

    public IReadOnlyList<FormChoice> Rows => Dimensions(state.Rows);

    public IReadOnlyList<FormChoice> Columns => Dimensions(state.Columns);

    public IReadOnlyList<FormChoice> Visuals =>
    [
        new(string.Empty, _captions.Automatic, state.Visual is null),
        .. Enum.GetValues<ExploreVisual>().Select(v => new FormChoice(EnumNames.Of(v), _captions.Visual(v), state.ChosenVisual == v)),
        .. state.Visual is { } other && state.ChosenVisual is null ? [new FormChoice(other, other, true)] : (FormChoice[])[],
    ];

    public IReadOnlyList<FormChoice> Orders =>
    [
        new(string.Empty, _captions.Usual, state.Order is null),
        new(ExploreState.ByCode, _captions.ByCode, state.Order == ExploreState.ByCode),
        .. state.Measures.Select(m => new FormChoice("-" + m, PageCaptions.Format(_captions.LargestFirst, NameOfMeasure(m)), state.Order == "-" + m)),
        .. state.Order is { } other && other != ExploreState.ByCode && state.Measures.All(m => "-" + m != other) ? [new FormChoice(other, other, true)] : (FormChoice[])[],
    ];

    /// <summary>Dimensions without a filter yet; a second way of matching for those of which an engagement has several.</summary>
    public IReadOnlyList<FormChoice> MoreFilters => [.. model.Dimensions.Where(d => Filters.All(f => f.Id != d.Id)).Select(d => new FormChoice(d.Id, d.Caption.In(language.Code), false)).OrderBy(c => c.Name, StringComparer.InvariantCultureIgnoreCase)];

    /// <summary>The address without a filter.</summary>
    public string Without(FormField filter) => To(state.WithFilter(filter.Id, null) with { Filter = state.Filter == filter.Id ? null : state.Filter });

    public string To(ExploreState next) => Path + next.Query(language == Language.English ? null : language.Code);

    // A change needs a level of time.
    private IReadOnlyList<FormChoice> Variants(string chosen)
    {
        var plain = model.Measures.FirstOrDefault(m => m.Id == chosen.Split('.')[0]);
        var ids = plain is null ? [] : model.VariantsOf(plain).Select(v => $"{plain.Id}.{v.Replace("(N)", "(3)", StringComparison.Ordinal)}").Where(id => HasTime || model.Measure(id).Value?.IsOverTime != true).Prepend(plain.Id);
        return [.. ids.Except(state.Measures.Where(m => m != chosen)).Append(chosen).Distinct(StringComparer.Ordinal).Select(id => new FormChoice(id, NameOfMeasure(id), id == chosen))];
    }

    private bool HasTime => new[] { state.Rows, state.Columns }.OfType<string>().Any(d => model.Dimension(d).Value?.Time is not null);

    private string NameOfMeasure(string id) => model.Measure(id).Value?.Caption.In(language.Code) ?? id;

    private IReadOnlyList<FormChoice> Dimensions(string? chosen) =>
    [
        new(string.Empty, _captions.None, chosen is null),
        .. model.Dimensions.Select(d => new FormChoice(d.Id, d.Caption.In(language.Code), d.Id == chosen)),
        .. chosen is not null && model.Dimension(chosen).Problem is not null ? [new FormChoice(chosen, chosen, true)] : (FormChoice[])[],
    ];
}
