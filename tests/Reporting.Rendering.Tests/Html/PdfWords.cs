using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Reporting.Rendering.Tests.Html;

/// <summary>The positions of words in a PDF.</summary>
internal static partial class PdfWords
{
    private const double Margin = 20;

    public static void AssertInside(byte[] pdf)
    {
        var path = TestRenderer.Temporary(pdf, ".pdf");
        var text = Unreadable().Replace(TestRenderer.Run("pdftotext", "-bbox", path, "-"), string.Empty);
        foreach (var page in XDocument.Parse(text).Descendants().Where(element => element.Name.LocalName == "page"))
        {
            var (width, height) = ((double)page.Attribute("width")!, (double)page.Attribute("height")!);
            Assert.All(page.Elements(), word =>
            {
                Assert.InRange((double)word.Attribute("xMin")!, Margin, width - Margin);
                Assert.InRange((double)word.Attribute("xMax")!, Margin, width - Margin);
                Assert.InRange((double)word.Attribute("yMin")!, 0, height);
                Assert.InRange((double)word.Attribute("yMax")!, 0, height);
            });
        }

        File.Delete(path);
    }

    [GeneratedRegex("<!DOCTYPE[^>]*>|[\u0000-\u0008\u000B\u000C\u000E-\u001F]", RegexOptions.None, 1000)]
    private static partial Regex Unreadable();
}
