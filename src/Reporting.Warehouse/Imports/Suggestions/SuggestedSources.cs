using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Suggestions;

/// <summary>The part of a suggested mapping about sources: columns of addresses, titles and publishers.</summary>
internal sealed class SuggestedSources(SuggestedColumns columns, SuggestedText text)
{
    private const int MaxTitle = 1000;
    private const int MaxPublisher = 400;
    private const int MaxAddress = 2000;

    /// <summary>A column of web addresses.</summary>
    public static bool IsAddress(ColumnSample c) => c.HasValues && c.MaxLength <= MaxAddress && c.Values.Sum(v => IsAddress(v.Text) ? v.Count : 0) * 10 >= c.Values.Sum(v => v.Count) * 9;

    public void Write()
    {
        text.Note();
        var addresses = columns.All.Where(c => !columns.IsUsed(c) && IsAddress(c)).ToList();
        var title = columns.First(c => IsText(c, MaxTitle) && c.IsCalled(" source", "reference", "citation", "publication") && !c.IsCalled("publisher", " type", " id "));
        var publisher = columns.First(c => c != title && IsText(c, MaxPublisher) && c.IsCalled("publisher", "published by", "outlet", "newspaper"));
        foreach (var lists in columns.All.Where(c => c.HasValues && !columns.IsUsed(c) && !addresses.Contains(c) && c.Values.Any(v => IsStart(v.Text) && AreSeveral(v.Text))))
        {
            text.Note($"NOT USED: {SuggestedText.Quoted(columns.NameOf(lists))} has several addresses in one value; a source has one.");
        }

        if (addresses.Count == 0 && title is null && publisher is null)
        {
            text.Note("sources: the default is the file itself; otherwise");
            text.Note("  - {publisher: \"{…}\", title: \"{…}\", url: \"{…}\"}");
            return;
        }

        text.Key("sources:");
        WriteOne(title, publisher, addresses.FirstOrDefault());
        foreach (var address in addresses.Skip(1))
        {
            text.Likely($"  - url: {Quoted(address)}", "a further column of addresses");
        }
    }

    private static bool IsStart(string value) => value.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || value.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    // An archive's address contains the address of the page.
    private static bool AreSeveral(string value) => value.Split([' ', ';', ',', '|', '\n'], StringSplitOptions.RemoveEmptyEntries).Count(IsStart) > 1;

    private static bool IsAddress(string value) =>
        IsStart(value) && !AreSeveral(value) && !value.Contains(' ', StringComparison.Ordinal) && Uri.TryCreate(value, UriKind.Absolute, out _);

    private static bool IsText(ColumnSample c, int length) => !c.IsMostlyNumber && !c.IsFlag && !SuggestedColumns.IsDate(c) && c.MaxLength <= length && !c.Values.Any(v => IsStart(v.Text));

    private void WriteOne(ColumnSample? title, ColumnSample? publisher, ColumnSample? address)
    {
        var start = "  - ";
        void Line(string key, string value, string why)
        {
            text.Line($"{start}{key}: {value}", "likely", why);
            start = "    ";
        }

        // One title with several addresses would become one source with one address.
        if (address is not null && title is not null && address.Values.Count() > title.Values.Count())
        {
            Line("code", $"{{first_of: [{Quoted(address)}, {Quoted(title)}]}}", "each address is a source");
        }

        if (publisher is not null)
        {
            Line("publisher", Quoted(publisher), "named like the column");
        }

        if (title is not null)
        {
            Line("title", Quoted(title), title.Blank > 0 ? $"{Plural.Of(title.Blank, "row has", "rows have")} none" : "named like the column");
        }

        if (address is not null)
        {
            Line("url", Quoted(address), address.Blank > 0 ? $"{Plural.Of(address.Blank, "row has", "rows have")} none" : "its values are web addresses");
        }

        if (columns.First(c => SuggestedColumns.IsDate(c) && !c.IsYear && c.IsCalled("published", "publication date", "source date")) is { } day)
        {
            Line("published_on", $"{{from: {Quoted(day)}, formats: [{string.Join(", ", day.Dates().Formats.Select(SuggestedText.Quoted))}]{(day.Dates().Language is { } language ? $", language: {language}" : "")}}}", "named like the column");
        }
    }

    private string Quoted(ColumnSample column) => SuggestedText.Quoted(columns.Template(column));
}
