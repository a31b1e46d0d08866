using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Reporting.Api.Access.Keys;
using Reporting.Api.Tests.Access;
using Reporting.TestWarehouses;
using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Operations;

namespace Reporting.Api.Tests.Calendars;

/// <summary>The iCalendar as ical.js reads it, its signed address, and the page.</summary>
public abstract class CalendarTests(CalendarTests.App app)
{
    public sealed class OnSqlite(App app) : CalendarTests(app), IClassFixture<App>;

    [OnServer]
    public sealed class OnSqlServer(ServerApp<App> server) : CalendarTests(server.App), IClassFixture<ServerApp<App>>;

    private const string ColumnNames = "Code,Title,Start,End,Type,Category,Domain,Participant,ParticipantName,ParticipantKind,Country,Status,Handling\n";
    private const string CommitmentNames = ",Commitment,CommitmentText,CommitmentDomain,CommitmentParties,CommitmentDue\n";

    [PackagesFact("page-checks")]
    public async Task Exact_days_are_events_and_months_and_years_are_on_no_day()
    {
        await app.FilledAsync();
        var calendar = await ReadAsync(await app.TextAsync("/api/v1/calendar.ics?domain=calendar-days"));
        Assert.Equal(("2.0", "Engagements. Left out because their day is not known: 3."), (calendar.GetProperty("version").GetString(), calendar.GetProperty("description").GetString()));
        Assert.Equal(
            [
                "One day; with a comma, and \"quotes\" 2026-03-05 2026-03-06 CONFIRMED",
                "Open end 2026-03-10 2026-03-11 CONFIRMED",
                "Planned talks (Planned) 2199-01-31 2199-02-02 TENTATIVE",
                "Planned, over (Not confirmed) 2026-03-07 2026-03-08 TENTATIVE",
            ],
            calendar.GetProperty("events").EnumerateArray().Select(e => $"{Text(e, "summary")} {Text(e, "start")} {Text(e, "end")} {Text(e, "status")}").Order(StringComparer.Ordinal));
        Assert.All(calendar.GetProperty("events").EnumerateArray(), e => Assert.True(e.GetProperty("isAllDay").GetBoolean()));
        var first = calendar.GetProperty("events").EnumerateArray().Single(e => Text(e, "uid").StartsWith("day-1@", StringComparison.Ordinal));
        Assert.EndsWith("/engagements/day-1", Text(first, "url"), StringComparison.Ordinal);
        Assert.Contains("Someone", Text(first, "description"), StringComparison.Ordinal);

        // A filter on the status shows the others, and another language its words.
        var cancelled = await ReadAsync(await app.TextAsync("/api/v1/calendar.ics?domain=calendar-days&status=cancelled&lang=he"));
        var only = Assert.Single(cancelled.GetProperty("events").EnumerateArray());
        Assert.Equal(("CANCELLED", "פעילויות"), (Text(only, "status"), Text(cancelled, "name")));
    }

    [EngineFact]
    public async Task The_page_says_how_many_commitments_it_does_not_list()
    {
        await app.FilledAsync();
        Assert.Contains("The first 500 of 502 are listed.", await app.TextAsync("/calendar?month=2198-05&domain=calendar-many"), StringComparison.Ordinal);
        Assert.DoesNotContain("are listed.", await app.TextAsync("/calendar?month=2199-05&domain=calendar-due"), StringComparison.Ordinal);
    }

    [PackagesFact("page-checks")]
    public async Task A_signed_address_needs_no_key_shows_what_its_maker_sees_and_ends_with_the_makers_keys()
    {
        await app.FilledAsync();
        using var anybody = app.PlainClient();
        using var maker = app.PlainClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/calendar/addresses?domain=calendar-days,calendar-hidden");
        request.Headers.Add(AppWithRoles.Header, "scheduler");
        using var made = await maker.SendAsync(request);
        var address = new Uri(JsonDocument.Parse(await made.Content.ReadAsStringAsync()).RootElement.GetProperty("address").GetString()!).PathAndQuery;
        using var read = await anybody.GetAsync(address);
        Assert.Equal("text/calendar", read.Content.Headers.ContentType?.MediaType);
        var calendar = await ReadAsync(await read.Content.ReadAsStringAsync());
        Assert.Equal(4, calendar.GetProperty("events").GetArrayLength());
        Assert.DoesNotContain("secret", calendar.ToString(), StringComparison.OrdinalIgnoreCase);

        using var forged = await anybody.GetAsync(address.Replace("/links/calendar/", "/links/calendar/x", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, forged.StatusCode);
        foreach (var key in (await app.Services.GetRequiredService<KeyStore>().NamedAsync("tester", CancellationToken.None)).Where(k => k.Roles.Contains("scheduler")))
        {
            Assert.Null(await app.Services.GetRequiredService<KeyRing>().RevokeAsync(key.Id, CancellationToken.None));
        }

        using var ended = await anybody.GetAsync(address);
        Assert.Equal("owner-gone", JsonDocument.Parse(await ended.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetString());
    }

    [PackagesFact("page-checks")]
    public async Task Commitments_are_on_the_day_when_they_are_due_and_those_without_a_day_on_none()
    {
        await app.FilledAsync();
        var calendar = await ReadAsync(await app.TextAsync("/api/v1/calendar.ics?domain=calendar-due"));
        Assert.Equal(("Engagements. Left out because their day is not known: 2.", 2), (calendar.GetProperty("description").GetString(), calendar.GetProperty("events").GetArrayLength()));
        var due = calendar.GetProperty("events").EnumerateArray().Single(e => Text(e, "uid").StartsWith("due-1/port.due@", StringComparison.Ordinal));
        Assert.Equal(("Due: Build a port (Open)", "2199-05-07", "2199-05-08", "CONFIRMED", true), (Text(due, "summary"), Text(due, "start"), Text(due, "end"), Text(due, "status"), due.GetProperty("isAllDay").GetBoolean()));
        Assert.EndsWith("/engagements/due-1#commitment-port", Text(due, "url"), StringComparison.Ordinal);
        Assert.Contains("Someone", Text(due, "description"), StringComparison.Ordinal);

        // What row rules hide is in no calendar, and a caller without dates sees no commitments.
        Assert.Contains("Hidden port", await app.TextAsync("/api/v1/calendar.ics?domain=calendar-hidden"), StringComparison.Ordinal);
        Assert.DoesNotContain("Hidden port", await app.TextAsync("/api/v1/calendar.ics", "reader"), StringComparison.Ordinal);

        var page = await app.TextAsync("/calendar?month=2199-05&domain=calendar-due");
        string[] order = ["Commitments due", "In 2199, month not stated", "Train staff", "In this month, day not stated", "Sign a plan", "Tuesday, 7 May 2199", "Build a port"];
        var places = order.Select(text => page.IndexOf(text, StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
        Assert.DoesNotContain("Commitments due", await app.TextAsync("/calendar?month=2199-06&domain=calendar-days"), StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task The_page_lists_a_month_with_what_has_no_day_first()
    {
        await app.FilledAsync();
        var page = await app.TextAsync("/calendar?month=2026-03&domain=calendar-days");
        string[] order = ["In 2026, month not stated", "Only the year", "In this month, day not stated", "Only the month", "Thursday, 5 March 2026", "One day", "Saturday, 7 March 2026", "Not confirmed", "Tuesday, 10 March 2026"];
        var places = order.Select(text => page.IndexOf(text, StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
        Assert.Contains("/calendar?month=2026-02&amp;domain=calendar-days", page, StringComparison.Ordinal);
        Assert.Contains("calendar.ics?lang=en&amp;domain=calendar-days", page, StringComparison.Ordinal);
        Assert.Contains("मार्च 2026", await app.TextAsync("/calendar?month=2026-03&lang=hi"), StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task A_calendar_made_during_imports_is_of_one_data_version()
    {
        await app.FilledAsync();
        var imports = app.Services.GetRequiredService<ImportRunner>();
        var imported = Task.Run(async () =>
        {
            for (var i = 0; i < 25; i++)
            {
                var row = $"moving,Deal {i},2026-03-15,,meeting,dialogue,calendar-moving,someone,Someone,person,IN,,,step,Step {i},calendar-moving,,2199-05-07\n";
                using var content = new MemoryStream(Encoding.UTF8.GetBytes(ColumnNames.TrimEnd() + CommitmentNames + row));
                Assert.NotNull((await imports.RunAsync(new ImportRequest(content, "moving.csv"))).Value?.ImportKey);
            }
        });
        while (!imported.IsCompleted)
        {
            foreach (var address in new[] { "/api/v1/calendar.ics?domain=calendar-moving", "/calendar?month=2026-03&domain=calendar-moving,calendar-due" })
            {
                var (_, text) = await app.AskAsync(address);
                var numbers = Regex.Matches(text, "(Deal|Step) (?<number>[0-9]+)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));
                Assert.True(numbers.Select(m => m.Groups["number"].Value).Distinct().Count() <= 1, text);
            }
        }

        await imported;
    }

    [EngineTheory]
    [InlineData("0001-01")]
    [InlineData("9999-12")]
    [InlineData("%20%20%20%20%20%20%20")]
    [InlineData("%202026%20%20")]
    [InlineData("2026-13")]
    public async Task A_value_that_is_not_a_month_is_refused(string month) => Assert.Equal(HttpStatusCode.BadRequest, (await app.AskAsync("/calendar?month=" + month)).Status);

    private static string Text(JsonElement e, string name) => e.GetProperty(name).GetString() ?? string.Empty;

    private static async Task<JsonElement> ReadAsync(string calendar)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, calendar);
            return JsonDocument.Parse(await ExternalPrograms.RunAsync("node", [RepositoryRoot.File("tests", "page-checks", "calendar.mjs"), file])).RootElement;
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>The rules of reports/access.yml, and engagements of every precision and status.</summary>
    public class App : AppWithRoles
    {
        private readonly Lazy<Task> _filled;

        public App()
        {
            AccessRules = RepositoryRoot.File("reports", "access.yml");
            _filled = new(FillAsync);
        }

        public Task FilledAsync() => _filled.Value;

        private async Task FillAsync()
        {
            string[] lines =
            [
                "day-1,\"One day; with a comma, and \"\"quotes\"\"\",2026-03-05,2026-03-05,meeting,dialogue,calendar-days,someone,Someone,person,IN,,",
                "day-2,Open end,2026-03-10,2026-04,meeting,dialogue,calendar-days,someone,Someone,person,IN,,",
                "day-3,Planned talks,2199-01-31,2199-02-01,meeting,dialogue,calendar-days,someone,Someone,person,IN,planned,",
                "day-4,\"Planned, over\",2026-03-07,,meeting,dialogue,calendar-days,someone,Someone,person,IN,planned,",
                "day-5,Only the month,2026-03,,meeting,dialogue,calendar-days,someone,Someone,person,IN,,",
                "day-6,Only the year,2026,,meeting,dialogue,calendar-days,someone,Someone,person,IN,,",
                "day-7,No date,unknown,,meeting,dialogue,calendar-days,someone,Someone,person,IN,,",
                "day-8,Cancelled talks,2026-03-12,,meeting,dialogue,calendar-days,someone,Someone,person,IN,cancelled,",
                "day-9,Secret talks,2026-03-12,,meeting,dialogue,calendar-hidden,someone,Someone,person,IN,,restricted",
            ];
            using var content = new MemoryStream(Encoding.UTF8.GetBytes(ColumnNames + string.Join('\n', lines) + "\n"));
            var imported = await Services.GetRequiredService<ImportRunner>().RunAsync(new ImportRequest(content, "calendar.csv"));
            Assert.True(imported.Value?.ImportKey is not null, $"{imported.Problem}{imported.Value?.Refusal}");
            string[] due =
            [
                "due-1,Deal,2026-03-15,,meeting,dialogue,calendar-due,someone,Someone,person,IN,,,port,Build a port,calendar-due,someone,2199-05-07",
                "due-1,,,,,,,,,,,,,plan,Sign a plan,calendar-due,,2199-05", "due-1,,,,,,,,,,,,,staff,Train staff,calendar-due,,2199", "due-1,,,,,,,,,,,,,talk,Meet again,calendar-due,,",
                "due-2,Secret deal,2026-03-15,,meeting,dialogue,calendar-hidden,someone,Someone,person,IN,,restricted,port,Hidden port,calendar-hidden,,2199-05-07",
            ];
            var many = Enumerable.Range(0, 502).Select(i => $"due-{3 + (i / 251)},{(i % 251 == 0 ? "Large deal,2026-03-15,,meeting,dialogue,calendar-many,someone,Someone,person,IN,," : ",,,,,,,,,,,")},step-{i},Step {i},calendar-many,,2198-05-07");
            using var commitments = new MemoryStream(Encoding.UTF8.GetBytes(ColumnNames.TrimEnd() + CommitmentNames + string.Join('\n', due.Concat(many)) + "\n"));
            var added = await Services.GetRequiredService<ImportRunner>().RunAsync(new ImportRequest(commitments, "due.csv"));
            Assert.True(added.Value?.ImportKey is not null, $"{added.Problem}{string.Join(' ', added.Value?.Refusals ?? [])}");
        }
    }
}
