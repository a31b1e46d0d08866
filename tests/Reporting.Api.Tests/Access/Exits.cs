using System.Text.Json;
using Reporting.Api.ReportPages;
using Reporting.Api.Tests.Aggregates;
using Reporting.Api.Tests.Exports;
using Reporting.Api.Tests.Mcp;
using Reporting.Delivery.SavedReports;
using Reporting.Engine.Queries;
using Reporting.TestWarehouses.Data;

namespace Reporting.Api.Tests.Access;

/// <summary>
/// Every endpoint that sends data; add new ones here. An exit gives the addresses that the leak test requests for a query:
/// once as a caller under row rules, and once over a warehouse without the hidden engagements. Slow exits run
/// only for some queries. The text after a line break is the body of a POST request.
/// </summary>
internal static class Exits
{
    private const string Report = "/api/v1/reports/cooperation-by-year-and-domain";
    private static readonly string[] Searches = ["a", "in", "rana", "the c", "s1", "not"];

    public static readonly IReadOnlyList<(string Name, int Every, Func<ReportQuery, TestData, Random, IEnumerable<string>> Addresses)> All =
    [
        ("aggregates", 1, (query, _, _) => ["/api/v1/aggregates?" + QueryStrings.Of(query)]),
        ("aggregates, kept", 1, (query, _, _) => ["/api/v1/aggregates?" + QueryStrings.Of(query)]),
        ("a misspelt or hidden member", 1, (query, data, random) => Members(data, random).Select(m => $"/api/v1/aggregates?by=year&{m}")),
        ("ready-made questions", 5, (query, _, random) => [$"/api/v1/aggregates/{Pick(random, ["by-year", "by-domain", "by-year-and-domain", "by-participant", "by-type"])}?totals=true&order=-engagements&limit=5"]),
        ("empty periods", 5, (_, _, random) => [$"/api/v1/aggregates?by={Pick(random, ["year", "month", "quarter"])}&fill=true&measures=engagements,engagements_running"]),
        ("engagements", 2, (query, _, _) => ["/api/v1/engagements?limit=4" + Filters(query), "/api/v1/engagements?limit=4&after=20230601.E9" + Filters(query)]),
        ("a question as JSON", 5, (query, _, _) => ["/api/v1/query\n" + Body(query)]),
        ("tools of assistants", 3, (query, data, random) => Tools(query, data, random).Select(call => "/mcp\n" + call)),
        ("engagements as pages", 5, (query, data, random) => ["/engagements?limit=4" + Filters(query), "/engagements/" + Any(data, random).Code]),
        ("a search for words", 2, (query, data, random) => [$"/api/v1/engagements?order={Pick(random, ["title", "-code", "date"])}&limit=5&find={Word(data, random)}" + Filters(query), $"/api/v1/aggregates?by=year&totals=true&find={Word(data, random)}", $"/engagements?limit=4&find={Word(data, random)}"]),
        ("a list of engagements as a file", 10, (_, data, random) => [$"/engagements.csv?find={Word(data, random)}"]),
        ("pages of members", 2, (query, data, random) => [MemberPage(data, random), $"/members?name={Pick(random, Searches)}", $"/members/{Dimension(random)}?name={Pick(random, Searches)}", $"/members/{Dimension(random)}?sort={Pick(random, ["code", "engagements"])}" + Filters(query)]),
        ("the first page", 5, (_, _, random) => ["/", $"/reports/{Pick(random, ["cooperation-by-year-and-domain", "yearly-review", "data-quality", "participant-profile"])}/picture", $"/engagements?since={random.Next(2)}"]),
        ("what changed", 2, (_, _, random) => [$"/api/v1/changes?since={random.Next(2)}&limit={1 + random.Next(9)}&lang={Pick(random, ["en", "hi"])}", $"/changes?since={random.Next(2)}", "/changes", $"/odata/since/{random.Next(2)}/Changes?$count=true&$format=application/json;odata.metadata=none"]),
        ("one engagement", 1, (_, data, random) => ["/api/v1/engagements/" + Any(data, random).Code]),
        ("commitments", 2, (query, data, random) => Commitments(query, data, random)),
        ("completeness", 2, (query, _, random) => [$"/api/v1/completeness?lang={Pick(random, ["en", "he"])}" + Filters(query)]),
        ("members", 2, (_, _, random) => [$"/api/v1/model/{Dimension(random)}/members", $"/api/v1/model/{Dimension(random)}/members?limit=2&search={Pick(random, Searches)}"]),
        ("OData", 3, (query, data, random) => Feed(query, data, random).Select(path => $"/odata/{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}$format=application/json;odata.metadata=none")),
        ("model", 10, (_, _, _) => ["/api/v1/model", "/api/v1/data-version"]),
        ("a report's page", 6, (query, data, random) => [$"/reports/cooperation-by-year-and-domain?{FormPairs.MoreFilter}={Dimension(random)}&filter.domain={Any(data, random).Domains[0].Code}", $"/reports/domain-profile/save?domain={Any(data, random).Domains[0].Code}", $"/reports/domain-profile?domain={Any(data, random).Domains[0].Code}", $"/reports/participant-profile?find.participant={Pick(random, Searches).Replace(' ', '+')}&find.now=yes"]),
        ("a preview of an import", 5, (_, data, random) => [ImportPreview + "\n" + DuplicateDetector(data, random)]),
        ("other reports", 5, (_, data, random) => Reports(Any(data, random), random)),
        ("Explore", 5, (_, data, random) => Explored(data, random)),
        ("the calendar", 5, (query, data, random) => [$"/api/v1/calendar.ics?find={Word(data, random)}", "/api/v1/calendar.ics?lang=hi" + Filters(query), $"/calendar?month=202{random.Next(1, 6)}-0{random.Next(1, 10)}"]),
        ("what an alert finds", 2, (query, data, random) => Alerts(query, data, random).Select(body => "/api/v1/alerts/preview\n" + body)),
        ("a saved report", 5, (_, data, random) => SavedReport(data, random)),
        ("report as CSV", 10, (_, _, random) => [Report + "/csv?section=" + Pick(random, ["engagements", "matrix", "by-domain"])]),
        ("columns", 5, (query, _, random) => [$"/api/v1/aggregates?{QueryStrings.Of(query)}&format={Pick(random, ["arrow", "parquet"])}", "/api/v1/engagements?limit=9&format=arrow" + Filters(query), $"{Report}/{Pick(random, ["arrow", "parquet"])}?section={Pick(random, ["data", "matrix"])}"]),
        ("report as JSON", 10, (_, data, random) => [Report + "/json", Report + "/json?domain=" + Any(data, random).Domains[0].Code]),
    ];

    /// <summary>Slow exits, with the number of requests.</summary>
    public static readonly IReadOnlyList<(string Name, Func<TestData, Random, string> Address, int Deep, int Usual)> Files =
    [
        ("report as xlsx", (data, random) => Report + "/xlsx?" + Drawn(data, random), 60, 6),
        ("report as HTML", (data, random) => Report + "/html?" + Drawn(data, random) + Pick(random, ["", "&detail=full"]), 60, 6),
        ("a report with filters", (data, random) => Report["/api/v1".Length..] + "?" + Drawn(data, random) + "&filter.domain_group=" + Any(data, random).Domains[0].Group + Pick(random, ["", "&detail=full", "&show.by-year-and-domain=all", "&level.by-year-and-domain=month"]), 60, 6),
        ("a report in another site", (data, random) => EmbedExit.Address + Report[(Report.LastIndexOf('/') + 1)..] + "?" + Drawn(data, random) + "&filter.domain_group=" + Any(data, random).Domains[0].Group + Pick(random, ["", "&show.by-year-and-domain=all"]), 60, 6),
        ("report as PDF", (data, random) => Report + "/pdf?" + Years(data, random) + Pick(random, ["", "&detail=full"]), 20, 2),
        ("a page of an import", (data, random) => ImportPageExit.Address + DuplicateDetector(data, random), 20, 2),
        ("template for imports", (_, _) => "/api/v1/imports/template.xlsx", 20, 2),
        ("export job", (data, random) => ExportRequests.Route + "?format=xlsx&" + Years(data, random), 20, 2),
        ("export job as CSV", (data, random) => ExportRequests.Route + "?format=csv&" + Years(data, random), 20, 2),
        ("mail", (_, _) => MailExit.Address, 60, 4),
        ("mail, as its owner reads of it", (data, random) => MailExit.Owner + "{\"" + Drawn(data, random).Replace("=", "\":\"", StringComparison.Ordinal).Replace("&", "\",\"", StringComparison.Ordinal) + "\"}", 60, 6),
        ("a mail that names changes", (_, _) => MailExit.Changes, 60, 3),
        ("a mail's preview", (_, _) => MailExit.Preview, 60, 2),
        ("verify", (data, random) => Verify + Report + "/json?" + Years(data, random), 60, 6),
        ("verify, after hidden data changed", (data, random) => VerifyLater + Report + "/json?" + Years(data, random), 60, 3),
    ];

    public const string ImportPreview = "/api/v1/imports?preview=true";

    /// <summary>Prefix of the address of a report whose hash is verified.</summary>
    public const string Verify = "verify:";

    /// <summary>Prefix of the address of a report whose hash is verified after hidden data changed.</summary>
    public const string VerifyLater = "verify later:";

    /// <summary>Addresses that are asked of an edition.</summary>
    public static IEnumerable<string> OfEdition(string edition, ReportQuery query, TestData data, Random random) =>
    [
        $"/api/v1/aggregates?{QueryStrings.Of(query)}&edition={edition}", $"/api/v1/engagements?limit=4&edition={edition}{Filters(query)}", $"/api/v1/engagements/{Any(data, random).Code}?edition={edition}",
        $"/api/v1/model/{Dimension(random)}/members?edition={edition}", $"/odata/editions/{edition}/{Pick(random, ["Engagements", "Participants", "EngagementRelations", "ByYearAndDomain"])}?$count=true&$format=application/json;odata.metadata=none",
        $"/editions/{edition}{MemberPage(data, random)}", $"{Report}/csv?section=matrix&edition={edition}",
        $"/api/v1/aggregates?{QueryStrings.Of(query)}&compare={edition}", $"/api/v1/aggregates?by={Dimension(random)},year&totals=levels&measures=engagements,headcount&compare={edition}", $"{Report}/csv?{Drawn(data, random)}&compare={edition}",
        $"/explore?measures=engagements&rows={Dimension(random)}&visual=table&compare={edition}", $"/reports/yearly-review?year={random.Next(2021, 2025)}&compare={edition}",
    ];

    /// <summary>Addresses that are asked of an earlier data version.</summary>
    public static IEnumerable<string> OfVersion(int version, ReportQuery query, TestData data, Random random) =>
    [
        .. OfEdition($"version-{version}", query, data, random),
        $"/api/v1/aggregates?by={Dimension(random)}&totals=true&as_of={version}", $"/api/v1/engagements?as_of={version}", $"/api/v1/engagements/gone-today?as_of={version}", $"/api/v1/model/domain/members?as_of={version}",
        $"/odata/editions/version-{version}/{Pick(random, ["EngagementDomains", "EngagementTypes", "Domains"])}?$format=application/json;odata.metadata=none", $"/engagements?as_of={version}", $"/api/v1/commitments?as_of={version}",
    ];

    /// <summary>A report that the caller saved, with the same id over all data and over the visible data.</summary>
    public static readonly SavedReport Saved = new("saved_exitexitex", "tester", [], """
        titles: {en: Saved}
        descriptions: {en: Saved.}
        parameters:
          - {id: years, kind: period, captions: {en: Years}}
          - {id: domain, kind: members, dimension: domain, captions: {en: Domain}}
        sections:
          - {id: pairs, kind: matrix, titles: {en: Countries}, rows: participant_country, columns: domain, measure: people}
          - {id: people, kind: table, titles: {en: People}, rows: participant, measures: [engagements, engagements.share, last_date], order: -engagements, top: 3}
          - {id: chart, kind: chart, titles: {en: Chart}, chart: line, categories: year, series: engagement_type, measure: engagements}
        """, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, 1);

    private static IEnumerable<string> Commitments(ReportQuery query, TestData data, Random random)
    {
        var of = Any(data, random);
        yield return $"/api/v1/commitments?limit={Pick(random, ["3", "100"])}{Filters(query).Replace("&domain=", "&domain_any=", StringComparison.Ordinal)}";
        yield return $"/api/v1/commitments?as_of_day={random.Next(2022, 2026)}-0{random.Next(1, 10)}-01&{Pick(random, ["engagement=" + of.Code, "party=" + of.Lines[0].Participant, "domain=" + of.Domains[0].Code, "state=late,dropped", "due_to=2024-12-31"])}";
        yield return $"/api/v1/aggregates?measures={Pick(random, ["commitments,overdue", "delivered_share,planned", "agreements_without_follow_up,days_to_follow_up"])}&by={Pick(random, ["year", "domain", "commitment_state,participant_country", "country_pair"])}&totals=true&as_of_day={random.Next(2022, 2026)}-0{random.Next(1, 10)}-01";
        yield return $"/api/v1/engagements?commitment_state{Pick(random, ["", "_any"])}={Pick(random, ["late", "delivered,dropped", "open"])}&limit=5";
        yield return $"/commitments.csv?state={Pick(random, ["late", "open", "delivered", "dropped"])}";
        yield return "/commitments?state=" + Pick(random, ["late", "open", "delivered", "dropped"]);
    }

    // A refused state also names the members with the most engagements, in the states that it offers.
    private static IEnumerable<string> Explored(TestData data, Random random)
    {
        var (e, dimension) = (Any(data, random), Dimension(random));
        yield return $"/explore?measures={Pick(random, ["engagements", "people.share", "amount_usd,first_date"])}&rows={dimension}&visual=table&domain={e.Domains[0].Code}&filter=participant";
        yield return $"/explore?measures=participants&rows=year&columns={Pick(random, ["participant", "organisation", "city", "source"])}&visual=stacked_column";
        yield return $"/explore?measures=engagements&visual=timeline&{Pick(random, ["year=2020..", "domain=unknown", string.Empty])}";
        yield return $"/explore?measures=engagements&rows={Pick(random, ["participant_country", "place_country", "partner_country"])}&visual=map";
        yield return $"/explore/files/json?measures=engagements&rows={dimension}&columns={Pick(random, ["handling", "role", "engagement_type"])}&top=3&figures=true&visual=bar";
    }

    private static IEnumerable<string> SavedReport(TestData data, Random random)
    {
        var domain = Any(data, random).Domains[0].Code;
        return [$"/api/v1/reports/{Saved.Id}/json?domain={domain}", $"/api/v1/reports/{Saved.Id}/csv?section={Pick(random, ["pairs", "people", "chart"])}", $"/reports/{Saved.Id}?domain={domain}", "/api/v1/saved-reports/" + Saved.Id, $"/api/v1/reports/{Saved.Id}/definition"];
    }

    private static IEnumerable<string> Feed(ReportQuery query, TestData data, Random random)
    {
        var e = Any(data, random);
        yield return Pick(random, ["Engagements", "Dates", "Domains", "Participants", "EngagementTypes", "Places", "Sources", "Countries", "EngagementDomains", "EngagementParticipants", "EngagementRelations", "EngagementsFlat", "ByYear", "ByDomain", "ByYearAndDomain", "ByParticipant"]) + "?$count=true";
        yield return $"Engagements({random.Next(1, data.Engagements.Count + 1)})?$expand=Place,EngagementType";
        yield return $"EngagementDomains?$expand=Engagement,Domain&$filter=Engagement/Code eq '{e.Code}' or Domain/Code eq '{e.Domains[0].Code}'";
        yield return "EngagementRelations?$expand=Engagement,Related";
        yield return "Engagements?$apply=groupby((Place/CountryCode,StartYear),aggregate($count as N,Headcount with sum as H,AmountUsd with max as A))";
        yield return $"Domains?$filter=Code eq '{e.Domains[0].Code}'&$search={Pick(random, Searches)}";
        yield return Pick(random, ["measures/people.change,headcount.rolling(2)/ByYear", "measures/engagements.share,last_date.previous/ByYearAndDomain", "measures/engagements.share_of_parent,overdue.share/ByDomain"]) + "?$count=true";
        yield return $"ByYearAndDomain?$filter=Engagements gt {query.Limit % 3}&$orderby=Participants desc&$top=5";
    }

    private static IEnumerable<string> Alerts(ReportQuery query, TestData data, Random random)
    {
        var domain = Any(data, random).Domains[0].Code;
        yield return JsonSerializer.Serialize(new { name = "a", condition = new { kind = "above", value = 1 }, query = new { by = Dimension(random), measures = query.Measures.Take(1) } });
        yield return JsonSerializer.Serialize(new { name = "a", condition = new { kind = "silent", months = 1 + random.Next(30) }, query = new { by = Dimension(random) } });
        yield return JsonSerializer.Serialize(new { name = "a", condition = new { kind = Pick(random, ["matches", "overdue", "overdue-commitments"]) }, query = new { domain } });
        yield return JsonSerializer.Serialize(new { name = "a", condition = new { kind = "changed", percent = 5 }, report = "yearly-review", parameters = new { year = random.Next(2021, 2025) } });
    }

    private static IEnumerable<string> Tools(ReportQuery query, TestData data, Random random)
    {
        yield return McpCalls.Tool("query", new { by = query.By, measures = query.Measures, limit = 20 });
        yield return McpCalls.Tool("query", new { by = new[] { Dimension(random) }, filters = new { domain = new[] { Any(data, random).Domains[0].Code } } });
        yield return McpCalls.Tool("find_members", new { dimension = Dimension(random), search = Pick(random, Searches) });
        yield return McpCalls.Tool("list_engagements", new { limit = 4, find = Pick(random, Searches) });
        yield return McpCalls.Tool("what_changed", new { since = $"{random.Next(2)}", limit = 4 });
        yield return McpCalls.Tool("get_engagement", new { code = Any(data, random).Code });
        yield return McpCalls.Tool("run_report", new { report = "domain-profile", parameters = new { domain = new[] { Any(data, random).Domains[0].Code } } });
        yield return McpCalls.Tool("describe_model", new { });
    }

    private static string Body(ReportQuery query) => JsonSerializer.Serialize(QueryStrings.Of(query).Split('&').Select(p => p.Split('='))
        .GroupBy(p => p[0], p => Uri.UnescapeDataString(p[1])).ToDictionary(p => p.Key, p => p.ToArray()));

    /// <summary>A native file with engagements, each of which guesses a code in a column.</summary>
    public static string Guesses(IEnumerable<(string Column, string Code)> guesses) => "Code,Title,Start,Type,Category,Domain,DomainGroup,Participant,ParticipantKind,Organisation,Source\n"
        + string.Concat(guesses.Select((g, i) => $"guess-{i},Guess,2024,"
            + (g.Column switch
            {
                "Type" => $"{g.Code},,,,,,,",
                "Category" => $"new-type-{i},{g.Code},,,,,,",
                "Domain" => $"new-type,,{g.Code},,,,,",
                "DomainGroup" => $"new-type,,new-domain-{i},{g.Code},,,,",
                "Participant" => $"new-type,,,,{g.Code},,,",
                "Organisation" => $"new-type,,,,new-person,person,{g.Code},",
                _ => $"new-type,,,,,,,{g.Code}",
            })
            + "\n"));

    /// <summary>Codes to guess, with their columns.</summary>
    public static HashSet<(string Column, string Code)> Codes(TestData data)
    {
        var lines = data.Engagements.SelectMany(e => e.Lines).ToList();
        var people = lines.Select(l => l.Participant).Concat(lines.Select(l => l.Organisation ?? TestData.Unknown)).ToList();
        return
        [
            .. Of("Type", data.Engagements.Select(e => e.Type)), .. Of("Category", data.Engagements.Select(e => e.Category)),
            .. Of("Domain", data.Engagements.SelectMany(e => e.Domains).Select(d => d.Code)), .. Of("DomainGroup", data.Engagements.SelectMany(e => e.Domains).Select(d => d.Group)),
            .. Of("Participant", people), .. Of("Organisation", people), .. Of("Source", data.Engagements.SelectMany(e => e.Sources)),
        ];

        IEnumerable<(string, string)> Of(string column, IEnumerable<string> codes) => codes.Where(c => c != TestData.Unknown && c == c.ToLowerInvariant()).Select(c => (column, c));
    }

    // New members that look like some of the data.
    private static string DuplicateDetector(TestData data, Random random)
    {
        var (e, line) = (Any(data, random), Any(data, random).Lines[0]);
        var other = Pick(random, [.. data.Engagements.SelectMany(o => o.Lines).Select(o => o.Participant).Where(code => code != line.Participant)]);
        return "Code,Title,Start,Type,TypeName,Domain,DomainName,Participant,ParticipantName,ParticipantKind\n"
            + $"new-1,New,2024-02-03,new-{e.Type},{e.Type},new-{e.Domains[0].Code},{e.Domains[0].Code},new-{line.Participant.ToLowerInvariant()},{line.Participant},{line.Kind}\n"
            + $"new-1,,,,,,,new-{other.ToLowerInvariant()},{other},person\n";
    }

    private static IEnumerable<string> Reports(TestEngagement e, Random random)
    {
        var (line, year) = (e.Lines[0], e.Start.IsUnknown ? 2022 : e.Start.Year);
        var (report, sections) = Pick(random,
        [
            ($"country-pair/FORMAT?country={line.Country}&partner={e.Lines[^1].Country}", new[] { "by-domain", "organisations", "agreements" }),
            ($"country-pairs/FORMAT?years={year}..", ["matrix", "strongest", "quiet", "compared"]),
            ($"country-pairs/FORMAT?pair={Pair(e)}", ["compared"]),
            ($"follow-up/FORMAT?years={year}..", ["headline", "by-pair", "by-domain", "commitments"]),
            ($"data-quality/FORMAT?source={e.Sources[0]}&years={year}", ["by-year", "places", "sources", "completeness"]),
            ($"domain-profile/FORMAT?domain={e.Domains[0].Code}", ["by-year", "participants", "engagements"]),
            ($"participant-profile/FORMAT?participant={line.Participant}", ["by-domain", "with-whom", "roles"]),
            ($"yearly-review/FORMAT?year={year}", ["by-domain", "partners", "participants"]),
        ]);
        yield return "/api/v1/reports/" + report.Replace("FORMAT", "json", StringComparison.Ordinal);
        yield return "/api/v1/reports/" + report.Replace("FORMAT", "csv", StringComparison.Ordinal) + "&section=" + Pick(random, sections);
    }

    // Countries of two lines, which may be one country.
    private static string Pair(TestEngagement e) => string.Join('-', new[] { e.Lines[0].Country, e.Lines[^1].Country }.Order(StringComparer.Ordinal));

    // Parameters of the first report.
    private static string Drawn(TestData data, Random random) =>
        Pick(random, [Years(data, random), "domain=" + Any(data, random).Domains[0].Code, "participant_country=" + Any(data, random).Lines[0].Country]);

    private static string Years(TestData data, Random random)
    {
        var dated = data.Engagements.Where(e => !e.Start.IsUnknown).ToList();
        var from = Pick(random, dated).Start.Year;
        return $"from={from}&to={from + random.Next(3)}";
    }

    private static TestEngagement Any(TestData data, Random random) => Pick(random, data.Engagements);

    private static string Dimension(Random random) => Pick(random, ["domain", "domain_group", "participant", "organisation", "participant_kind", "participant_country", "role", "city", "place_country", "source", "handling", "engagement_type", "year", "month", "weekday", "month_of_year", "partner", "partner_country", "country_pair", "region", "topic", "size", "fiscal_year_us"]);

    // Members of all data. To the caller, a hidden member must look like one that does not exist.
    private static IEnumerable<string> Members(TestData data, Random random)
    {
        var e = Any(data, random);
        var line = e.Lines[0];
        var member = Pick(random, [("domain", e.Domains[0].Code), ("participant", line.Participant), ("organisation", line.Organisation ?? "unknown"), ("role", line.Role), ("source", e.Sources[0]), ("handling", e.Handling), ("engagement_type", e.Type), ("city", e.PlaceCode), ("participant_kind", line.Kind), ("domain_group", e.Domains[0].Group)]);
        yield return $"{member.Item1}={member.Item2}";
        yield return $"{member.Item1}={member.Item2}x";
        yield return $"{member.Item1}={member.Item2[..^1]}";
    }

    // A word of all data, which may be of a hidden engagement alone.
    private static string Word(TestData data, Random random)
    {
        var e = Any(data, random);
        return Uri.EscapeDataString(Pick(random, [e.Code, e.Title.Split(' ')[0] is { Length: > 0 } word ? word : "cyber", e.Lines[0].Participant, e.Domains[0].Code + " " + e.Type, e.PlaceCode]));
    }

    private static string MemberPage(TestData data, Random random)
    {
        var (name, code) = Members(data, random).First().Split('=') is [var dimension, var member] ? (dimension, member) : default;
        return $"/members/{name}/{Uri.EscapeDataString(code)}";
    }

    private static string Filters(ReportQuery query) => string.Concat(QueryStrings.Of(query with { Measures = ["engagements"], By = [] }).Split('&')
        .Where(p => !p.StartsWith("measures=", StringComparison.Ordinal) && !p.StartsWith("limit=", StringComparison.Ordinal) && !p.StartsWith("totals=", StringComparison.Ordinal) && !p.StartsWith("fill=", StringComparison.Ordinal) && !p.StartsWith("order=", StringComparison.Ordinal))
        .Select(p => "&" + p));

    private static T Pick<T>(Random random, IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
