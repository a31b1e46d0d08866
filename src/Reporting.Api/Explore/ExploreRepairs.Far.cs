using Reporting.Api.Pages.Languages;
using Reporting.Engine.Languages;
using Reporting.Engine.Model;

namespace Reporting.Api.Explore;

internal sealed partial class ExploreRepairs
{
    // States that differ more: another visual, fewer rows, coarser periods, plain measures, fewer filters.
    private static IEnumerable<ExploreRepair> Far(ExploreState state, ExploreCompiler compiler, SemanticModel model, ExploreCaptions captions, Language language)
    {
        var (visual, rows, columns) = (compiler.VisualOf(state), TimeOf(state.Rows, model), TimeOf(state.Columns, model));
        if (state.Order is not null)
        {
            yield return new ExploreRepair(captions.InOrder, state with { Order = null });
        }

        if (state.Measures.Count > 1 && visual is not (ExploreVisual.Table or ExploreVisual.Tiles))
        {
            yield return Show(ExploreVisual.Table, state with { Columns = null }, captions);
        }

        if (state.Rows is not null && rows is null && state.ChosenTop is null)
        {
            foreach (var count in IsTable(visual) ? new[] { Many } : [Some, Few])
            {
                yield return new ExploreRepair(PageCaptions.Format(captions.First, count), state with { Top = $"{count}" });
            }
        }

        // Coarser periods, or fewer.
        if (rows is TimeLevel.Month or TimeLevel.Date && columns is null)
        {
            yield return new ExploreRepair(PageCaptions.Format(captions.RowsAre, Caption("quarter", model, language)), state with { Rows = "quarter", Top = null });
        }

        if ((rows ?? columns) is not null && state.Filters.All(f => f.Key != "year"))
        {
            yield return new ExploreRepair(captions.LastTenYears, state.WithFilter("year", "last_10_years"));
        }

        if (rows is not null and not TimeLevel.Year)
        {
            yield return new ExploreRepair(PageCaptions.Format(captions.RowsAre, Caption("year", model, language)), state with { Rows = "year", Columns = columns == TimeLevel.Year ? null : state.Columns, Top = null });
        }

        if (state.Columns is not null)
        {
            if (visual is not (ExploreVisual.Matrix or ExploreVisual.Table))
            {
                yield return Show(ExploreVisual.Matrix, state, captions);
                yield return Show(ExploreVisual.HeatMap, state, captions);
            }

            yield return new ExploreRepair(captions.Swap, state with { Rows = state.Columns, Columns = state.Rows, Top = null, Order = null });
            yield return new ExploreRepair(captions.WithoutColumns, state with { Columns = null, Visual = null });
        }

        // Plain measures in place of variants.
        if (state.Measures.Any(m => m.Contains('.', StringComparison.Ordinal)))
        {
            List<string> plain = [.. state.Measures.Select(m => m.Split('.')[0]).Distinct()];
            yield return new ExploreRepair(PageCaptions.Format(captions.With, PageCaptions.In(language).List(plain.Select(m => model.Measure(m).Value?.Caption.In(language.Code) ?? m))), state with { Measures = plain, Order = null });
        }

        if (state.Measures.Count > 1)
        {
            yield return new ExploreRepair(PageCaptions.Format(captions.Only, model.Measure(state.Measures[0]).Value?.Caption.In(language.Code)), state with { Measures = [state.Measures[0]], Order = null });
        }

        foreach (var (name, _) in state.Filters)
        {
            yield return new ExploreRepair(PageCaptions.Format(captions.WithoutFilter, Caption(name, model, language)), state.WithFilter(name, null));
        }
    }
}
