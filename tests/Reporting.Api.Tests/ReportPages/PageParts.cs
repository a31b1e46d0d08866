using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Reporting.Api.Tests.ReportPages;

/// <summary>A report's page as a parser reads it: its sections, their figures, and the addresses that its marks lead to.</summary>
internal sealed class PageParts(string html)
{
    private const string Required = "form[data-ask] details[open] input[value]";

    private readonly IDocument _document = new HtmlParser().ParseDocument(html);

    public string Heading => _document.QuerySelector("h1")!.TextContent.Trim();

    /// <summary>What the script replaces.</summary>
    public string Dashboard => _document.QuerySelector("#dashboard")!.OuterHtml;

    /// <summary>True if a member must be chosen before there is a report.</summary>
    public bool IsAsking => _document.QuerySelector(Required) is not null;

    /// <summary>The first member of the first field that must be chosen, as a pair of the address; null without such a field.</summary>
    /// <param name="query">The members that are chosen in other fields. A country has no pair with itself.</param>
    public string? FirstRequired(string query = "") =>
        _document.QuerySelectorAll(Required).Where(i => !query.EndsWith("=" + i.GetAttribute("value"), StringComparison.Ordinal)).Select(i => $"{i.GetAttribute("name")}={i.GetAttribute("value")}").FirstOrDefault();

    /// <summary>The query strings that lead to another state of the page, by what they do: filter, order or go.</summary>
    public IReadOnlyList<(string Kind, string Query)> Moves =>
    [
        .. _document.QuerySelectorAll("#dashboard a[data-mark], #dashboard a[data-order], #dashboard a[data-go]")
            .Select(a => (a.HasAttribute("data-mark") ? "filter" : a.HasAttribute("data-order") ? "order" : "go", a.GetAttribute("href")!))
            .Where(a => a.Item2.StartsWith('?')).Distinct(),
    ];

    /// <summary>Selects of the form with their options.</summary>
    public IReadOnlyList<(string Name, IReadOnlyList<string> Values)> Selects =>
        [.. _document.QuerySelectorAll("form[data-ask] select").Select(s => (s.GetAttribute("name")!, (IReadOnlyList<string>)[.. s.QuerySelectorAll("option").Select(o => o.GetAttribute("value") ?? string.Empty)]))];

    /// <summary>The rows of a section's first table: the name, then its figures as they are shown.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows(string section) =>
        [.. Section(section).QuerySelectorAll("table").Take(1).SelectMany(t => t.QuerySelectorAll("tbody tr")).Select(r => (IReadOnlyList<string>)[.. r.Children.Select(c => c.TextContent.Trim())])];

    public IReadOnlyList<string> Tiles(string section) => [.. Section(section).QuerySelectorAll("dd.figure").Select(d => d.TextContent.Trim())];

    /// <summary>The names of a chart's marks, which hold their exact figures.</summary>
    public IReadOnlyList<string> Marks(string section) => [.. Section(section).QuerySelectorAll("svg .mark > title").Select(t => t.TextContent.Trim())];

    public string Sentence(string section) => Section(section).QuerySelector("p.headline")!.TextContent.Trim();

    private IElement Section(string id) => _document.GetElementById(id) ?? throw new InvalidOperationException($"No section {id}.");
}
