using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Engine.Reports;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Delivery.SavedReports;

/// <summary>
/// A report with the choices of a request as its own, so that it can be saved: values of parameters become defaults, filters become parameters, and levels
/// become those of the sections.
/// </summary>
/// <param name="run">The report with the choices, checked for the caller.</param>
/// <param name="model">The part of the model that the caller sees.</param>
public sealed class FilteredDefinition(ReportRun run, SemanticModel model)
{
    private readonly JsonObject _report = ReportDefinitionJson.OfYaml(run.Definition.Text)!;

    /// <param name="pairs">The pairs of the request.</param>
    /// <param name="title">The title of the saved report, instead of one that follows from parameters.</param>
    /// <param name="language">The language of the title; readers of others see it too.</param>
    public Outcome<string> Text(IEnumerable<KeyValuePair<string, string>> pairs, string title, string language)
    {
        _report["titles"] = new JsonObject([.. new[] { "en", language }.Distinct().Select(l => KeyValuePair.Create(l, (JsonNode?)title))]);
        _report.Remove("subjects");
        _report["compare"] = run.Compare;
        foreach (var given in pairs.GroupBy(p => p.Key, p => p.Value).Where(g => Entry(g.Key) is not null))
        {
            // 'all' takes the usual value away.
            SetDefault(Entry(given.Key)!, given.Contains("all") ? [] : [.. given.SelectMany(v => v.Split(','))]);
        }

        foreach (var filter in run.Chosen)
        {
            if (Keep(filter) is { } problem)
            {
                return problem;
            }
        }

        foreach (var (id, view) in run.Views.Where(v => v.Key == v.Value.Definition.Id))
        {
            SetLevels(_report["sections"]!.AsArray().Select(s => s!.AsObject()).First(s => (string?)s["id"] == id), run.Definition.Sections.First(s => s.Id == id), view.Definition);
        }

        return ReportDefinitionJson.ToYaml(JsonSerializer.SerializeToElement(_report));
    }

    private Problem? Keep(QueryFilter filter)
    {
        var name = QueryFilter.NameOf(filter.Dimension, filter.Mode);
        if (!model.Dimension(filter.Dimension).IsValue(out var dimension, out _) || filter.Mode is not (FilterMode.Links or FilterMode.Any or FilterMode.All))
        {
            return new Problem(ErrorCodes.BadFilter, $"The filter '{name}' cannot be saved with a report.", "Remove it.");
        }

        if (dimension.Time == TimeLevel.Year && filter is { Mode: FilterMode.Links, Values: [{ Length: 4 } year] } && KeepYear(year))
        {
            return null;
        }

        var same = run.Definition.Parameters.Where(p => p.Kind == ParameterKind.Members && p.Dimension == dimension && p.Match == filter.Mode).ToList();
        var chosen = same.Where(p => run.Members.ContainsKey(p.Id)).ToList();
        if (chosen.Count == 0)
        {
            SetDefault(same.Find(p => p.Most is null || filter.Values.Count <= p.Most) is { } free ? Entry(free.Id)! : Added(dimension, filter.Mode, name), filter.Values);
            return null;
        }

        // Values of one parameter are a union, so the page's members of both are its new ones.
        foreach (var parameter in chosen)
        {
            var both = run.Members[parameter.Id].Intersect(filter.Values, StringComparer.Ordinal).ToList();
            if (filter.Mode != FilterMode.Links || both.Count == 0)
            {
                return new Problem(ErrorCodes.BadFilter, $"The filters '{parameter.Id}' and '{ChosenFilters.Prefix}{name}' cannot be saved together.", "Remove one of them.");
            }

            SetDefault(Entry(parameter.Id)!, both);
        }

        return null;
    }

    // A year within those of the report takes their place.
    private bool KeepYear(string year)
    {
        var parameters = run.Definition.Parameters.Where(p => p.Kind != ParameterKind.Members).ToList();
        if (!int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < run.Years.From || number > run.Years.To || !(parameters.Exists(p => p.Kind == ParameterKind.Period) || parameters.Select(p => p.Kind).Distinct().Count() == 2))
        {
            return false;
        }

        parameters.ForEach(p => SetDefault(Entry(p.Id)!, [year]));
        return true;
    }

    private JsonObject? Entry(string id) => Entries.Select(p => p!.AsObject()).FirstOrDefault(p => (string?)p["id"] == id);

    private JsonArray Entries => _report["parameters"] as JsonArray ?? (JsonArray)(_report["parameters"] = new JsonArray());

    private JsonObject Added(ModelDimension dimension, FilterMode mode, string name)
    {
        var id = Enumerable.Range(1, Entries.Count + 1).Select(n => n == 1 ? name : $"{name}_{n}").First(id => Entry(id) is null);
        var entry = new JsonObject { ["id"] = id, ["kind"] = "members", ["dimension"] = dimension.Id, ["match"] = EnumWord.Of(mode), ["captions"] = Texts(dimension.Caption) };
        Entries.Add((JsonNode)entry);
        return entry;
    }

    private static void SetDefault(JsonObject entry, IEnumerable<string> values)
    {
        var list = new JsonArray([.. values.Select(v => (JsonNode)v)]);
        entry["default"] = list.Count == 0 ? null : list;
    }

    private static void SetLevels(JsonObject section, SectionDefinition usual, SectionDefinition shown)
    {
        string[] keys = shown switch
        {
            MatrixDefinition => ["rows", "columns"],
            ChartDefinition => ["categories", "series"],
            _ => ["rows"],
        };
        foreach (var (key, (before, now)) in keys.Zip(usual.Axes().Zip(shown.Axes())).Where(a => a.Second.First != a.Second.Second))
        {
            section[key] = now.Id;
            section["titles"] = shown is HeadlineDefinition ? section["titles"]?.DeepClone() : Texts(shown.Title);
        }
    }

    private static JsonObject Texts(LocalizedText text) => new([.. text.Texts.Select(t => KeyValuePair.Create(t.Key, (JsonNode?)t.Value))]);
}
