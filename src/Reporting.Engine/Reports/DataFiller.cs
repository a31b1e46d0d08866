using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Dates;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Reports;

/// <summary>Gathers the rows behind the figures, one per engagement × domain, and what they add up to.</summary>
internal sealed class DataFiller(SemanticModel model, SectionQuestions questions)
{
    private const int WholeParts = 2_520;
    private const int PageSize = 5_000;

    private const int MostEngagements = 50_000;

    private static readonly string[] Dimensions = ["date", "year", "domain_group", "domain", "engagement_type", "engagement_category", "place_country"];

    /// <summary>Null where the caller's roles hide a part of the rows, or there are more than memory should hold.</summary>
    public async Task<Outcome<ReportData?>> FillAsync()
    {
        if (!Dimensions.All(questions.Shows) || !questions.Shows(questions.Engagements) || !questions.Shows(model.Measure(MeasureKind.AllocatedEngagements)))
        {
            return (ReportData?)null;
        }

        var (domain, year) = (model.Dimension("domain").Value!, model.Dimension("year").Value!);
        var allocated = new MatrixDefinition(
            "pivot", Captions.None, null, domain, year, model.Measure(MeasureKind.AllocatedEngagements), Descending: false, Top: null);
        if (!(await new MatrixFiller(questions).FillAsync(allocated)).IsValue(out var matrix, out var problem)
            || !(await questions.AskAsync(questions.Query([questions.Engagements], [domain, model.Dimension("domain_group").Value!], []))).IsValue(out var domains, out problem))
        {
            return problem;
        }

        var known = domains.Rows.ToDictionary(r => r.Members[0].Code!, r => (Domain: r.Members[0].Name, Group: r.Members[1].Name));
        var rows = new List<object?[]>();
        string? after = null;
        do
        {
            if (!(await questions.ListAsync(questions.Query([], [], []) with { Limit = PageSize }, after)).IsValue(out var page, out problem))
            {
                return problem;
            }

            if (page.Count > MostEngagements)
            {
                return (ReportData?)null;
            }

            rows.AddRange(page.Engagements.SelectMany(item => Links(item, known)));
            after = page.Next;
        }
        while (after is not null);
        return new ReportData(rows.Count, rows.ToAsyncEnumerable(), (MatrixSection)matrix);
    }

    private static IEnumerable<object?[]> Links(ListedEngagement item, IReadOnlyDictionary<string, (string Domain, string Group)> known)
    {
        // What is not stated is not listed, but it has its weight.
        var unstated = WholeParts - item.Domains.Sum(d => (int)Math.Round(d.Weight * WholeParts));
        var links = item.Domains.Select(d => (d.Code, d.Weight)).Concat(unstated > 0 ? [(Code: "unknown", Weight: unstated / (double)WholeParts)] : []);
        return links.Where(l => known.ContainsKey(l.Code)).Select(l => new object?[]
        {
            item.Code,
            item.Title,
            item.Start,
            item.StartLabel,
            item.Start.IsUnknown ? null : (long)item.Start.Year,
            known[l.Code].Group,
            l.Code,
            known[l.Code].Domain,
            l.Weight,
            item.Type.Name,
            item.Category.Name,
            item.PlaceCountry.Name,
        });
    }
}
