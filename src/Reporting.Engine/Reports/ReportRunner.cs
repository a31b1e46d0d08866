using Reporting.Engine.Access;
using Reporting.Engine.Queries;
using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Reports;

/// <summary>Asks every section of a report and fills the document; all of it is of one data version.</summary>
public sealed class ReportRunner(QueryRunner queries)
{
    private const int MostTries = 3;

    public async Task<Outcome<ReportDocument>> RunAsync(ReportQuestion question, Caller caller, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var filler = new SectionFiller(queries, question, caller, cancellationToken);
            var sections = new List<ReportSection>();
            foreach (var definition in question.Definition.Sections)
            {
                if (!(await filler.FillAsync(definition)).IsValue(out var section, out var problem))
                {
                    return problem;
                }

                sections.Add(section);
            }

            if (filler.Versions.Count == 0 && !(await filler.AskNothingAsync()).IsValue(out _, out var unanswered))
            {
                return unanswered;
            }

            if (filler.Versions.Count == 1)
            {
                return Document(question, caller, sections, filler);
            }
        }

        return new Problem(ProblemKind.Unavailable, "data-moving", "The data changed while the report was filled.", "An import is going on: ask again in a moment.");
    }

    private static ReportDocument Document(ReportQuestion question, Caller caller, IReadOnlyList<ReportSection> sections, SectionFiller filler)
    {
        var definition = question.Definition;
        var version = filler.Versions.Single();
        return new ReportDocument(
            definition.Id,
            definition.Title.In(question.Language),
            definition.Description.In(question.Language),
            question.Language,
            [.. definition.ParametersFor(caller).Select(p => new StatedParameter(p.Id, p.Caption.In(question.Language), filler.Say(p)))],
            sections,
            new Provenance(version.Version, version.AsOf, filler.Filters, filler.Counting) { Handling = filler.Handling })
        {
            FileName = $"{definition.Id}_{Years(question, sections)}{Members(question)}_v{version.Version}",
        };
    }

    // Names of files say what is inside: the years asked for, or those that there are.
    private static string Years(ReportQuestion question, IReadOnlyList<ReportSection> sections)
    {
        var years = sections.OfType<MatrixSection>().SelectMany(m => new[] { m.Rows, m.Columns })
            .Concat(sections.OfType<ChartSection>().Select(c => c.Categories))
            .Where(a => a.Dimension == "year").SelectMany(a => a.Members).Select(m => m.Code).OfType<string>().Order(StringComparer.Ordinal).ToList();
        var (first, last) = (question.From?.ToString("0000") ?? years.FirstOrDefault(), question.To?.ToString("0000") ?? years.LastOrDefault());
        return first is null || last is null ? "all-years" : first == last ? first : $"{first}-{last}";
    }

    private static string Members(ReportQuestion question)
    {
        var codes = question.Filters.Where(f => f.Dimension != "year").SelectMany(f => f.Values).ToList();
        return codes.Count switch { 0 => string.Empty, <= 3 => "_" + string.Join("-", codes.Select(c => c.ToLowerInvariant())), _ => "_filtered" };
    }
}
