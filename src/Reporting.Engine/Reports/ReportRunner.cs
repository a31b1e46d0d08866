using Reporting.Engine.Access;
using Reporting.Engine.Engagements;
using Reporting.Engine.Execution;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Reports;

/// <summary>Asks every section of a report and fills the document; all of it is of one data version.</summary>
public sealed class ReportRunner(SemanticModel model, ClassificationLevels markings, AggregateRunner aggregates, EngagementRunner engagements)
{
    private const int MaxTries = 3;

    private static readonly string[] DataDimensions = ["date", "year", "domain_group", "domain", "engagement_type", "engagement_category", "place_country"];
    private static readonly MeasureKind[] DataMeasures = [MeasureKind.Engagements, MeasureKind.AllocatedEngagements];

    public Task<Outcome<ReportDocument>> RunAsync(ReportRun question, Caller caller, CancellationToken cancellationToken) =>
        RunAsync(question, null, caller, cancellationToken);

    /// <summary>The same with the rows behind its figures, which are read while the document is written: dispose of them after that.</summary>
    public async Task<Outcome<ReportDocument>> RunAsync(ReportRun question, DataRows? rows, Caller caller, CancellationToken cancellationToken)
    {
        // Rows are of the version that they were opened at: who opened them tries again.
        for (var tries = rows is null ? 0 : MaxTries - 1; tries < MaxTries; tries++)
        {
            var questions = new SectionQueries(model, markings, aggregates, engagements, question, caller, cancellationToken);
            if (!(await FillAsync(question, caller, questions, rows, cancellationToken)).IsValue(out var document, out var problem))
            {
                return problem;
            }

            if (questions.Versions.Count == 1)
            {
                return document;
            }
        }

        return new Problem(ErrorCodes.DataMoving, "The data changed while the report was filled.", "An import is going on: ask again in a moment.");
    }

    /// <summary>True where the caller may see what the rows behind the figures hold.</summary>
    public bool ShowsData(Caller caller) => DataDimensions.All(caller.Visible.ShowsDimension)
        && DataMeasures.All(kind => caller.Visible.ShowsMeasure(model.Measure(kind).Id));

    /// <summary>The rows behind the report's figures, as a stream; the caller disposes of it.</summary>
    public Task<Outcome<DataRows>> OpenDataAsync(ReportRun question, Caller caller, CancellationToken cancellationToken) =>
        engagements.OpenDataAsync(new ReportQuery { Measures = [], Filters = question.Filters, Language = question.Language }, caller, cancellationToken);

    private async Task<Outcome<ReportDocument>> FillAsync(ReportRun question, Caller caller, SectionQueries questions, DataRows? rows, CancellationToken cancellationToken)
    {
        var filler = new SectionBuilder(questions);
        var sections = new List<ReportSection>();
        foreach (var definition in question.Definition.Sections)
        {
            if (!(await filler.FillAsync(definition)).IsValue(out var section, out var problem))
            {
                return problem;
            }

            sections.Add(section);
        }

        // What was asked has to be said, also where every section is withheld or has filters of its own.
        if (questions.Filters is null && !(await questions.ListAsync(questions.Query([], [], []) with { Limit = 1 })).IsValue(out _, out var unsaid))
        {
            return unsaid;
        }

        // Rows beside the figures change nothing of what is said of them: the same answer has the same hash in every format.
        var document = Document(question, caller, sections, questions);
        ReportData? data = null;
        return rows is not null && !(await new DataSectionBuilder(model, questions).FillAsync(rows, cancellationToken)).IsValue(out data, out var missing)
            ? missing
            : document with { Data = data };
    }

    private static ReportDocument Document(ReportRun question, Caller caller, IReadOnlyList<ReportSection> sections, SectionQueries questions)
    {
        var definition = question.Definition;
        var version = questions.Versions.First();
        var parameters = definition.ParametersFor(caller).Select(p => new ParameterValue(p.Id, p.Caption.In(question.Language), FormatParameter(p, questions))).ToList();
        var title = definition.Title.In(question.Language);
        return new ReportDocument(
            definition.Id,
            title,
            definition.Description.In(question.Language),
            question.Language,
            parameters,
            sections,
            new Provenance(version.Version, version.AsOf, questions.Filters!, questions.Counting)
            {
                Handling = questions.Handling,
                Question = parameters.Count == 0 ? title : $"{title} – {string.Join("; ", parameters.Select(p => $"{p.Caption}: {p.Value}"))}",
            })
        {
            FileName = $"{definition.Id}_{Years(question, sections)}{Members(question)}_v{version.Version}",
        }.Counted();
    }

    /// <summary>The value of a parameter in words.</summary>
    private static string FormatParameter(ReportParameter parameter, SectionQueries questions)
    {
        var (question, years) = (questions.Question, questions.Question.Years);
        switch (parameter.Kind)
        {
            case ParameterKind.FirstYear:
                return years.From?.ToString("0000") ?? questions.Language.Phrases.Earliest;
            case ParameterKind.LastYear:
                return years.To?.ToString("0000") ?? questions.Language.Phrases.Latest;
            case ParameterKind.Period:
                return ReportFormatter.Years(years.From, years.To, questions.Language);
            default:
                if (!question.Members.TryGetValue(parameter.Id, out var codes))
                {
                    return questions.Language.Phrases.All;
                }

                // Words stand in the order of the filter's values.
                var names = question.Filters.Zip(questions.FilterTexts).Where(pair => pair.First.Dimension == parameter.Dimension.Id)
                    .SelectMany(pair => pair.First.Values.Zip(pair.Second.Values)).DistinctBy(pair => pair.First).ToDictionary(pair => pair.First, pair => pair.Second);
                return string.Join(", ", codes.Select(code => names.GetValueOrDefault(code, code)));
        }
    }

    // Names of files say what is inside: the years asked for, or those that there are.
    private static string Years(ReportRun question, IReadOnlyList<ReportSection> sections)
    {
        var years = sections.OfType<MatrixSection>().SelectMany(m => new[] { m.Rows, m.Columns })
            .Concat(sections.OfType<ChartSection>().Select(c => c.Categories))
            .Where(a => a.Dimension == "year").SelectMany(a => a.Members).Select(m => m.Code).OfType<string>().Order(StringComparer.Ordinal).ToList();
        var (first, last) = (question.Years.From?.ToString("0000") ?? years.FirstOrDefault(), question.Years.To?.ToString("0000") ?? years.LastOrDefault());
        return first is null || last is null ? "all-years" : first == last ? first : $"{first}-{last}";
    }

    private static string Members(ReportRun question)
    {
        var codes = question.Definition.Parameters.Where(p => question.Members.ContainsKey(p.Id)).SelectMany(p => question.Members[p.Id]).ToList();
        return codes.Count switch { 0 => string.Empty, <= 3 => "_" + string.Join("-", codes.Select(c => c.ToLowerInvariant())), _ => "_filtered" };
    }
}
