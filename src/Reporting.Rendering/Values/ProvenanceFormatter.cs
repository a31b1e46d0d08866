using System.Globalization;
using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;

namespace Reporting.Rendering.Values;

/// <summary>The origin of a document's figures as captions and texts, equal in every format.</summary>
public static class ProvenanceFormatter
{
    public static IEnumerable<(string Caption, string Header)> Of(ReportDocument document)
    {
        var (text, from) = (ValueText.In(document), document.Provenance);
        yield return (text.Captions.Query, from.Question);
        yield return (text.Captions.Filters, from.Filters);
        foreach (var mark in DataMarks.Of(from, text.Captions))
        {
            yield return (mark.Caption ?? text.Captions.Note, mark.Name);
        }

        yield return (text.Captions.DataVersion, from.DataVersion.ToString(CultureInfo.InvariantCulture));
        yield return (text.Captions.DataAsOf, text.Captions.AsOf(from.DataAsOf, text.Language));
        yield return (text.Captions.Counting, from.Counting);
        // A report of tiles and sentences alone has no rows to count.
        string[] shown =
        [
            from.Rows == 0 ? string.Empty : text.Of(from.Rows, ValueFormat.Count),
            from.Truncated ? Captions.Format(text.Captions.Cut, string.Join(", ", document.Cut.Select(section => section.Title))) : string.Empty,
            document.LeftOut.Count == 0 ? string.Empty : Captions.Format(text.Captions.Brief, string.Join(", ", document.LeftOut.Distinct())),
        ];
        if (Array.Exists(shown, part => part.Length > 0))
        {
            yield return (text.Captions.RowsShown, string.Join("; ", shown.Where(part => part.Length > 0)));
        }
    }
}
