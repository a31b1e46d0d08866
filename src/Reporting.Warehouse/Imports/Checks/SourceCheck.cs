using Reporting.Warehouse.Dates;
using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Members;

namespace Reporting.Warehouse.Imports.Checks;

/// <summary>Checks the sources of an engagement. A source on several rows is one link.</summary>
internal static class SourceCheck
{
    public static IReadOnlyCollection<SourceDescription> Check(EngagementRecord record, StarMembers members, RecordErrors findings)
    {
        var sources = new Dictionary<string, SourceDescription>(StringComparer.Ordinal);
        foreach (var source in record.Sources)
        {
            findings.Withhold(source.Row, "Source", source.Source, members.Sources.Hidden);
            Check(source, sources, findings);
        }

        return sources.Count > 0 ? sources.Values : [new SourceDescription(UnknownMembers.Code)];
    }

    private static void Check(SourceRecord source, Dictionary<string, SourceDescription> sources, RecordErrors findings)
    {
        var row = source.Row;
        var code = findings.Slug(row, "Source", source.Source);
        if (code is "" or UnknownMembers.Code)
        {
            findings.NeedsCode(
                row, "Source", "Write a code for the source into Source, such as 'mod-2022-06-02'.",
                ("SourcePublisher", source.Publisher), ("SourceTitle", source.Title), ("SourceUrl", source.Url), ("SourcePublishedOn", source.PublishedOn), ("SourceKind", source.Kind));
            if (code.Length > 0)
            {
                sources.TryAdd(code, new SourceDescription(code));
            }

            return;
        }

        if (!sources.TryGetValue(code, out var stated))
        {
            sources.Add(code, stated = new SourceDescription(code));
        }

        stated.Publisher = Keep(stated.Publisher, findings.Declare(row, "SourcePublisher", "publisher", code, findings.Text(row, "SourcePublisher", source.Publisher, 400)));
        stated.Title = Keep(stated.Title, findings.Declare(row, "SourceTitle", "source title", code, findings.Text(row, "SourceTitle", source.Title, 1000)));
        stated.Url = Keep(stated.Url, findings.Declare(row, "SourceUrl", "url", code, Url(row, source.Url, findings)));
        stated.PublishedOn = Keep(stated.PublishedOn, findings.Declare(row, "SourcePublishedOn", "published on", code, PublishedOn(row, source.PublishedOn, findings)));
        stated.Kind = Keep(stated.Kind, findings.Declare(row, "SourceKind", "source kind", code, findings.OneOf(row, "SourceKind", source.Kind, SourceKinds.All)));
    }

    private static string Keep(string before, string stated) => stated.Length > 0 ? stated : before;

    // Reports show it as a link, so only addresses that are safe to follow are accepted.
    private static string? Url(int row, string value, RecordErrors findings)
    {
        var url = findings.Text(row, "SourceUrl", value, 2000);
        if (url is not null && !(Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
        {
            findings.Refuse(row, "SourceUrl", value, "It is not a web address.", "Write the whole address, beginning with https:// or http://.");
        }

        return url;
    }

    private static string? PublishedOn(int row, string value, RecordErrors findings)
    {
        if (value.Length > 0 && (!PartialDate.TryParse(value, out var date) || !date.IsExact))
        {
            findings.Refuse(row, "SourcePublishedOn", value, "It is not a day.", "Write it as 2022-06-02, or leave it blank where the day is not stated.");
        }

        return value;
    }
}
