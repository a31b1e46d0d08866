using System.Text.Json;
using Reporting.Api.Pages.Languages;
using Reporting.Engine.Languages;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Engine.Reports;
using Reporting.Warehouse.Definitions;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Explore;

/// <summary>Compiles what Explore shows into the definition of a report, so that its figures, files and saved reports are those of any report.</summary>
/// <param name="model">The model as the caller sees it.</param>
public sealed partial class ExploreCompiler(SemanticModel model)
{
    /// <summary>The id of a report that is not kept.</summary>
    public const string Id = ReportDefinition.UnsavedId;

    /// <summary>The measures of one page, each with its own chart.</summary>
    private const int MaxMeasures = 8;

    private const int MaxCharts = 4;

    /// <summary>The members on each side of a pair matrix.</summary>
    public const int PairMembers = 12;

    /// <summary>The points of a timeline, each with a row below it.</summary>
    private const int MaxPoints = 200;

    /// <summary>The definition; its parameters are the filters.</summary>
    /// <param name="title">The title; null for one that names the measures and dimensions.</param>
    /// <param name="withDefaults">True to keep the chosen members and years as defaults, as a saved report does.</param>
    public Outcome<ReportDefinition> Compile(ExploreState state, string? title = null, bool withDefaults = false)
    {
        if (Refusal(state) is { } refusal)
        {
            return refusal;
        }

        if (!ReportDefinitionJson.ToYaml(JsonSerializer.SerializeToElement(Json(state, title, withDefaults))).IsValue(out var text, out var problem))
        {
            return problem;
        }

        try
        {
            return new ReportDefinitionReader(model).ParseSaved(Id, text);
        }
        catch (DefinitionException wrong)
        {
            return new Problem(ErrorCodes.MalformedReport, wrong.Reason, wrong.Hint);
        }
    }

    /// <summary>The parameters of the filters, also of a state that cannot be answered, for the form.</summary>
    public IReadOnlyList<ReportParameter> Parameters(ExploreState state) =>
        [.. FilterNames(state).Select(name => (Name: name, Dimension: DimensionOf(name))).Where(f => f.Dimension is not null).Select(f =>
            new ReportParameter(f.Name, f.Dimension!.Time == TimeLevel.Year ? ParameterKind.Period : ParameterKind.Members, f.Dimension, f.Dimension.Caption) { Match = ModeOf(f.Name) })];

    /// <summary>The visual that is chosen, or that follows from the dimensions.</summary>
    public ExploreVisual VisualOf(ExploreState state) => state.ChosenVisual ?? state switch
    {
        { Rows: null } => ExploreVisual.Tiles,
        { Columns: not null } => ExploreVisual.Matrix,
        { Measures.Count: > 1 } => ExploreVisual.Table,
        _ => model.Dimension(state.Rows).Value?.Time is null ? ExploreVisual.Bar : ExploreVisual.Column,
    };

    /// <summary>The order of the rows. Without a choice, periods stand in order of time and others by the first measure; null for the order of time or codes.</summary>
    public string? OrderOf(ExploreState state) => state.Order switch
    {
        ExploreState.ByCode => null,
        null when state is { Rows: { } rows, Measures: [var first, ..] } && model.Dimension(rows).Value is { Time: null } => "-" + first,
        var chosen => chosen,
    };

    /// <summary>The dimensions of both sides of pairs: countries and partners' countries.</summary>
    public IEnumerable<(ModelDimension Side, ModelDimension Partner)> Pairs =>
        from partner in model.Dimensions
        where partner.Attribute is { IsOfPartner: true, IsCountryPair: false, Table: not null }
        from side in model.Dimensions
        where side.Attribute.Id == partner.Attribute.Reveals
        select (side, partner);

    /// <summary>The dimensions whose members are countries.</summary>
    public IEnumerable<ModelDimension> Countries => model.Dimensions.Where(d => d.IsCountry);

    public bool IsPair(ExploreState state) => Pairs.Any(p => (p.Side.Id, p.Partner.Id) == (state.Rows, state.Columns) || (p.Partner.Id, p.Side.Id) == (state.Rows, state.Columns));

    /// <summary>"Engagements by domain and year", in every language.</summary>
    public LocalizedText TitleOf(ExploreState state) => new(Language.All.ToDictionary(l => l.Code, l =>
    {
        var captions = PageCaptions.In(l);
        if (VisualOf(state) == ExploreVisual.Timeline)
        {
            return captions.Explore.AlongTime;
        }

        var measures = captions.List(state.Measures.Select(m => model.Measure(m).Value?.Caption.In(l.Code) ?? m));
        var by = new[] { state.Rows, state.Columns }.OfType<string>().Select(d => Inside(model.Dimension(d).Value?.Caption.In(l.Code) ?? d)).ToList();
        return by.Count == 0 ? measures : PageCaptions.Format(captions.Explore.MeasuresBy, measures, captions.List(by));
    }));

    // Within a title, a name begins small.
    private static string Inside(string name) => name.Length > 1 && !char.IsUpper(name[1]) ? char.ToLowerInvariant(name[0]) + name[1..] : name;

    private Problem? Refusal(ExploreState state)
    {
        if (state.Unknown is [var unknown, ..])
        {
            return new Problem(ErrorCodes.UnknownParameter, $"There is no parameter '{SafeText.Of(unknown)}'.", NearestName.Hint(unknown, [.. ExploreState.Names, .. model.FilterNames], "Remove it."));
        }

        if (state.Visual is not null && state.ChosenVisual is null)
        {
            return new Problem(ErrorCodes.BadChoice, $"'{SafeText.Of(state.Visual)}' is not a visual.", $"Known values: {EnumNames.All<ExploreVisual>()}.");
        }

        if (state.Measures.Count is 0 or > MaxMeasures)
        {
            return new Problem(ErrorCodes.NoMeasure, state.Measures.Count == 0 ? "No measure is chosen." : $"{state.Measures.Count} measures are chosen.", $"Choose 1 to {MaxMeasures}.");
        }

        var measures = state.Measures.Select(m => model.Measure(m)).ToList();
        var dimensions = new[] { state.Rows, state.Columns, state.Filter }.OfType<string>().Select(d => model.Dimension(d)).ToList();
        if ((measures.Select(m => m.Problem).FirstOrDefault(p => p is not null) ?? dimensions.Select(d => d.Problem).FirstOrDefault(p => p is not null)) is { } unknownName)
        {
            return unknownName;
        }

        if (Unshowable(state) is { } unshowable)
        {
            return unshowable;
        }

        if (state.Rows is null && VisualOf(state) != ExploreVisual.Timeline && (state.Columns is not null || VisualOf(state) != ExploreVisual.Tiles))
        {
            return new Problem(ErrorCodes.NeedsDimension, "A table or a chart needs rows.", "Choose a dimension for the rows, or single figures.");
        }

        if (state.Columns is null && VisualOf(state) is ExploreVisual.Matrix or ExploreVisual.HeatMap)
        {
            return new Problem(ErrorCodes.NeedsDimension, "A matrix or a heat map needs columns.", "Choose a dimension for the columns, or a table.");
        }

        if (state.Top is not null && state.ChosenTop is null or < 1 or > 100)
        {
            return new Problem(ErrorCodes.BadLimit, $"'{SafeText.Of(state.Top!)}' is not a number of rows.", "Write 1 to 100, or leave it out.");
        }

        if (state.Measures.Count > MaxCharts && (VisualOf(state) is not (ExploreVisual.Table or ExploreVisual.Tiles or ExploreVisual.Timeline) || state.Columns is not null))
        {
            return new Problem(ErrorCodes.TooManyRows, $"{state.Measures.Count} charts would stand on one page.", $"Choose at most {MaxCharts} measures, or a table.");
        }

        var columns = state.Columns is null ? null : model.Dimension(state.Columns).Value;
        return VisualOf(state) == ExploreVisual.StackedColumn && columns is not null && measures.Select(m => m.Value!).FirstOrDefault(m => !m.AddsUpOver(columns)) is { } notAdditive
            ? new Problem(ErrorCodes.NotAdditive, $"'{notAdditive.Caption.In("en")}' does not add up over '{columns.Caption.In("en")}', so a stack would show a wrong total.", "Show the columns side by side.")
            : null;
    }

    // What a visual needs besides dimensions.
    private Problem? Unshowable(ExploreState state) => VisualOf(state) switch
    {
        ExploreVisual.Map when state.Columns is not null || !Countries.Any(c => c.Id == state.Rows) =>
            new Problem(ErrorCodes.NeedsDimension, "A map needs countries in the rows, and no columns.", $"Rows: {string.Join(" or ", Countries.Select(c => c.Id))}."),
        ExploreVisual.PairMatrix when !IsPair(state) => new Problem(
            ErrorCodes.NeedsDimension, "A pair matrix needs the two sides of a pair in rows and columns.", string.Join(" ", Pairs.Select(p => $"Rows {p.Side.Id}, columns {p.Partner.Id}."))),
        _ => null,
    };

    private IEnumerable<string> FilterNames(ExploreState state) =>
        new[] { "year" }.Where(y => model.Dimensions.Any(d => d.Id == y)).Concat(state.Filters.Select(f => f.Key)).Concat(state.Filter is { } asked ? [asked] : []).Distinct(StringComparer.Ordinal);

    private ModelDimension? DimensionOf(string filter) =>
        model.Dimensions.FirstOrDefault(d => d.Id == filter) ?? (filter.Length > 4 ? model.Dimensions.FirstOrDefault(d => d.Id == filter[..^4]) : null);

    private FilterMode ModeOf(string filter) => model.Dimensions.Any(d => d.Id == filter) ? FilterMode.Links : filter.EndsWith("_all", StringComparison.Ordinal) ? FilterMode.All : FilterMode.Any;
}
