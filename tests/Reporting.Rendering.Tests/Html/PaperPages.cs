using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Reporting.Rendering.Tests.Html;

/// <summary>The pages of a PDF with their words, without page headers and footers, and what is wrong with the place of the page breaks.</summary>
internal sealed partial record PaperPages(IReadOnlyList<PaperPage> Pages)
{
    private const double LeastUsed = 1 / 3.0;

    /// <summary>A table of so many rows fits below its chart.</summary>
    private const int MostOnOnePage = 9;

    public static PaperPages Of(byte[] pdf)
    {
        var path = TestRenderer.Temporary(pdf, ".pdf");
        var text = Unreadable().Replace(TestRenderer.Run("pdftotext", "-bbox", path, "-"), string.Empty);
        File.Delete(path);
        return new PaperPages([.. XDocument.Parse(text).Descendants().Where(element => element.Name.LocalName == "page").Select(PaperPage.Of)]);
    }

    /// <param name="mayBegin">True if a page may begin with this word although the one before it is nearly empty.</param>
    public IReadOnlyList<string> Holes(Func<string, bool> mayBegin) =>
    [
        .. Pages.Zip(Pages.Skip(1)).Index()
            .Where(pair => pair.Item.First.Used < LeastUsed && pair.Item.First.IsWide == pair.Item.Second.IsWide && !pair.Item.Second.FirstLine.Any(word => mayBegin(word.Text)))
            .Select(pair => $"page {pair.Index + 1} of {Pages.Count} is {pair.Item.First.Used:0%} full, and page {pair.Index + 2} begins with '{string.Join(' ', pair.Item.Second.FirstLine.Select(word => word.Text))}'"),
    ];

    /// <summary>True if the last page begins with this title.</summary>
    public bool EndsAlone(string title) => Pages.Count > 1 && string.Join(' ', Pages[^1].FirstLine.Select(word => word.Text)) == title;

    /// <summary>Headers and titles without what belongs to them, and rows that are alone on their page. Needs the names of <see cref="PagedReport"/>.</summary>
    public IReadOnlyList<string> Alone()
    {
        var rows = Pages.SelectMany(page => page.Of("row").Select(token => token.Text)).Distinct().ToLookup(text => text[..text.IndexOf('x')]);
        var found = new List<string>();
        foreach (var (i, page) in Pages.Index())
        {
            foreach (var head in page.Of("head").Where(head => !page.Of("row" + head.Text[4..] + "x").Any(row => row.Top > head.Top)))
            {
                found.Add($"page {i + 1}: {head.Text} without rows");
            }

            // The contents name titles too, so only the last place of a title counts.
            foreach (var title in page.Of("title").Where(title => !Pages.Skip(i + 1).Any(later => later.Of("title").Any(word => word.Text == title.Text)) && !page.Words.Any(word => word.Top > title.Top && Part().Match(word.Text) is { Success: true } part && part.Groups["section"].Value == title.Text[5..])))
            {
                found.Add($"page {i + 1}: {title.Text} alone");
            }

            // A table of figures stands on the page of its chart. A long one may continue.
            foreach (var section in page.Of("figures").Select(header => header.Text[7..]).Distinct())
            {
                var labels = Pages.SelectMany(one => one.Of($"label{section}x")).Select(label => label.Text).Distinct().Count();
                if (!page.Of("title").Any(title => title.Text[5..] == section) && (labels <= MostOnOnePage || !Pages.Take(i).Any(before => before.Of("title").Any(title => title.Text[5..] == section) && before.Of("figures").Any(header => header.Text[7..] == section))))
                {
                    found.Add($"page {i + 1}: figures{section} without their chart");
                }
            }

            // The engagements of a list have one name, so a list is never found here.
            found.AddRange(page.Of("row").Select(token => token.Text).Distinct().GroupBy(text => text[..text.IndexOf('x')]).Where(group => group.Count() == 1 && rows[group.Key].Count() > 1).Select(group => $"page {i + 1}: {group.Single()} alone"));
        }

        return found;
    }

    [GeneratedRegex("^(?:head|row|label)(?<section>[0-9]+)(?:x[0-9]+)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Part();

    [GeneratedRegex("<!DOCTYPE[^>]*>|[\u0000-\u0008\u000B\u000C\u000E-\u001F]", RegexOptions.None, 1000)]
    private static partial Regex Unreadable();
}

/// <summary>The words between the margins of a page, from top to bottom.</summary>
internal sealed record PaperPage(double Width, double Height, IReadOnlyList<PaperWord> Words)
{
    private const double Margin = 18 / 25.4 * 72;

    public bool IsWide => Width > Height;

    public IEnumerable<PaperWord> FirstLine => Words.TakeWhile(word => word.Top < Words[0].Top + 6);

    /// <summary>The share of the height down to the last word.</summary>
    public double Used => Words.Count == 0 ? 0 : (Words.Max(word => word.Bottom) - Margin) / (Height - (2 * Margin));

    public static PaperPage Of(XElement page)
    {
        var height = Number(page, "height");
        return new PaperPage(Number(page, "width"), height, [.. page.Elements()
            .Select(word => new PaperWord(word.Value, Number(word, "yMin"), Number(word, "yMax")))
            .Where(word => word.Top > Margin - 12 && word.Bottom < height - Margin + 12)
            .OrderBy(word => word.Top)]);
    }

    public IEnumerable<PaperWord> Of(string kind) => Words.Where(word => word.Text.StartsWith(kind, StringComparison.Ordinal) && char.IsAsciiDigit(word.Text[^1]));

    private static double Number(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}

/// <summary>A word on a page, in points from its top.</summary>
internal sealed record PaperWord(string Text, double Top, double Bottom);
