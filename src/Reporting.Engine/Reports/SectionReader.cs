using Reporting.Engine.Changes;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Definitions;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Reports;

/// <summary>Reads one section of a report. It refuses sections that could not be answered, or only with a wrong total.</summary>
/// <param name="parameters">The parameters of the report.</param>
internal sealed partial class SectionReader(SemanticModel model, IReadOnlyList<ReportParameter> parameters, DefinitionText source)
{
    private const int MaxTop = 100;
    private const int MaxDays = 3_660;

    public SectionDefinition Read(ReportFile.SectionEntry entry)
    {
        CheckKeys(entry);
        var title = entry.Titles is null ? LocalizedText.None : source.Captions(entry.Id, entry.Titles);
        var note = entry.Notes is null ? null : source.Captions(entry.Id, entry.Notes);
        SectionDefinition section = entry.Kind switch
        {
            "headline" => Headline(entry, title, note),
            "kpis" => Kpis(entry, title, note),
            "matrix" => Matrix(entry, title, note),
            "table" => Table(entry, title, note),
            "chart" => Chart(entry, title, note),
            "changes" => new ChangesDefinition(entry.Id, title, note, Number(entry.Days, "days", MaxDays)!.Value, Number(entry.Limit, "limit", ChangesQuery.LargestLimit) ?? ChangesQuery.DefaultLimit),
            "commitments" => Commitments(entry, title, note),
            "completeness" => new CompletenessDefinition(entry.Id, title, note, entry.Line ?? false),
            "text" => new TextDefinition(entry.Id, title, note, source.Captions("texts", entry.Texts!)),
            "page_break" => new PageBreakDefinition(entry.Id),
            _ => new EngagementListDefinition(entry.Id, title, note, Number(entry.Limit, "limit", ReportQuery.LargestLimit), entry.Timeline ?? false),
        };
        return section with
        {
            Where = Where(entry.Where),
            Tab = entry.Tabs is null ? null : SectionKeys.Tab(entry, source.Captions(entry.Id, entry.Tabs), source),
            IsAnnex = entry.Detail is { } detail ? source.Choice<ReportDetail>(detail, "detail") == ReportDetail.Full : section is EngagementListDefinition or PageBreakDefinition,
            Orientation = entry.Orientation is { } orientation ? source.Choice<PageOrientation>(orientation, "orientation") : null,
        };
    }

    private void CheckKeys(ReportFile.SectionEntry entry)
    {
        if (!ReportDefinitionReader.KebabCase().IsMatch(entry.Id))
        {
            throw source.At(entry.Id, $"'{entry.Id}' is not a valid id for a section.", "Use lower-case letters, digits and single hyphens.");
        }

        var keys = SectionKeys.All.FirstOrDefault(k => k.Kind == entry.Kind)
            ?? throw source.At(entry.Kind, $"'{entry.Kind}' is not a kind of section.", NearestName.Hint(entry.Kind, SectionKeys.All.Select(k => k.Kind), $"Known values: {string.Join(", ", SectionKeys.All.Select(k => k.Kind))}."));
        var given = SectionKeys.Of(entry).ToList();
        if (keys.Required.FirstOrDefault(k => !given.Contains(k)) is { } missing)
        {
            throw source.At(entry.Id, $"'{entry.Id}' needs '{missing}'.", $"A section of the kind {entry.Kind} needs: {string.Join(", ", keys.Required)}.");
        }

        if (given.FirstOrDefault(k => !keys.Required.Contains(k) && !keys.Optional.Contains(k)) is { } foreign)
        {
            throw source.At(foreign + ":", $"A section of the kind {entry.Kind} has no key '{foreign}'.", $"Its keys are: {string.Join(", ", keys.Required.Concat(keys.Optional))}.");
        }
    }

    private CommitmentsDefinition Commitments(ReportFile.SectionEntry entry, LocalizedText title, LocalizedText? note)
    {
        var rows = entry.Rows is null ? null : source.Dimension(model, entry.Id, "rows", entry.Rows);
        if (rows is not null && !(rows.Attribute.Id == "domain.domain" || rows.Attribute.IsCountryPair))
        {
            throw source.At("rows:", $"Commitments cannot be counted by '{rows.Id}'.", "Count them by the dimension of domains or of pairs of countries, or leave 'rows' out for a list.");
        }

        return rows is not null && entry.Limit is not null
            ? throw source.At("limit:", $"'{entry.Id}' has 'limit' and 'rows'.", "A list has 'limit'. Numbers by state have 'rows'.")
            : new CommitmentsDefinition(entry.Id, title, note, rows, Number(entry.Limit, "limit", ReportQuery.LargestLimit));
    }

    private HeadlineDefinition Headline(ReportFile.SectionEntry entry, LocalizedText title, LocalizedText? note)
    {
        var rows = entry.Rows is null ? null : source.Dimension(model, entry.Id, "rows", entry.Rows);
        if (rows is null == entry.Missing is null || entry.Missing is { Count: 0 })
        {
            throw source.At(entry.Id, $"'{entry.Id}' needs 'rows' or 'missing'.", "Name the dimension of the first five, or the dimensions whose gaps are counted.");
        }

        RefuseTop(rows?.Time is null ? null : 1, rows!);
        var about = entry.About is { } given ? source.Choice<HeadlineAbout>(given, "about") : HeadlineAbout.Engagements;
        if (about != HeadlineAbout.Engagements && (rows is null || HeadlineMeasures.Of(about).Any(id => model.FindMeasure(id) is null)))
        {
            throw source.At("about:", $"A headline about {EnumNames.Of(about)} needs 'rows', and in the model the measures {string.Join(", ", HeadlineMeasures.Of(about))}.", "Name a dimension such as country_pair, and add the measures to the model file.");
        }

        return new HeadlineDefinition(entry.Id, title, note, rows, [.. (entry.Missing ?? []).Select(named => source.Dimension(model, entry.Id, "missing", named))]) { About = about };
    }

    private KpiDefinition Kpis(ReportFile.SectionEntry entry, LocalizedText title, LocalizedText? note)
    {
        var plain = (entry.Measures ?? []).Select(m => source.Measure(model, m)).Select(m => new KpiMeasure(m, m.Caption, m.Description, []));
        var own = (entry.Figures ?? []).Select(Figure);
        var figures = plain.Concat(own).ToList();
        if (figures.Count == 0)
        {
            throw source.At(entry.Id, $"'{entry.Id}' needs 'measures' or 'figures'.", "Name a measure of reports/model/engagements.yml.");
        }

        RefuseOverTime(figures.Select(f => f.Measure), []);
        return new KpiDefinition(entry.Id, title, note, figures, entry.Change ?? false);
    }

    private KpiMeasure Figure(ReportFile.FigureEntry entry)
    {
        var measure = source.Measure(model, entry.Measure);
        return new KpiMeasure(
            measure,
            entry.Captions is null ? measure.Caption : source.Captions(entry.Measure, entry.Captions),
            entry.Notes is null ? (entry.Captions is null ? measure.Description : null) : source.Captions(entry.Measure, entry.Notes),
            Where(entry.Where));
    }

    private MatrixDefinition Matrix(ReportFile.SectionEntry entry, LocalizedText title, LocalizedText? note)
    {
        var (rows, columns) = (source.Dimension(model, entry.Id, "rows", entry.Rows), source.Dimension(model, entry.Id, "columns", entry.Columns));
        var (measure, top) = (source.Measure(model, entry.Measure!), Number(entry.Top, "top", MaxTop));
        if (rows == columns)
        {
            throw source.At("columns", $"'{rows.Id}' cannot be in rows and columns.", "Use another dimension for one of them.");
        }

        RefuseComparison(measure);
        RefuseOverTime([measure], [columns]);
        RefuseOverTime([measure], [rows, columns]);
        RefuseTop(top, rows);
        RefusePartShare(top, measure);
        var topColumns = Number(entry.TopColumns, "top_columns", MaxTop);
        if (topColumns is not null && (top is null || columns.Time is not null))
        {
            throw source.At("top_columns:", $"'{entry.Id}' cannot show its first columns only.", "Give 'top' too, and members that are no periods in 'columns'.");
        }

        return new MatrixDefinition(entry.Id, title, note, rows, columns, measure, Order(entry, [measure])?.Descending ?? top is not null, top) { TopColumns = topColumns, OmitsTotals = entry.Totals == false };
    }

    private TableDefinition Table(ReportFile.SectionEntry entry, LocalizedText title, LocalizedText? note)
    {
        var rows = source.Dimension(model, entry.Id, "rows", entry.Rows);
        var measures = entry.Measures!.Select(m => source.Measure(model, m)).ToList();
        source.RefuseDuplicates(entry.Measures!);
        if (measures.Count == 0)
        {
            throw source.At("measures", $"'{entry.Id}' has no measure.", "Name at least one.");
        }

        RefuseOverTime(measures, [rows]);
        var top = Number(entry.Top, "top", MaxTop);
        RefuseTop(top, rows);
        return new TableDefinition(entry.Id, title, note, rows, measures, Order(entry, measures) ?? (top is null ? null : new QueryOrder(measures[0].Id, true)), top) { Against = Against(entry, rows), OmitsTotals = entry.Totals == false };
    }

    private Comparison? Against(ReportFile.SectionEntry entry, ModelDimension rows)
    {
        if (entry.Against is null)
        {
            return entry.Member is null ? null : throw source.At("member:", $"'{entry.Id}' compares nothing.", "Write against: median, or leave 'member' out.");
        }

        if (entry.Against != "median")
        {
            throw source.At(entry.Against, $"'{SafeText.Of(entry.Against)}' is not a value of 'against'.", "Write against: median.");
        }

        if (entry.Order is null || entry.Top is not null || rows.Time is not null)
        {
            throw source.At("against:", $"'{entry.Id}' cannot be compared with a median.", "Give it 'order' and no 'top', and members that are no periods in 'rows'.");
        }

        return entry.Member is not { } member || parameters.Any(p => p.Id == member && p.Match == FilterMode.None && p.Dimension == rows)
            ? new Comparison(entry.Member)
            : throw source.At("member:", $"'{SafeText.Of(member)}' does not choose a member of '{rows.Id}'.", "Name a parameter of the kind members with this dimension, most: 1 and match: none.");
    }

    private ChartDefinition Chart(ReportFile.SectionEntry entry, LocalizedText title, LocalizedText? note)
    {
        var kind = source.Choice<ChartKind>(entry.Chart, "chart");
        var categories = source.Dimension(model, entry.Id, "categories", entry.Categories);
        var series = entry.Series is null ? null : source.Dimension(model, entry.Id, "series", entry.Series);
        var (measure, top) = (source.Measure(model, entry.Measure!), Number(entry.Top, "top", MaxTop));
        if (kind == ChartKind.StackedColumn && series is not null && !measure.AddsUpOver(series))
        {
            throw source.At(entry.Id, $"'{measure.Id}' does not add up over '{series.Id}', so a stack would show a wrong total.", "Use a measure that adds up, or another chart.");
        }

        if (kind == ChartKind.HeatMap && series is null)
        {
            throw source.At(entry.Id, "A heat map needs 'series'.", "Name the dimension of its other side.");
        }

        if (kind == ChartKind.Map && (!categories.IsCountry || series is not null))
        {
            throw source.At(entry.Id, "A map needs countries in 'categories', and no 'series'.", "Use a dimension whose members are countries, or another chart.");
        }

        if (series == categories)
        {
            throw source.At("series", $"'{categories.Id}' cannot be categories and series.", "Use another dimension for one of them.");
        }

        RefuseOverTime([measure], series is null ? [categories] : [categories, series]);
        RefuseTop(top, categories);
        if (series is not null)
        {
            RefusePartShare(top, measure);
        }

        var orderBy = OrderBy(entry, measure);
        RefuseOverTime(orderBy is null ? [] : [orderBy], series is null ? [categories] : [categories, series]);
        RefuseSeriesOverTime(series, orderBy is null ? [measure] : [measure, orderBy]);
        return new ChartDefinition(entry.Id, title, note, kind, categories, series, measure, Order(entry, orderBy is null ? [measure] : [measure, orderBy])?.Descending ?? top is not null, top) { OrderBy = orderBy };
    }

    // A chart can have the order of another chart.
    private ModelMeasure? OrderBy(ReportFile.SectionEntry entry, ModelMeasure measure) =>
        entry.Order is ['-', .. var name] && name != measure.Id && model.Measure(name).IsValue(out var other, out _) ? other : null;

    private QueryOrder? Order(ReportFile.SectionEntry entry, IReadOnlyList<ModelMeasure> measures)
    {
        var known = measures.Select(m => "-" + m.Id).ToList();
        return entry.Order switch
        {
            null => null,
            { } order when known.Contains(order) => new QueryOrder(order[1..], true),
            { } order => throw source.At(order, $"The section cannot be ordered by '{order}'.", $"Leave 'order' out, or write {string.Join(" or ", known.Select(k => $"'{k}'"))}."),
        };
    }

    private List<QueryFilter> Where(Dictionary<string, List<string>>? where) =>
        [.. (where ?? []).Select(w => w.Value.Count == 0
            ? throw source.At(w.Key, $"'{w.Key}' names no member.", "Give at least one code.")
            : new QueryFilter(source.Dimension(model, w.Key, "where", w.Key).Id, FilterMode.Links, w.Value) { MayBeAbsent = true })];

    private int? Number(int? value, string key, int most) =>
        value is null or >= 1 && !(value > most) ? value : throw source.At(key + ":", $"'{value}' is not a value of '{key}'.", $"Give 1 to {most}.");
}
