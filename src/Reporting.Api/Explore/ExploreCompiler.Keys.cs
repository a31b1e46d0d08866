using System.Text.Json.Nodes;
using Reporting.Api.Pages.Languages;
using Reporting.Engine.Languages;
using Reporting.Engine.Model;
using Reporting.Engine.Reports;
using Reporting.Warehouse.Definitions;

namespace Reporting.Api.Explore;

/// <summary>The keys of the definition, as reports/*.yml has them.</summary>
public sealed partial class ExploreCompiler
{
    private JsonObject Json(ExploreState state, string? title, bool withDefaults)
    {
        var titles = title is null ? Texts(TitleOf(state)) : new JsonObject { ["en"] = title };
        return new JsonObject
        {
            ["titles"] = titles,
            ["descriptions"] = Texts(new LocalizedText(Language.All.ToDictionary(l => l.Code, l => PageCaptions.In(l).Explore.MadeInExplore))),
            ["parameters"] = new JsonArray([.. Parameters(state).Select(p => Parameter(p, withDefaults ? state.Filters.FirstOrDefault(f => f.Key == p.Id).Value : null))]),
            ["compare"] = withDefaults ? state.Compare : null,
            ["sections"] = new JsonArray([.. Sections(state)]),
        };
    }

    private static JsonNode Parameter(ReportParameter parameter, string? values)
    {
        var isYears = parameter.Kind == ParameterKind.Period;
        var entry = new JsonObject { ["id"] = parameter.Id, ["kind"] = EnumNames.Of(parameter.Kind), ["captions"] = Texts(parameter.Caption) };
        if (!isYears)
        {
            entry["dimension"] = parameter.Dimension.Id;
            entry["match"] = EnumNames.Of(parameter.Match);
        }

        if (values is not null)
        {
            entry["default"] = new JsonArray([.. (isYears ? [values] : values.Split(',')).Select(v => (JsonNode)v)]);
        }

        return entry;
    }

    private IEnumerable<JsonNode> Sections(ExploreState state)
    {
        var visual = VisualOf(state);
        switch (visual)
        {
            case ExploreVisual.Tiles:
                yield return new JsonObject { ["id"] = "figures", ["kind"] = "kpis", ["titles"] = Texts(TitleOf(state with { Rows = null, Columns = null })), ["measures"] = List(state.Measures) };
                yield break;
            case ExploreVisual.Timeline:
                yield return new JsonObject { ["id"] = "timeline", ["kind"] = "engagements", ["titles"] = Texts(TitleOf(state)), ["detail"] = "brief", ["timeline"] = true, ["limit"] = MaxPoints };
                yield break;
            case ExploreVisual.Table or ExploreVisual.Matrix or ExploreVisual.PairMatrix:
                foreach (var table in Tables(state))
                {
                    yield return table;
                }

                yield break;
        }

        foreach (var (i, measure) in state.Measures.Index())
        {
            var chart = Section(state, i == 0 ? "chart" : $"chart-{i + 1}", "chart", measure);
            chart["chart"] = EnumNames.Of(visual);
            chart["categories"] = state.Rows;
            chart["series"] = state.Columns;
            yield return chart;
        }

        foreach (var table in state.HasFigures ? Tables(state, isBelowChart: true) : [])
        {
            yield return table;
        }
    }

    private IEnumerable<JsonNode> Tables(ExploreState state, bool isBelowChart = false)
    {
        if (state.Columns is null)
        {
            var table = new JsonObject { ["id"] = "table", ["kind"] = "table", ["titles"] = Texts(Title(state)), ["rows"] = state.Rows, ["measures"] = List(state.Measures) };
            Order(table, state);
            Totals(table, state);
            yield return table;
            yield break;
        }

        foreach (var (i, measure) in state.Measures.Index())
        {
            var matrix = Section(state, i == 0 ? "matrix" : $"matrix-{i + 1}", "matrix", measure);
            matrix["titles"] = Texts(Title(state with { Measures = [measure] }));
            matrix["rows"] = state.Rows;
            matrix["columns"] = state.Columns;
            Totals(matrix, state);
            if (VisualOf(state) == ExploreVisual.PairMatrix)
            {
                matrix["top"] = state.ChosenTop ?? PairMembers;
                matrix["top_columns"] = state.ChosenTop ?? PairMembers;
                matrix["notes"] = Texts(new LocalizedText(Language.All.ToDictionary(l => l.Code, l => PageCaptions.In(l).Explore.PairNote)));
            }

            yield return matrix;
        }

        LocalizedText Title(ExploreState of) => isBelowChart
            ? new(TitleOf(of).Texts.ToDictionary(t => t.Key, t => PageCaptions.Format(PageCaptions.In(Language.Of(t.Key)).Explore.FiguresOf, t.Value)))
            : TitleOf(of);
    }

    private JsonObject Section(ExploreState state, string id, string kind, string measure)
    {
        var section = new JsonObject { ["id"] = id, ["kind"] = kind, ["titles"] = Texts(TitleOf(state with { Measures = [measure] })), ["measure"] = measure };
        Order(section, state, kind == "matrix" ? measure : null);
        return section;
    }

    private static void Totals(JsonObject section, ExploreState state)
    {
        if (state.OmitsTotals)
        {
            section["totals"] = false;
        }
    }

    // Charts of several measures have one order, so that their bars match. Each matrix has its own.
    private void Order(JsonObject section, ExploreState state, string? own = null)
    {
        if (OrderOf(state) is { } order)
        {
            section["order"] = own is not null && state.Measures.Contains(order.TrimStart('-')) ? "-" + own : order;
        }

        if (state.ChosenTop is { } top)
        {
            section["top"] = top;
        }
    }

    private static JsonArray List(IEnumerable<string> values) => new([.. values.Select(v => (JsonNode)v)]);

    private static JsonObject Texts(LocalizedText text) => new([.. text.Texts.Select(t => KeyValuePair.Create(t.Key, (JsonNode?)t.Value))]);
}
