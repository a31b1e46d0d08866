using Reporting.Engine.Access;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Reports;

/// <summary>The installed reports in order of their ids.</summary>
public sealed class ReportCatalog(IEnumerable<ReportDefinition> definitions)
{
    public IReadOnlyList<ReportDefinition> Definitions { get; } = [.. definitions.OrderBy(d => d.Id, StringComparer.Ordinal)];

    public static ReportCatalog Read(string folder, ReportDefinitionReader reader) =>
        new(Directory.EnumerateFiles(folder, "*.yml").Where(path => Path.GetFileName(path) != AccessRules.FileName).Select(reader.Read));

    public Outcome<ReportDefinition> Find(string id) => Definitions.FirstOrDefault(d => d.Id == id) is { } found
        ? found
        : new Problem(
            ErrorCodes.UnknownReport,
            $"There is no report '{SafeText.Of(id)}'.",
            NearestName.Hint(id, Definitions.Select(d => d.Id), "See /api/v1/reports."));
}
