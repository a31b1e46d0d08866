using Reporting.Engine.Engagements;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Columns;

/// <summary>A list of engagements as typed columns: members by code and name, links as lists of codes.</summary>
public static class EngagementTable
{
    public static ColumnTable Of(IAsyncEnumerable<IReadOnlyList<ListedEngagement>> batches, IReadOnlyDictionary<string, string> meta, string language)
    {
        var captions = ValueText.In(language).Captions;
        return ColumnTable.OfRows(
            [
                Text("code", captions.Code), Text("title", captions.Title), Text("summary", captions.Summary),
                new("start_date", ColumnType.Day, captions.Start), Text("start_label", captions.StartStated), new("end_date", ColumnType.Day, captions.End), Text("end_label", captions.EndStated),
                Text("engagement_type", captions.Type), Text("engagement_type_name", captions.Type), Text("engagement_category", captions.Category), Text("engagement_category_name", captions.Category),
                Text("city", captions.City), Text("place_country", captions.PlaceCountry), Text("place_country_name", captions.PlaceCountry), Text("handling", captions.Handling), Text("status", captions.Status), Text("status_name", captions.Status), Text("review", captions.Review), Text("review_name", captions.Review), Text("confidence", captions.Confidence), Text("confidence_name", captions.Confidence),
                new("headcount", ColumnType.Whole, captions.Headcount, "people"), new("amount_usd", ColumnType.Amount, captions.Amount, "USD"),
                Codes("domains", captions.Domains), Codes("participants", captions.Participants), Codes("participant_countries", captions.Country), Codes("sources", captions.Sources),
            ],
            meta,
            Rows(batches));
    }

    private static async IAsyncEnumerable<object?[]> Rows(IAsyncEnumerable<IReadOnlyList<ListedEngagement>> batches)
    {
        await foreach (var batch in batches)
        {
            foreach (var e in batch)
            {
                yield return
                [
                    e.Code, e.Title, e.Summary, e.StartDate, e.StartLabel, e.EndDate, e.EndLabel, e.Type.Code, e.Type.Name, e.Category.Code, e.Category.Name,
                    e.City, e.PlaceCountry.Code, e.PlaceCountry.Name, e.Handling, e.Status?.Code, e.Status?.Name, e.Review?.Code, e.Review?.Name, e.Confidence?.Code, e.Confidence?.Name, e.Headcount, e.AmountUsd,
                    CodesOf(e.Domains.Select(d => d.Code)), CodesOf(e.Participants.Select(p => p.Code)), CodesOf(e.Participants.Select(p => p.Country.Code)), CodesOf(e.Sources.Select(s => s.Code)),
                ];
            }
        }
    }

    private static string[] CodesOf(IEnumerable<string> codes) => [.. codes.Distinct(StringComparer.Ordinal)];

    private static ColumnField Text(string name, string caption) => new(name, ColumnType.Text, caption);

    private static ColumnField Codes(string name, string caption) => new(name, ColumnType.Texts, caption);
}
