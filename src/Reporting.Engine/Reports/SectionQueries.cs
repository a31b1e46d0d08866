using System.Globalization;
using Reporting.Engine.Changes;
using Reporting.Engine.Engagements;
using Reporting.Engine.Languages;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Members;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Engine.Reports;

/// <summary>Runs the queries of a report or of one of its sections, and collects data versions, classifications and counting rules of the results.</summary>
internal sealed partial class SectionQueries(SemanticModel model, ClassificationLevels levels, ReportTables tables, ReportRun run)
{
    private const int MaxFilled = 60;

    private readonly List<string> _counting = [];
    private DataYears? _dataYears;
    private PeriodBefore? _periodBefore;

    public ReportRun Run => run;

    public Language Language { get; } = Language.Of(run.Language);

    /// <summary>The measure of distinct engagements.</summary>
    public ModelMeasure Engagements { get; } = model.Measure(MeasureKind.Engagements);

    public HashSet<DataVersion> Versions { get; } = [];

    /// <summary>The report's own filters in words; null before a query with only these has run.</summary>
    public string? Filters { get; private set; }

    public IReadOnlyList<FilterText> FilterTexts { get; private set; } = [];

    /// <summary>The highest classification of the results, those of the previous period included.</summary>
    public Classification? Handling { get; private set; }

    public string Counting => string.Join(" ", _counting);

    /// <summary>The queries of a section, which may leave out filters of the report. <see cref="Add"/> collects what they have read.</summary>
    public SectionQueries Of(SectionDefinition section) => new(model, levels, tables, run.Of(section));

    /// <inheritdoc cref="ReportTables.StopAsync"/>
    public Task StopAsync() => tables.StopAsync();

    /// <summary>Collects the versions, the handling and the counting rules of the queries of a section. The order of sections decides their order.</summary>
    public void Add(SectionQueries section)
    {
        _counting.AddRange(section._counting.Except(_counting, StringComparer.Ordinal));
        foreach (var version in section.Versions)
        {
            Track(version, section.Handling);
        }

        if (ReferenceEquals(section.Run, run))
        {
            Filters ??= section.Filters;
            FilterTexts = section.FilterTexts.Count > 0 ? section.FilterTexts : FilterTexts;
        }
    }

    /// <summary>Makes a query with the filters of the report and of the section.</summary>
    public ReportQuery Query(IReadOnlyList<ModelMeasure> measures, IReadOnlyList<ModelDimension> by, IReadOnlyList<QueryFilter> where) => new()
    {
        Measures = [.. measures.Select(m => m.Id)],
        By = [.. by.Select(d => d.Id)],
        Filters = [.. run.Filters, .. where],
        Limit = run.Limits.MaxRows,
        Language = run.Language,
    };

    /// <param name="canBeCut">True if the query wants the first rows only.</param>
    public async Task<Outcome<ResultTable>> AskAsync(ReportQuery query, bool canBeCut = false)
    {
        if (!(await RunAsync(query)).IsValue(out var table, out var problem))
        {
            return problem;
        }

        if (table.Truncated && !canBeCut)
        {
            return TooMany(table.RowCount);
        }

        if (query.Filters.SequenceEqual(run.Filters))
        {
            (Filters, FilterTexts) = (table.Filters, table.FilterTexts);
        }

        _counting.AddRange(table.Counting.Except(_counting, StringComparer.Ordinal));
        return table;
    }

    /// <summary>Runs a part of another query. Its filter text is not that of the report.</summary>
    public async Task<Outcome<ResultTable>> AskPartAsync(ReportQuery query, QueryFilter part)
    {
        var answer = await RunAsync(query with { Filters = [.. query.Filters, part] });
        return answer.Then(table => table.Truncated ? TooMany(table.RowCount) : (Outcome<ResultTable>)table);
    }

    /// <summary>The previous period, read once for all sections.</summary>
    public async Task<Outcome<PeriodBefore>> PeriodBeforeAsync() =>
        _periodBefore is { } known ? known : (await PeriodBefore.AskAsync(this)).Then<PeriodBefore>(asked => _periodBefore = asked);

    /// <summary>The query over the year before as well, if the report is about one year, the section shows years, and the data cover both.</summary>
    public async Task<Outcome<ReportQuery>> WithYearBeforeAsync(ReportQuery query, ModelDimension by)
    {
        if (!run.IsOfOneYear || by.Time != TimeLevel.Year)
        {
            return query;
        }

        var both = ReportRun.Of(new YearSpan(run.Years.From - 1, run.Years.To));
        return (await PeriodBeforeAsync()).Then<ReportQuery>(before => before.Filters is null
            ? query
            : query with { Filters = [.. run.Filters.Where(f => f.Dimension != "year"), both, .. query.Filters.Skip(run.Filters.Count)] });
    }

    /// <summary>
    /// The years of all data that the caller sees. They are not a figure of the report, so their handling does not mark it.
    /// </summary>
    public async Task<Outcome<DataYears>> DataYearsAsync()
    {
        if (_dataYears is not null)
        {
            return _dataYears;
        }

        // Without the measure or the year, nothing can be compared.
        if (!Shows(Engagements) || !Shows("year"))
        {
            return _dataYears = new DataYears(null, null, DateOnly.MaxValue);
        }

        var query = new ReportQuery { Measures = [Engagements.Id], By = ["year"], Limit = ReportQuery.LargestLimit, Language = run.Language };
        return (await tables.RunAsync(query)).Then<DataYears>(table =>
        {
            Versions.Add(table.Version);
            return _dataYears = DataYears.Of(table);
        });
    }

    public async Task<Outcome<EngagementPage>> ListAsync(ReportQuery query, string? after = null)
    {
        var answer = await tables.ListAsync(new EngagementQuery(query, after));
        return answer.Then<EngagementPage>(page =>
        {
            Track(page.Version, page.Handling);
            Filters ??= query.Filters.SequenceEqual(run.Filters) ? page.Filters : null;
            return page;
        });
    }

    /// <summary>The changes by the imports of some days, or by all imports whose changes are known. An engagement counts if it meets the filters before or now.</summary>
    public async Task<Outcome<ChangesPage>> ChangesAsync(ChangesDefinition definition)
    {
        var query = new ChangesQuery(null, null, null, Math.Min(definition.Limit, run.Limits.MaxRows), run.Language, null) { LastDays = definition.Days, Filters = [.. run.Filters, .. definition.Where] };
        return (await tables.ChangesAsync(query)).Then<ChangesPage>(page =>
        {
            Track(page.Version, page.Handling);
            return page;
        });
    }

    /// <summary>True if the empty periods of a level are shown, where they are not too many to be read.</summary>
    public async Task<Outcome<bool>> KeepsEmptyAsync(ModelDimension dimension)
    {
        if (dimension.Time is not (TimeLevel.Year or TimeLevel.Quarter or TimeLevel.Month))
        {
            return false;
        }

        return (await DataYearsAsync()).Then<bool>(data =>
        {
            var years = (run.Years.To ?? data.To) - (run.Years.From ?? data.From) + 1;
            return years is > 0 && years * dimension.Time switch { TimeLevel.Month => 12, TimeLevel.Quarter => 4, _ => 1 } <= MaxFilled;
        });
    }

    /// <summary>Filters for a period that is not stated at its level ("2024, month not stated"); null for all other members.</summary>
    public IReadOnlyList<QueryFilter>? NotStated(ModelDimension dimension, Member member)
    {
        if (dimension.Time is not { } level || member.Code is not null)
        {
            return null;
        }

        var (known, missing) = member.Within switch
        {
            null => ((TimeLevel?)null, TimeLevel.Year),
            { Length: 4 } => (TimeLevel.Year, level == TimeLevel.Date ? TimeLevel.Month : level),
            _ => (TimeLevel.Month, TimeLevel.Date),
        };
        var kept = new List<QueryFilter?> { Of(missing, UnknownMembers.Code) };
        if (known is { } coarser)
        {
            kept.Insert(0, Of(coarser, member.Within!));
        }

        return kept.Contains(null) ? null : [.. kept.OfType<QueryFilter>()];

        QueryFilter? Of(TimeLevel of, string code) =>
            model.Dimensions.FirstOrDefault(d => d.Time == of) is { } named && Shows(named) ? new QueryFilter(named.Id, FilterMode.Links, [code]) : null;
    }

    /// <summary>The rows without empty periods that the data do not cover, where a 0 would be false.</summary>
    public IReadOnlyList<ResultRow> Covered(IReadOnlyList<ResultRow> rows) => _dataYears is not { From: { } from, To: { } to }
        ? rows
        : [.. rows.Where(r => r.Members[0].Code is not { Length: >= 4 } code || (int.TryParse(code.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year >= from && year <= to))];

    private SemanticModel Visible => model.VisibleTo(tables.Caller.Visible);

    public bool Shows(ModelMeasure measure) => Visible.Measure(measure.Id).IsValue(out _, out _);

    public bool Shows(KpiMeasure figure) => Shows(figure.Measure) && figure.Where.All(f => Shows(f.Dimension));

    public bool Shows(ModelDimension dimension) => Shows(dimension.Id);

    public bool Shows(string dimension) => Visible.Dimensions.Any(d => d.Id == dimension);

    private void Track(DataVersion version, Classification? handling)
    {
        Versions.Add(version);
        if (handling is not null && (Handling is null || levels.Rank(handling.Code) > levels.Rank(Handling.Code)))
        {
            Handling = handling;
        }
    }

    /// <summary>Runs a query whose filters and counting rules are not those of the report.</summary>
    public Task<Outcome<ResultTable>> RunAsync(ReportQuery query) => ReadAsync(query, tables.RunAsync);

    private Problem TooMany(long rows) => new(
        ErrorCodes.TooManyRows,
        $"A table of the report has {Plural.Of(rows, "row")}; this format holds at most {run.Limits.MaxRows:N0}.",
        "Narrow the parameters, or use csv or json, which hold more.");
}
