using System.Globalization;
using Reporting.Engine.Languages;
using Reporting.Engine.Reports.Documents;

namespace Reporting.Engine.Reports;

/// <summary>Writes the sentence of a headline, and the title of a document, by the patterns of the language.</summary>
internal static class HeadlineSentence
{
    /// <param name="subject">The chosen members in words; null for all.</param>
    public static string Of(HeadlineSection section, YearSpan years, string? subject, Language language)
    {
        var count = Convert.ToInt64(section.Figure.Value, CultureInfo.InvariantCulture);
        var difference = section.Figure.Change?.Difference as long?;
        var values = new Dictionary<string, object?>
        {
            ["subject"] = subject ?? "none",
            ["count"] = count,
            ["period"] = years switch { { From: null, To: null } => null, { To: null } => "since", { From: null } => "until", _ => years.From == years.To ? "year" : "range" },
            ["from"] = Year(years.From),
            ["to"] = Year(years.To),
            ["change"] = difference switch { null => null, 0 when count == 0 => null, 0 => "same", > 0 => "more", _ => "fewer" },
            ["difference"] = difference is { } change ? Math.Abs(change) : null,
            ["before"] = section.Figure.Change?.Period,
            ["by"] = section.Kind switch { HeadlineKind.MostWith => "with", HeadlineKind.MostBetween => "pair", _ => "in" },
            ["state"] = section.Kind == HeadlineKind.Commitments && Beside(section, 0) is 0 || section.Figure.Value is null ? "none" : section.HasNoDueDates ? "undated" : null,
            // The silence of all is that of the first where all have one.
            ["last"] = section.Kind == HeadlineKind.Silence && section.Leaders is [var longest, ..] && longest.Count == count ? "none" : null,
            ["all"] = Beside(section, 0),
            ["delivered"] = Beside(section, 1),
            ["gap"] = section.Kind != HeadlineKind.Silence || Beside(section, 0) is not { } gap ? null : section.Leaders[0].Count > gap ? "longer" : "shorter",
            ["leaders"] = (section.Leaders.Count, section.Top.Rows.Any(row => row[1] is long and > 0), count) switch
            {
                (2, _, _) => "two",
                (1, _, _) => "one",
                (_, true, _) => "tied",
                (_, _, > 0) => "nothing",
                _ => null,
            },
        };
        foreach (var (leader, name) in section.Leaders.Zip(["first", "second"]))
        {
            values[name] = leader.Name;
            values[name + "Count"] = leader.Count;
        }

        var patterns = language.Phrases.Headline;
        var pattern = section.Kind switch
        {
            HeadlineKind.Gaps => patterns.Gaps,
            HeadlineKind.Commitments => patterns.Commitments,
            HeadlineKind.Silence => patterns.Silence,
            _ => patterns.Activity,
        };
        return pattern.In(language, values);
    }

    private static long? Beside(HeadlineSection section, int place) => section.Beside?.ElementAtOrDefault(place)?.Value as long?;

    public static string Title(string title, string? years, string? members, Language language) => language.Phrases.Headline.Title.In(
        language, new Dictionary<string, object?> { ["title"] = title, ["years"] = years ?? "none", ["members"] = members ?? "none" });

    private static string? Year(int? year) => year?.ToString("0000", CultureInfo.InvariantCulture);
}
