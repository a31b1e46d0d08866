using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Problems;

namespace Reporting.Rendering.Renderers;

/// <summary>Reduces a report to one of its sections, for example for a CSV of another section than the first matrix.</summary>
public static class SingleSection
{
    /// <summary>The same report with only this section. An unknown id is the problem <c>unknown-section</c>.</summary>
    public static Outcome<ReportDocument> Only(this ReportDocument document, string sectionId)
    {
        var section = document.Sections.Concat(document.Repeated).FirstOrDefault(candidate => string.Equals(candidate.Id, sectionId, StringComparison.OrdinalIgnoreCase));
        return section is null
            ? new Problem(
                ErrorCodes.UnknownSection,
                $"The report '{document.Id}' has no section '{sectionId}'.",
                $"Its sections are: {string.Join(", ", document.Sections.Concat(document.Repeated).Select(candidate => candidate.Id))}.")
            : (document with { Sections = [section], FileName = $"{document.FileName}_{section.Id}" }).Counted();
    }
}
