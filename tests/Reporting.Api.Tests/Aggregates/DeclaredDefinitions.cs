using Reporting.TestWarehouses.Counting;

namespace Reporting.Api.Tests.Aggregates;

/// <summary>Definitions with a calendar, groups, bands and measures of a test, and a report of all of them.</summary>
internal static class DeclaredDefinitions
{
    private const string Measures = """
          - {id: talks, count: engagements, where: {format: [talks]}, captions: {en: Talks, he: שיחות}}
          - {id: large, count: people, where: {size: [100..499]}, captions: {en: People at large ones}}
          - {id: talks_per_ten, ratio: {of: talks, to: engagements, per: 10}, captions: {en: Talks per ten}}
          - {id: quiet, ratio: {of: days_since_last, to: longest_gap_days}, format: percent, captions: {en: Quiet}}
          - {id: two_years, period: {of: people, as: rolling, periods: 2, level: year}, captions: {en: People of two years}}

        """;

    private const string Report = """
        titles: {en: Declared}
        descriptions: {en: What the model declares.}
        parameters:
          - {id: pair, kind: members, dimension: country_pair, match: none, most: 1, captions: {en: Pair}}
        sections:
          - {id: figures, kind: kpis, titles: {en: Figures}, measures: [talks, large, talks_per_ten, days_since_last, longest_gap_days]}
          - {id: regions, kind: table, titles: {en: Regions}, rows: region, measures: [engagements, engagements.share, people, quiet, talks_per_ten, amount_usd]}
          - {id: bands, kind: matrix, titles: {en: Bands}, rows: size, columns: fiscal_year_us, measure: engagements}
          - {id: seasons, kind: matrix, titles: {en: Seasons}, rows: weekday, columns: month_of_year, measure: people}
          - {id: countries, kind: matrix, titles: {en: Countries}, rows: participant_country, columns: partner_country, measure: engagements, order: -engagements, top: 3}
          - {id: pairs, kind: table, titles: {en: Pairs}, rows: country_pair, measures: [days_since_last, last_date, longest_gap_days, talks, engagements], order: -days_since_last, top: 4}
          - {id: compared, kind: table, titles: {en: Compared}, rows: country_pair, measures: [engagements, people, headcount, last_date, days_since_last, longest_gap_days], order: -engagements, against: median, member: pair}
          - {id: years, kind: table, titles: {en: Years}, rows: year, measures: [two_years, people.change_pct, amount_usd.rolling(2), headcount.to_date, longest_gap_days.rolling(2), talks.previous]}
          - {id: partners, kind: chart, titles: {en: Partners}, chart: bar, categories: partner_region, measure: longest_gap_days, order: -longest_gap_days}
          - {id: volumes, kind: chart, titles: {en: Volumes}, chart: stacked_column, categories: fiscal_year_june, series: volume, measure: engagements}
          - {id: heat, kind: chart, titles: {en: Heat}, chart: heat_map, categories: region, series: topic, measure: engagements}
          - {id: shares, kind: matrix, titles: {en: Shares}, rows: place_region, columns: year, measure: engagements.share_of_row}
        """;

    /// <summary>A content root; the caller deletes it. Without names.yml, since the members are those of random data.</summary>
    public static string Root() => DefinitionsCopy.Of(reports =>
    {
        File.Delete(Path.Combine(reports, "model", "names.yml"));
        File.WriteAllText(Path.Combine(reports, "model", "engagements.yml"), SampleDimensions.Text(SampleDimensions.Dimensions) + Measures);
        File.WriteAllText(Path.Combine(reports, "declared.yml"), Report);
    });
}
