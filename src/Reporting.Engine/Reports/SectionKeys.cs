using Reporting.Engine.Model;
using Reporting.Warehouse.Definitions;
using YamlDotNet.Serialization.NamingConventions;

namespace Reporting.Engine.Reports;

/// <summary>The keys of each kind of section. A key without meaning for its kind is refused like a misspelt one.</summary>
public sealed record SectionKeys(string Kind, IReadOnlyList<string> Required, IReadOnlyList<string> Optional)
{
    public static readonly IReadOnlyList<SectionKeys> All =
    [
        new("headline", ["titles"], ["notes", "rows", "missing", "about"]),
        new("kpis", ["titles"], ["notes", "tabs", "where", "orientation", "detail", "measures", "figures", "change"]),
        new("matrix", ["titles", "rows", "columns", "measure"], ["notes", "tabs", "where", "orientation", "detail", "order", "top", "top_columns", "totals"]),
        new("table", ["titles", "rows", "measures"], ["notes", "tabs", "where", "orientation", "detail", "order", "top", "against", "member", "totals"]),
        new("chart", ["titles", "chart", "categories", "measure"], ["notes", "tabs", "where", "orientation", "detail", "series", "order", "top"]),
        new("engagements", ["titles"], ["notes", "tabs", "where", "orientation", "detail", "limit", "timeline"]),
        new("changes", ["titles", "days"], ["notes", "tabs", "where", "orientation", "detail", "limit"]),
        new("commitments", ["titles"], ["notes", "tabs", "where", "orientation", "detail", "rows", "limit"]),
        new("completeness", ["titles"], ["notes", "tabs", "where", "orientation", "detail", "line"]),
        new("text", ["titles", "texts"], ["notes", "tabs", "orientation", "detail"]),
        new("page_break", [], ["detail"]),
    ];

    /// <summary>Excel's limit for the name of a sheet.</summary>
    private const int MaxTab = 31;

    private static readonly string[] OfEach = ["id", "kind"];

    /// <summary>The name of a section's sheet, if Excel takes it.</summary>
    internal static LocalizedText Tab(ReportFile.SectionEntry entry, LocalizedText tab, DefinitionText source) => tab.Texts.Values.FirstOrDefault(text => text.Length > MaxTab) is { } tooLong
        ? throw source.At(tooLong, $"The tab '{tooLong}' of '{entry.Id}' has {tooLong.Length} characters.", $"Excel takes {MaxTab}.")
        : tab;

    /// <summary>The keys that a section sets, as YAML spells them.</summary>
    internal static IEnumerable<string> Of(ReportFile.SectionEntry entry) =>
        typeof(ReportFile.SectionEntry).GetProperties().Where(p => p.GetValue(entry) is not null)
            .Select(p => UnderscoredNamingConvention.Instance.Apply(p.Name)).Except(OfEach);
}
