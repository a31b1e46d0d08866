using System.Globalization;
using System.Text;
using Reporting.TestWarehouses.Data;
using Reporting.Warehouse.Dates;

namespace Reporting.TestWarehouses.Generated;

/// <summary>
/// Random files in which sources state values that disagree, with what an import makes of them. The rule of docs/counting.md is written here a second time, so
/// that the product does not check itself.
/// </summary>
public sealed class RandomStatements(Random random)
{
    private const string Header = "Code,Title,Start,Type,Category,City,PlaceCountry,Headcount,AmountUsd,Handling,Status,Review,Domain,DomainGroup,Participant,ParticipantKind,Organisation,OrganisationKind,Country,Role,Source,SourcePublisher,SourcePublishedOn,SourceKind,StatedField,StatedValue\n";

    private static readonly string[] Fields = ["start", "city", "country", "headcount", "amount_usd"];
    private static readonly string[] Dates = ["2021-12-31", "2022-03-01", "2022-03", "2022", "2023-01-01", "2023-04"];
    private static readonly string[] Planned = ["2026-01-01", "2026-01-03", "2026-01", "2027", "unknown"];
    private static readonly string[] Cities = ["New Delhi", "Goa", "Tel Aviv"];
    private static readonly string[] Countries = ["IN", "IL", "FR"];

    // Some look like years.
    private static readonly string[] Numbers = ["0", "7", "45", "2022", "1999"];

    private readonly Dictionary<string, string> _published = new[] { "s1", "s2", "s3", "s4" }.ToDictionary(s => s, _ => random.Next(3) == 0 ? "" : $"2024-0{random.Next(1, 4)}-01", StringComparer.Ordinal);

    /// <summary>Engagements of the same codes each time, so that a file replaces the one before.</summary>
    public (string File, TestData Data) Next()
    {
        var (text, all) = (new StringBuilder(Header), new List<TestEngagement>());
        for (var i = 1; i <= 12; i++)
        {
            all.Add(Engagement($"E{i}", text));
        }

        return (text.ToString(), new TestData(all));
    }

    private TestEngagement Engagement(string code, StringBuilder text)
    {
        var sources = _published.Keys.OrderBy(_ => random.Next()).Take(random.Next(1, 5)).ToList();
        var statements = sources.SelectMany(source => Fields.Where(_ => random.Next(2) == 0).Select(field => (Source: source, Field: field, Value: Value(field)))).ToList();
        var own = Fields.ToDictionary(field => field, field => random.Next(3) == 0 ? Value(field) : "", StringComparer.Ordinal);
        var status = random.Next(6) switch { 0 => "planned", 1 => "cancelled", _ => "held" };
        if (own["start"].Length == 0 && !statements.Exists(s => s.Field == "start"))
        {
            own["start"] = status == "planned" ? Pick(Planned) : "unknown";
        }

        var review = random.Next(4) == 0 ? "draft" : "reviewed";
        var (handling, domain) = (Pick(["public", "restricted"]), Pick(["ai", "cyber", "space"]));
        for (var i = 0; i < sources.Count; i++)
        {
            // The sources come first, each with a row, so that no statement decides which sources there are.
            var first = i > 0 ? ",,,,,,,,,,,,,,,,,," : $"Title {code},{own["start"]},meeting,dialogue,{own["city"]},{own["country"]},{own["headcount"]},{own["amount_usd"]},{handling},{status},{review},{domain},group-{domain[0]},p-rana,person,mod-a,government-body,IN,host";
            text.Append(CultureInfo.InvariantCulture, $"{code},{first},{sources[i]},{TestEngagement.PublisherOf(sources[i])},{_published[sources[i]]},{(TestEngagement.KindOf(sources[i]) is "unknown" ? "" : TestEngagement.KindOf(sources[i]))},,\n");
        }

        foreach (var (source, field, value) in statements)
        {
            text.Append(CultureInfo.InvariantCulture, $"{code},,,,,,,,,,,,,,,,,,,,{source},,,,{field},{value}\n");
        }

        string Counted(string field) => own[field].Length > 0 ? own[field] : statements.Where(s => s.Field == field)
            .OrderBy(s => TestEngagement.KindOf(s.Source) == "official" ? 0 : 1)
            .ThenByDescending(s => field == "start" ? s.Value.Length : 0)
            .ThenByDescending(s => _published[s.Source], StringComparer.Ordinal)
            .ThenBy(s => s.Source, StringComparer.Ordinal)
            .Select(s => s.Value).FirstOrDefault() ?? "";

        return new TestEngagement
        {
            Code = code,
            Title = $"Title {code}",
            Start = Counted("start") is "unknown" ? PartialDate.Unknown : PartialDate.TryParse(Counted("start"), out var day) ? day : throw new FormatException(Counted("start")),
            Type = "meeting",
            Category = "dialogue",
            City = Counted("city") is { Length: > 0 } city ? city : null,
            PlaceCountry = Counted("country") is { Length: > 0 } country ? country : TestData.Unknown,
            Headcount = Counted("headcount") is { Length: > 0 } people ? int.Parse(people, CultureInfo.InvariantCulture) : null,
            AmountCents = Counted("amount_usd") is { Length: > 0 } dollars ? 100 * long.Parse(dollars, CultureInfo.InvariantCulture) : null,
            Handling = handling,
            Status = status,
            Review = review,
            Domains = [new TestDomain(domain, $"group-{domain[0]}", TestData.WholeParts)],
            Lines = [new TestLine("p-rana", "person", "mod-a", "IN", "host")],
            Sources = sources,
        };
    }

    private string Value(string field) => field switch
    {
        "start" => Pick(Dates),
        "city" => Pick(Cities),
        "country" => Pick(Countries),
        _ => Pick(Numbers),
    };

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
