using Reporting.Engine.Access;
using Reporting.Engine.Model;

namespace Reporting.Engine.Reports;

/// <summary>A report as its YAML file defines it, checked against the model.</summary>
public sealed record ReportDefinition(
    string Id,
    LocalizedText Title,
    LocalizedText Description,
    IReadOnlyList<ReportParameter> Parameters,
    IReadOnlyList<SectionDefinition> Sections)
{
    /// <summary>The id of a definition that is not saved, because it follows from the query itself.</summary>
    public const string UnsavedId = "explore";

    /// <summary>The title once parameters are chosen, such as "{country} and {partner}"; null if it is that of the report.</summary>
    public LocalizedText? Subject { get; init; }

    /// <summary>The id of the edition that a saved report is compared with, unless a request names another or <see cref="ReportParameters.ComparesNothing"/>; null for none.</summary>
    public string? Compare { get; init; }

    /// <summary>SHA-256 of the definition. Part of every ETag.</summary>
    public required string Hash { get; init; }

    /// <summary>The definition as it was written, in YAML.</summary>
    public required string Text { get; init; }

    /// <summary>True for a report that a caller saved; false for a file of the folder.</summary>
    public bool IsSaved { get; init; }

    /// <summary>The required parameters without a default, which a reader must choose first.</summary>
    public IEnumerable<ReportParameter> Asked => Parameters.Where(p => p.IsRequired && p.Default.Count == 0);

    /// <summary>The parameters whose dimensions the caller may see.</summary>
    public IEnumerable<ReportParameter> ParametersFor(Caller caller) => Parameters.Where(p => caller.Visible.ShowsDimension(p.Dimension.Id));
}
