using System.Text.Json.Serialization;
using Reporting.Engine.Engagements;
using Reporting.Engine.Model;
using FoundCompleteness = Reporting.Engine.Engagements.Completeness;

namespace Reporting.Api.Completeness;

/// <summary>Missing data of the engagements of a query.</summary>
public sealed record CompletenessResponse(FoundCompleteness Data, CompletenessMetaResponse Meta)
{
    internal static CompletenessResponse Of(CompletenessResult found) => new(
        found.Completeness, new(found.Version.Version, found.Version.AsOf, found.Filters, found.Counting, found.Handling, found.Version.IsInvented, found.Version.Edition));
}

/// <summary>The data version of the numbers.</summary>
/// <param name="Filters">The filters in words.</param>
/// <param name="Counting">The counting rules that apply, in words.</param>
/// <param name="Invented">Present, and true, if some of the data are invented (demo data).</param>
/// <param name="Edition">Present if the data are of an edition.</param>
public sealed record CompletenessMetaResponse(
    long DataVersion, DateTimeOffset? DataAsOf, string Filters, IReadOnlyList<string> Counting, Classification Handling,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Invented,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Edition = null);
