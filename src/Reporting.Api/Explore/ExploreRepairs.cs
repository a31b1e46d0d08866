using System.Runtime.CompilerServices;
using Reporting.Api.Pages.Languages;
using Reporting.Engine.Access;
using Reporting.Engine.Execution;
using Reporting.Engine.Languages;
using Reporting.Engine.Model;
using Reporting.Warehouse.Definitions;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Explore;

/// <summary>Proposes states near one that cannot be answered, the nearest first. <see cref="ExploreRunner"/> offers those that can be answered.</summary>
internal sealed partial class ExploreRepairs(CurrentModel models, AggregateRunner aggregates, QueryParameters parameters, TimeProvider time)
{
    /// <summary>Members that a chart shows well.</summary>
    private const int Few = 8;

    private const int Some = 20;
    private const int Many = 50;

    public async IAsyncEnumerable<ExploreRepair> OfAsync(ExploreState state, Language language, Caller caller, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (model, captions) = (models.Value.VisibleTo(caller.Visible), PageCaptions.In(language).Explore);
        if (state.Compare is { } edition)
        {
            yield return new ExploreRepair(PageCaptions.Format(captions.Without, SafeText.Of(edition)), state with { Compare = null });
        }

        var near = Valid(state, model, captions, language).ToList();
        foreach (var repair in near)
        {
            yield return repair;
        }

        // A state with several mistakes: correct the names first, then the rest.
        var mended = near is [] ? state : Known(state, model);
        var compiler = new ExploreCompiler(model);
        foreach (var repair in Near(mended, compiler, model, captions, language))
        {
            yield return repair;
        }

        // The most series that a reader can distinguish.
        var isStack = compiler.VisualOf(mended) == ExploreVisual.StackedColumn;
        if (mended.Columns is { } columns && compiler.VisualOf(mended) is (ExploreVisual.Column or ExploreVisual.StackedColumn or ExploreVisual.Bar or ExploreVisual.Line) && (await LargestAsync(mended, columns, caller, cancellationToken)) is { } largest)
        {
            var few = mended.WithFilter(columns, largest);
            var caption = PageCaptions.Format(captions.FirstOf, Few, Caption(columns, model, language));
            yield return new ExploreRepair(caption, few);
            if (isStack)
            {
                yield return new ExploreRepair($"{PageCaptions.Format(captions.ShowAs, captions.Column)}; {caption}", few with { Visual = EnumNames.Of(ExploreVisual.Column) });
            }
        }

        foreach (var repair in Far(mended, compiler, model, captions, language))
        {
            yield return repair;
        }

        yield return new ExploreRepair(captions.StartAgain, ExploreState.First);
    }

    // Names and values that do not exist: each replaced by the nearest, or left out.
    private static IEnumerable<ExploreRepair> Valid(ExploreState state, SemanticModel model, ExploreCaptions captions, Language language)
    {
        foreach (var unknown in state.Unknown)
        {
            yield return new ExploreRepair(PageCaptions.Format(captions.Without, SafeText.Of(unknown)), state with { Unknown = [.. state.Unknown.Where(u => u != unknown)] });
        }

        foreach (var wrong in state.Measures.Where(m => model.Measure(m).Problem is not null))
        {
            if (NearestName.Of(wrong.Split('.')[0], [.. model.Measures.Select(m => m.Id)]) is { } nearest)
            {
                yield return new ExploreRepair(PageCaptions.Format(captions.With, model.Measure(nearest).Value!.Caption.In(language.Code)), state with { Measures = [.. state.Measures.Select(m => m == wrong ? nearest : m).Distinct()], Order = null });
            }

            yield return new ExploreRepair(PageCaptions.Format(captions.Without, SafeText.Of(wrong)), state with { Measures = [.. state.Measures.Where(m => m != wrong)], Order = null });
        }

        if (state.Measures.Count == 0)
        {
            yield return new ExploreRepair(PageCaptions.Format(captions.With, model.Measure("engagements").Value?.Caption.In(language.Code) ?? "engagements"), state with { Measures = ["engagements"], Order = null });
        }

        if (Known(state, model) is var known && known != state)
        {
            yield return new ExploreRepair(captions.OnlyWhatExists, known);
        }
    }

    /// <summary>The state without names that do not exist.</summary>
    private static ExploreState Known(ExploreState state, SemanticModel model)
    {
        var measures = state.Measures.Where(m => model.Measure(m).Problem is null).ToList();
        var (isRows, isColumns) = (Exists(state.Rows), Exists(state.Columns));
        return state with
        {
            Unknown = state.Unknown.Count == 0 ? state.Unknown : [],
            Measures = measures.Count == state.Measures.Count ? state.Measures : measures is [] ? ["engagements"] : measures,
            Rows = isRows ? state.Rows : null,
            Columns = isColumns ? state.Columns : null,
            Filter = Exists(state.Filter) ? state.Filter : null,
            Visual = (state.Visual is null || state.ChosenVisual is not null) && isRows && isColumns ? state.Visual : null,
            Order = measures.Count == state.Measures.Count ? state.Order : null,
        };

        bool Exists(string? dimension) => dimension is null || model.Dimension(dimension).Problem is null;
    }

    // One change that keeps what is asked.
    private static IEnumerable<ExploreRepair> Near(ExploreState state, ExploreCompiler compiler, SemanticModel model, ExploreCaptions captions, Language language)
    {
        var visual = compiler.VisualOf(state);
        if (visual == ExploreVisual.StackedColumn)
        {
            // The measure that is made for stacks stands in for the one that is not.
            if (state.Columns is { } stacked && model.Dimension(stacked).Value is { } parts && Stackable(state, parts, model) is { } allocated)
            {
                yield return new ExploreRepair(PageCaptions.Format(captions.With, PageCaptions.In(language).List(allocated.Select(m => m.Caption.In(language.Code)))), state with { Measures = [.. allocated.Select(m => m.Id)], Order = null });
            }

            yield return Show(ExploreVisual.Column, state, captions);
        }

        if (visual == ExploreVisual.Map)
        {
            foreach (var country in compiler.Countries.Where(c => state.Columns is not null || c.Id != state.Rows))
            {
                yield return new ExploreRepair(PageCaptions.Format(captions.RowsAre, country.Caption.In(language.Code)), state with { Rows = country.Id, Columns = null });
            }
        }

        if (visual == ExploreVisual.PairMatrix && !compiler.IsPair(state))
        {
            foreach (var (side, partner) in compiler.Pairs)
            {
                yield return new ExploreRepair(
                    $"{PageCaptions.Format(captions.RowsAre, side.Caption.In(language.Code))}; {PageCaptions.Format(captions.ColumnsAre, partner.Caption.In(language.Code))}",
                    state with { Rows = side.Id, Columns = partner.Id, Order = null });
            }
        }

        if (state.Rows is null && state.Columns is { } only)
        {
            yield return new ExploreRepair(PageCaptions.Format(captions.RowsAre, Caption(only, model, language)), state with { Rows = only, Columns = null, Visual = null });
        }

        if (state.Rows is null)
        {
            yield return new ExploreRepair(PageCaptions.Format(captions.RowsAre, Caption("year", model, language)), state with { Rows = "year" });
            yield return Show(ExploreVisual.Tiles, state with { Columns = null }, captions);
        }

        var (rows, columns) = (TimeOf(state.Rows, model), TimeOf(state.Columns, model));
        if (state.Columns is null && visual is ExploreVisual.Matrix or ExploreVisual.HeatMap)
        {
            yield return new ExploreRepair(PageCaptions.Format(captions.ColumnsAre, Caption(rows is null ? "year" : "domain", model, language)), state with { Columns = rows is null ? "year" : "domain" });
        }

        if (state.Columns is not null && state.Columns == state.Rows)
        {
            yield return new ExploreRepair(captions.WithoutColumns, state with { Columns = null, Visual = null });
        }

        if (state.Top is not null && state.ChosenTop is null or < 1 or > 100)
        {
            yield return new ExploreRepair(PageCaptions.Format(captions.First, Few), state with { Top = $"{Few}" });
        }

        if (rows is not null && state.Top is not null)
        {
            yield return new ExploreRepair(captions.AllRows, state with { Top = null });
        }

        // A change is counted over one level of time, which a chart's axis or a table's rows can be.
        if (state.Measures.Select(m => model.Measure(m).Value).Any(m => m?.IsOverTime == true))
        {
            if (rows is null && columns is null && state.Rows is { } by)
            {
                yield return new ExploreRepair(PageCaptions.Format(captions.RowsAre, Caption("year", model, language)), state with { Rows = "year", Columns = by, Visual = "line", Top = null, Order = null });
            }

            if (visual is ExploreVisual.Matrix or ExploreVisual.Table && columns is not null)
            {
                yield return new ExploreRepair(captions.Swap, state with { Rows = state.Columns, Columns = state.Rows, Visual = "line", Top = null, Order = null });
            }

            if (rows is null)
            {
                yield return new ExploreRepair(PageCaptions.Format(captions.RowsAre, Caption("year", model, language)), state with { Rows = "year", Columns = null, Visual = null, Top = null, Order = null });
            }
        }

    }

    // "allocated_engagements" for "engagements", if all measures that do not add up have such a twin.
    private static List<ModelMeasure>? Stackable(ExploreState state, ModelDimension parts, SemanticModel model)
    {
        var chosen = state.Measures.Select(m => model.Measure(m).Value).ToList();
        var twins = chosen.Select(m => m is null || m.AddsUpOver(parts) ? m : model.Measures.FirstOrDefault(t => t.Id == "allocated_" + m.Id && t.AddsUpOver(parts))).ToList();
        return twins.Contains(null) || twins.SequenceEqual(chosen) ? null : [.. twins.OfType<ModelMeasure>().Distinct()];
    }

    private static bool IsTable(ExploreVisual visual) => visual is ExploreVisual.Table or ExploreVisual.Matrix or ExploreVisual.HeatMap;

    private static TimeLevel? TimeOf(string? dimension, SemanticModel model) => dimension is null ? null : model.Dimension(dimension).Value?.Time;

    private static ExploreRepair Show(ExploreVisual shown, ExploreState state, ExploreCaptions captions) =>
        new(PageCaptions.Format(captions.ShowAs, captions.Visual(shown)), state with { Visual = EnumNames.Of(shown) });

    /// <summary>The members with the most engagements, under the filters of the state; null if they cannot be counted.</summary>
    private async Task<string?> LargestAsync(ExploreState state, string dimension, Caller caller, CancellationToken cancellationToken)
    {
        var pairs = new List<KeyValuePair<string, string>>
        {
            new("measures", "engagements"), new("by", dimension), new("order", "-engagements"), new("limit", $"{Few + 1}"),
        };
        return parameters.Read([.. pairs, .. ExploreAddresses.Filters(state, time)], caller).IsValue(out var query, out _)
            && (await aggregates.RunAsync(query, caller, null, cancellationToken)).IsValue(out var table, out _)
            && table.Rows.Select(r => r.Members[0]).Where(m => !m.IsNotStated).Take(Few).Select(m => m.Code).ToList() is { Count: > 0 } codes
                ? string.Join(',', codes)
                : null;
    }

    private static string Caption(string name, SemanticModel model, Language language) =>
        (model.Dimension(name).Value ?? (name.Length > 4 ? model.Dimension(name[..^4]).Value : null))?.Caption.In(language.Code) ?? name;
}
