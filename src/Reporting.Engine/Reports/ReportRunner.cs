using System.Globalization;
using Reporting.Engine.Access;
using Reporting.Engine.Caching;
using Reporting.Engine.Comparisons;
using Reporting.Engine.Engagements;
using Reporting.Engine.Execution;
using Reporting.Engine.Languages;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Dates;
using Reporting.Warehouse.Editions;
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Reports;

/// <summary>Queries every section of a report and builds the document from one data version.</summary>
public sealed class ReportRunner(CurrentModel models, ClassificationLevels levels, TableCache tables, EngagementRunner engagements, ChangesRunner changes, CommitmentRunner commitments, CompletenessRunner completeness, ComparisonRunner comparisons, WorkLanes lanes)
{
    private static readonly string[] DataDimensions = ["date", "year", "domain_group", "domain", "engagement_type", "engagement_category", "place_country"];
    private static readonly MeasureKind[] DataMeasures = [MeasureKind.Engagements, MeasureKind.AllocatedEngagements];

    public Task<Outcome<ReportDocument>> RunAsync(ReportRun run, Caller caller, CancellationToken cancellationToken) =>
        RunAsync(run, null, caller, cancellationToken);

    /// <summary>Builds the document with the rows behind its figures, which are read while it is written. The caller disposes the rows.</summary>
    public Task<Outcome<ReportDocument>> RunAsync(ReportRun run, DataRows? rows, Caller caller, CancellationToken cancellationToken) =>
        DataVersionRetry.RunAsync<ReportDocument>(
            DataVersionRetry.ProblemWhile("the report was made"),
            async () =>
            {
                using var asked = new ReportTables(tables, engagements, changes, commitments, completeness, comparisons, lanes, caller, cancellationToken);
                var queries = new SectionQueries(models.Value, levels, asked, run);
                var outcome = await BuildAsync(run, caller, queries, rows, cancellationToken);
                return outcome.Problem is not null || queries.Versions.Count == 1 ? outcome : (Outcome<ReportDocument>?)null;
            },
            // Rows have the data version of their opening, so their opener retries.
            rows is null ? DataVersionRetry.MaxAttempts : 1);

    /// <summary>True if the caller may see the columns of the rows behind the figures.</summary>
    public bool ShowsData(Caller caller) => DataDimensions.All(caller.Visible.ShowsDimension)
        && DataMeasures.All(kind => caller.Visible.ShowsMeasure(models.Value.Measure(kind).Id));

    /// <summary>Opens the rows behind the report's figures. The caller disposes the stream.</summary>
    /// <param name="inColumns">True to read them in columns, for which several threads share them.</param>
    public Task<Outcome<DataRows>> OpenDataAsync(ReportRun run, Caller caller, bool inColumns, CancellationToken cancellationToken) =>
        engagements.OpenDataAsync(new ReportQuery { Measures = [], Filters = run.Filters, Language = run.Language }, caller, cancellationToken, inColumns);

    /// <summary>Opens the engagements behind the report's figures, newest first. The caller disposes the stream.</summary>
    public Task<Outcome<EngagementStream>> OpenEngagementsAsync(ReportRun run, int max, Caller caller, CancellationToken cancellationToken) =>
        engagements.OpenListAsync(new EngagementQuery(new ReportQuery { Measures = [], Filters = run.Filters, Language = run.Language, Limit = max }, null), caller, null, cancellationToken);

    private async Task<Outcome<ReportDocument>> BuildAsync(ReportRun run, Caller caller, SectionQueries queries, DataRows? rows, CancellationToken cancellationToken)
    {
        var definitions = run.Sections;
        if (!(await SectionsAsync(definitions, queries)).IsValue(out var sections, out var problem))
        {
            return problem;
        }

        // The document always names its filters, even if every section is hidden or has its own filters.
        if (queries.Filters is null && !(await queries.ListAsync(queries.Query([], [], []) with { Limit = 1 })).IsValue(out _, out var unsaid))
        {
            return unsaid;
        }

        // Add the rows last, so that the same figures have the same hash in every format.
        List<ParameterValue> parameters =
        [
            .. run.Definition.ParametersFor(caller).Select(p => new ParameterValue(p.Id, p.Caption.In(run.Language), FormatParameter(p, queries, sections))),
            .. run.Chosen.Select((filter, i) => new ParameterValue(ChosenFilters.NameOf(filter), queries.CaptionOf(filter.Dimension), FormatChosen(filter, run.Filters.Count - run.Chosen.Count + i, queries))),
            .. Compared(run, queries.Language.Phrases.Changes),
        ];
        var chosen = new ChosenTexts(run, parameters, queries.Language);
        var document = Document(run, parameters, definitions, [.. sections.Zip(definitions, chosen.Fill)], chosen, queries);
        ReportData? data = null;
        return rows is not null && !(await new DataSectionBuilder(models.Value, queries).BuildAsync(rows, cancellationToken)).IsValue(out data, out var missing)
            ? missing
            : document with { Data = data };
    }

    // That there are no commitments is said once, and not by each section about them.
    private static (List<ReportSection> Shown, List<ReportSection> Repeated) Shown(IReadOnlyList<SectionDefinition> definitions, IReadOnlyList<ReportSection> sections)
    {
        var empty = definitions.Zip(sections).Where(pair => pair is { First: CommitmentsDefinition, Second: TextSection }).Select(pair => pair.Second).Skip(1).ToList();
        return ([.. sections.Where(section => !empty.Contains(section))], empty);
    }

    /// <summary>The sections, built side by side. What they have read is collected in their order, so equal reports are equal bytes.</summary>
    private async Task<Outcome<List<ReportSection>>> SectionsAsync(IReadOnlyList<SectionDefinition> definitions, SectionQueries queries)
    {
        var (colours, sections) = (new MemberColours(), new List<ReportSection>());
        var building = definitions.Select(definition => Begin(definition, queries.Of(definition))).ToList();
        try
        {
            foreach (var (own, task) in building)
            {
                if (!(await task).IsValue(out var section, out var problem))
                {
                    return problem;
                }

                queries.Add(own);
                section = colours.Paint(section);
                sections.Add(queries.NotFilteredBy(own) is { } unfiltered ? section with { Note = section.Note is null ? unfiltered : $"{section.Note} {unfiltered}" } : section);
            }

            return sections;
        }
        finally
        {
            if (sections.Count < building.Count)
            {
                await queries.StopAsync();
                await Task.WhenAll(building.Select(Task (one) => one.Task)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private (SectionQueries Queries, Task<Outcome<ReportSection>> Task) Begin(SectionDefinition definition, SectionQueries own) => (own, new SectionBuilder(own, models.Value).BuildAsync(definition));

    private static ReportDocument Document(ReportRun run, IReadOnlyList<ParameterValue> parameters, IReadOnlyList<SectionDefinition> definitions, IReadOnlyList<ReportSection> all, ChosenTexts chosen, SectionQueries queries)
    {
        var (sections, repeated) = Shown(definitions, all);
        var definition = run.Definition;
        var version = queries.Versions.First();
        var title = definition.Title.In(run.Language);
        return new ReportDocument(
            definition.Id,
            chosen.Title,
            definition.Description.In(run.Language),
            run.Language,
            parameters,
            sections,
            new Provenance(version.Version, version.AsOf, queries.Filters!, queries.Counting)
            {
                Handling = queries.Handling,
                Invented = version.IsInvented,
                Edition = version.Edition,
                Question = parameters.Count == 0 ? title : $"{title} – {string.Join("; ", parameters.Select(p => $"{p.Caption}: {p.Value}"))}",
            })
        {
            Detail = run.Detail,
            Repeated = repeated,
            LeftOut = [.. definition.Sections.ExceptBy(run.Sections.Select(section => section.Id), section => section.Id).Where(section => section is not PageBreakDefinition).Select(section => section.Title.In(run.Language))],
            FileName = $"{chosen.FileName}_{Years(run, sections)}{chosen.FileEnd}_{(version.Edition is { } edition && !VersionEdition.IsId(edition) ? $"edition-{edition}" : $"v{version.Version}")}{(run.Compared is { } open ? $"_compared-with-{open.Edition.Id}" : string.Empty)}",
        }.Counted();
    }

    private static IEnumerable<ParameterValue> Compared(ReportRun run, ChangePhrases words) =>
        run.Compared is { } open ? [new ParameterValue(ReportParameters.Compare, words.ComparedWith, string.Format(CultureInfo.InvariantCulture, words.Edition, open.Edition.Id))] : [];

    /// <summary>The value of a parameter in words.</summary>
    private static string FormatParameter(ReportParameter parameter, SectionQueries queries, IReadOnlyList<ReportSection> sections)
    {
        var (run, years) = (queries.Run, queries.Run.Years);
        switch (parameter.Kind)
        {
            case ParameterKind.FirstYear:
                return years.From?.ToString("0000") ?? queries.Language.Phrases.Earliest;
            case ParameterKind.LastYear:
                return years.To?.ToString("0000") ?? queries.Language.Phrases.Latest;
            case ParameterKind.Period:
                return ReportFormatter.Years(years.From, years.To, queries.Language);
            default:
                if (parameter.Match == FilterMode.None && Chosen(parameter, run, sections) is { } chosen)
                {
                    return chosen;
                }

                if (!run.Members.TryGetValue(parameter.Id, out var codes))
                {
                    return queries.Language.Phrases.All;
                }

                // The words have the order of the filter's values.
                var names = run.Filters.Zip(queries.FilterTexts).Where(pair => pair.First.Dimension == parameter.Dimension.Id)
                    .SelectMany(pair => pair.First.Values.Zip(pair.Second.Values)).DistinctBy(pair => pair.First).ToDictionary(pair => pair.First, pair => pair.Second);
                return string.Join(", ", codes.Select(code => names.GetValueOrDefault(code, code)));
        }
    }

    /// <summary>The values of a filter in words, which have the order of the filters.</summary>
    private string FormatChosen(QueryFilter filter, int place, SectionQueries queries)
    {
        var isMonth = models.Value.Dimension(filter.Dimension).IsValue(out var dimension, out _) && dimension.Time == TimeLevel.Month;
        var values = queries.FilterTexts.ElementAtOrDefault(place)?.Values ?? filter.Values;
        return string.Join(", ", isMonth ? values.Select(value => value is { Length: 7 } && PartialDate.TryParse(value, out var month) ? queries.Language.Date(month) : value) : values);
    }

    // The section that shows the member also names it.
    private static string? Chosen(ReportParameter parameter, ReportRun run, IReadOnlyList<ReportSection> sections) => sections.OfType<TableSection>()
        .Where(t => run.Definition.Sections.Any(s => s is TableDefinition { Against.Parameter: { } named } && s.Id == t.Id && named == parameter.Id))
        .Select(t => t.Rows.Count > 0 && t.Codes[0] is not null ? (string?)t.Rows[0][0] : null).FirstOrDefault();

    // File names show the requested years, or those of the data.
    private static string Years(ReportRun run, IReadOnlyList<ReportSection> sections)
    {
        var years = sections.OfType<MatrixSection>().SelectMany(m => new[] { m.Rows, m.Columns })
            .Concat(sections.OfType<ChartSection>().Select(c => c.Categories))
            .Where(a => a.Dimension == "year").SelectMany(a => a.Members).Select(m => m.Code).OfType<string>().Order(StringComparer.Ordinal).ToList();
        var (first, last) = (run.Years.From?.ToString("0000") ?? years.FirstOrDefault(), run.Years.To?.ToString("0000") ?? years.LastOrDefault());
        return first is null || last is null ? "all-years" : first == last ? first : $"{first}-{last}";
    }
}
