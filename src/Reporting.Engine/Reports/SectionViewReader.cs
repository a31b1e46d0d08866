using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Engine.Queries;
using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Reports;

/// <summary>Reads how a request shows sections: <c>level.&lt;section&gt;</c>, <c>order.&lt;section&gt;</c> and <c>show.&lt;section&gt;</c>.</summary>
/// <param name="model">The part of the model that the caller sees.</param>
public sealed class SectionViewReader(ReportDefinition definition, SemanticModel model)
{
    public const string Level = "level.";
    public const string Order = "order.";
    public const string Show = "show.";

    /// <summary>The value of <see cref="Show"/>.</summary>
    public const string All = "all";

    public static bool IsOne(string name) => name.StartsWith(Level, StringComparison.Ordinal) || name.StartsWith(Order, StringComparison.Ordinal) || name.StartsWith(Show, StringComparison.Ordinal);

    /// <summary>The names that the report accepts.</summary>
    public IEnumerable<string> Names() => definition.Sections.SelectMany(section => (string[])
    [
        .. LeveledAxes(section).Any(HasLevels) ? [Level + section.Id] : (string[])[],
        .. IsOrdered(section) ? [Order + section.Id] : (string[])[],
        .. section.Axes().Count > 0 ? [Show + section.Id] : (string[])[],
        .. section is HeadlineDefinition headline ? HeadlineParts.Of(headline).Select(part => Show + part) : [],
    ]);

    public Outcome<IReadOnlyDictionary<string, SectionView>> Read(ILookup<string, string> given)
    {
        var views = new Dictionary<string, SectionView>(StringComparer.Ordinal);
        foreach (var section in definition.Sections.Where(s => given.Contains(Level + s.Id) || given.Contains(Order + s.Id) || given.Contains(Show + s.Id)))
        {
            var (levels, orders, shows) = (given[Level + section.Id].ToList(), given[Order + section.Id].ToList(), given[Show + section.Id].ToList());
            if (orders.Count > 1 || shows.Count > 1)
            {
                return new Problem(ErrorCodes.NamedTwice, $"'{(orders.Count > 1 ? Order : Show)}{section.Id}' is given twice.", "Give it once.");
            }

            if (shows is [not All])
            {
                return new Problem(ErrorCodes.BadChoice, $"'{SafeText.Of(shows[0])}' is not a value of '{Show}{section.Id}'.", $"Known values: {All}.");
            }

            var names = levels.SelectMany(l => l.Split(',', StringSplitOptions.TrimEntries)).Distinct(StringComparer.Ordinal).ToList();
            if (!At(section, names).IsValue(out var shown, out var problem) || (orders is [var order] && !Ordered(shown, order).IsValue(out shown, out problem)))
            {
                return problem;
            }

            views[section.Id] = new SectionView(shown, $"{string.Join(',', names)};{orders.FirstOrDefault()};{shows.FirstOrDefault()}") { ShowsAll = shows.Count > 0 };
        }

        foreach (var (section, part) in definition.Sections.OfType<HeadlineDefinition>().SelectMany(headline => HeadlineParts.Of(headline).Select(part => (headline, part))).Where(p => given.Contains(Show + p.part)))
        {
            if (given[Show + part].ToList() is not [All])
            {
                return new Problem(ErrorCodes.BadChoice, $"'{SafeText.Of(string.Join(',', given[Show + part]))}' is not a value of '{Show}{part}'.", $"Known values: {All}.");
            }

            views[part] = new SectionView(section, ";;" + All) { ShowsAll = true };
        }

        return views;
    }

    private Outcome<SectionDefinition> At(SectionDefinition section, IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            var known = LeveledAxes(section).SelectMany(axis => model.Dimensions.Where(d => model.AreLevels(axis, d))).Select(d => d.Id).Distinct().ToList();
            if (!known.Contains(name) || !model.Dimension(name).IsValue(out var level, out _))
            {
                return new Problem(
                    ErrorCodes.BadChoice, $"'{SafeText.Of(name)}' is not a level of '{section.Id}'.", NearestName.Hint(name, known, known.Count == 0 ? "The section has no levels." : $"Known values: {string.Join(", ", known)}."));
            }

            section = With(section, level);
        }

        return Refusal(section) is { } refusal ? refusal : section;
    }

    // The title says the level, because it names another one.
    private SectionDefinition With(SectionDefinition section, ModelDimension level) => section switch
    {
        TableDefinition table => table with { Rows = level, Title = Titled(table.Title, level) },
        MatrixDefinition matrix when model.AreLevels(matrix.Rows, level) => matrix with { Rows = level, Title = Titled(matrix.Title, level) },
        MatrixDefinition matrix => matrix with { Columns = level, Title = Titled(matrix.Title, level) },
        ChartDefinition chart when model.AreLevels(chart.Categories, level) => chart with { Categories = level, Title = Titled(chart.Title, level) },
        ChartDefinition chart => chart with { Series = level, Title = Titled(chart.Title, level) },
        HeadlineDefinition headline => headline with { Rows = level },
        _ => section,
    };

    private Problem? Refusal(SectionDefinition section) => section switch
    {
        MatrixDefinition matrix when matrix.Rows == matrix.Columns => SameTwice(matrix.Rows),
        ChartDefinition chart when chart.Categories == chart.Series => SameTwice(chart.Categories),
        ChartDefinition { Chart: ChartKind.StackedColumn, Series: { } series } chart when !chart.Measure.AddsUpOver(series) => new Problem(
            ErrorCodes.BadChoice, $"'{chart.Measure.Id}' does not add up over '{series.Id}', so the stack of '{section.Id}' would show a wrong total.", "Choose another level."),
        ChartDefinition { Chart: ChartKind.Map, Categories.IsCountry: false } chart => new Problem(ErrorCodes.BadChoice, $"The map of '{chart.Id}' cannot show '{chart.Categories.Id}', which are no countries.", "Choose another level."),
        TableDefinition table => MeasurePlan.Refusal(table.Measures, [table.Rows], model),
        _ => null,
    };

    private static Problem SameTwice(ModelDimension dimension) => new(ErrorCodes.BadChoice, $"'{dimension.Id}' cannot be on both sides of a section.", "Choose another level.");

    private static Outcome<SectionDefinition> Ordered(SectionDefinition section, string order)
    {
        var (column, isDescending) = order.StartsWith('-') ? (order[1..], true) : (order, false);
        switch (section)
        {
            case TableDefinition { Against: null } table:
                var known = table.Measures.Select(m => m.Id).Append(table.Rows.Id).ToList();
                return known.Contains(column)
                    ? table with { Order = new QueryOrder(column, isDescending) }
                    : new Problem(ErrorCodes.UnknownOrder, $"'{section.Id}' has no column '{SafeText.Of(column)}' to order by.", NearestName.Hint(column, known, $"Order by one of: {string.Join(", ", known)}."));
            case MatrixDefinition matrix when column.Length > 0:
                return matrix with { Order = new ColumnOrder(column, isDescending) };
            default:
                return new Problem(ErrorCodes.UnknownOrder, $"'{section.Id}' cannot be ordered by '{SafeText.Of(column)}'.", "Tables and matrices are ordered by a column.");
        }
    }

    // A comparison with the others is of the members that a parameter chooses.
    private static IReadOnlyList<ModelDimension> LeveledAxes(SectionDefinition section) => section is TableDefinition { Against: not null } ? [] : section.Axes();

    private static bool IsOrdered(SectionDefinition section) => section is MatrixDefinition or TableDefinition { Against: null };

    private bool HasLevels(ModelDimension axis) => model.Dimensions.Any(d => model.AreLevels(axis, d));

    private static LocalizedText Titled(LocalizedText title, ModelDimension level) =>
        new(title.Texts.ToDictionary(t => t.Key, t => $"{t.Value} – {level.Caption.In(t.Key)}"));
}
