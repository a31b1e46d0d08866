using Reporting.Engine.Model;

namespace Reporting.Engine.Reports;

/// <summary>The words that filled reports add to those of their definitions.</summary>
internal static class ReportWords
{
    /// <summary>Members of one engagement may stand inside and outside the first ones: then the others overlap with them.</summary>
    public static string Others(ModelDimension dimension) => dimension.IsMany ? "Others (overlapping)" : "Others";

    public const string PartlyWithheld = "Some figures are not shown: your roles do not include them.";

    public static string Years(int? from, int? to) => (from, to) switch
    {
        (null, null) => "all years",
        ({ } first, null) => $"from {first:0000}",
        (null, { } last) => $"up to {last:0000}",
        ({ } first, { } last) => first == last ? $"{first:0000}" : $"{first:0000} to {last:0000}",
    };

    public static string First(int shown, long all, string what) =>
        FormattableString.Invariant($"Shows the first {shown:N0} of {all:N0} {what}.");
}
