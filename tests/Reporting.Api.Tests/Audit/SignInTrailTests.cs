using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Reporting.Api.Access.Identity;
using Reporting.Api.Access.Keys;
using Reporting.Api.Tests.Access;
using Reporting.Warehouse.Operations;

namespace Reporting.Api.Tests.Audit;

/// <summary>Sign-ins, sign-outs and refused attempts are audited by name and without keys. Anonymous callers cannot fill the trail.</summary>
public abstract class SignInTrailTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : SignInTrailTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : SignInTrailTests(WarehouseProvider.SqlServer);

    [EngineFact]
    public async Task Signing_in_with_a_key_and_signing_out_are_audited()
    {
        await using var app = new SecuredApp { Engine = engine };
        using var browser = app.Browser();
        var made = await app.MakeAsync("reader");
        using var signedIn = await browser.SignInAsync("/sign-in", made.Text);
        Assert.Equal(HttpStatusCode.SeeOther, signedIn.StatusCode);
        var line = Assert.Single(await LinesAsync(app));
        Assert.Equal(("test reader", "reader", "POST /sign-in", AuditOutcome.Answered), (line.Caller, line.Roles, line.Subject, line.Outcome));

        using var signedOut = await browser.SignOutAsync();
        line = (await UntilAsync(app, 2))[0];
        Assert.Equal(("test reader", "reader", "POST /sign-out", AuditOutcome.Answered), (line.Caller, line.Roles, line.Subject, line.Outcome));
        using var signedOutAgain = await browser.SignOutAsync();
        Assert.Equal(2, (await LinesAsync(app)).Count);
    }

    [EngineFact]
    public async Task A_refused_key_is_audited_with_the_reason_but_without_the_key()
    {
        await using var app = new SecuredApp { Engine = engine };
        using var browser = app.Browser();
        var (invented, revoked) = (ApiKey.New(), await app.MakeAsync("admin"));
        await app.Services.GetRequiredService<KeyRing>().RevokeAsync(revoked.Stored.Id, CancellationToken.None);
        foreach (var key in new[] { "my password", invented.Text, revoked.Text })
        {
            using var refused = await browser.SignInAsync("/sign-in", key);
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        }

        var lines = await UntilAsync(app, 3);
        Assert.All(lines, line =>
        {
            Assert.Equal(("anonymous", string.Empty, "POST /sign-in", AuditOutcome.Refused, 400), (line.Caller, line.Roles, line.Subject, line.Outcome, line.Status));
            Assert.Contains("address=127.0.0.1", line.Question, StringComparison.Ordinal);
            Assert.DoesNotContain("password", line.Question, StringComparison.Ordinal);
            Assert.DoesNotContain(invented.Id, line.Question, StringComparison.Ordinal);
        });
        Assert.Equal(2, lines.Where(l => l.Question!.Contains("refused=key-invalid", StringComparison.Ordinal)).Sum(l => l.Times));
        Assert.Contains(lines, l => l.Question!.Contains($"refused=key-revoked&id={revoked.Stored.Id}", StringComparison.Ordinal));
    }

    [EngineFact]
    public async Task Sign_in_at_the_provider_is_audited_also_when_it_fails()
    {
        await using var issuer = await TestIssuer.StartAsync();
        await using var app = new SecuredApp { Engine = engine, Settings = issuer.Settings() };
        using var browser = app.Browser();
        using var back = await browser.ThroughProviderAsync();
        Assert.Equal(HttpStatusCode.SeeOther, back.StatusCode);
        var line = Assert.Single(await LinesAsync(app));
        Assert.Equal(("Dana", "reader", "GET /sign-in/callback", AuditOutcome.Answered), (line.Caller, line.Roles, line.Subject, line.Outcome));

        using var anonymous = app.Browser();
        using var refused = await anonymous.GetAsync("/sign-in/callback?code=c0de&state=5tate");
        line = (await UntilAsync(app, 2))[0];
        Assert.Equal(("anonymous", "GET /sign-in/callback", AuditOutcome.Refused), (line.Caller, line.Subject, line.Outcome));
        Assert.Contains("refused=sign-in-failed", line.Question, StringComparison.Ordinal);
        Assert.DoesNotContain("c0de", line.Question, StringComparison.Ordinal);
    }

    [EngineTheory]
    [InlineData("the sign-in form")]
    [InlineData("an endpoint")]
    [InlineData("a page")]
    public async Task Anonymous_callers_leave_a_limited_number_of_lines_per_minute_and_one_summary_line(string where)
    {
        var clock = new StoppedClock();
        await using var app = new SecuredApp { Engine = engine, Clock = clock, Settings = new Dictionary<string, string> { ["Edge:FailedSignInsPerMinute"] = "0" } };
        using var browser = app.Browser();
        using var program = app.PlainClient();
        foreach (var minute in new[] { 1, 2 })
        {
            for (var i = 0; i < 80; i++)
            {
                using var refused = where switch
                {
                    "the sign-in form" => await browser.SignInAsync("/sign-in", ApiKey.New().Text),
                    "a page" => await browser.GetAsync($"/?i={i}"),
                    _ => await program.GetAsync($"/api/v1/exports?i={i}"),
                };
                Assert.False(refused.IsSuccessStatusCode);
            }

            var lines = await UntilAsync(app, 61 * minute, all: true);
            Assert.Equal(61 * minute, lines.Sum(l => l.Times));
            Assert.Equal(minute, lines.Count(l => l.Subject.Contains("more", StringComparison.Ordinal)));
            Assert.All(lines, l => Assert.Equal((AuditOutcome.Refused, "anonymous"), (l.Outcome, l.Caller)));
            clock.Now += TimeSpan.FromMinutes(1);
        }

        // Authenticated callers are still audited.
        using var signedIn = await browser.SignInAsync("/sign-in", await app.KeyAsync("reader"));
        Assert.Contains(await LinesAsync(app), l => l.Caller == "test reader");
    }

    private static async Task<List<AuditEntry>> LinesAsync(SecuredApp app, bool all = false) =>
        [.. (await app.Services.GetRequiredService<AuditStore>().ReadAsync(new AuditFilter(), 1000, CancellationToken.None)).Where(l => all || l.Subject.Contains("/sign-", StringComparison.Ordinal))];

    // Those that are written within a moment.
    private static async Task<List<AuditEntry>> UntilAsync(SecuredApp app, int times, bool all = false)
    {
        for (var waited = 0; ; waited++)
        {
            if (await LinesAsync(app, all) is { } lines && lines.Sum(l => l.Times) >= times)
            {
                return lines;
            }

            Assert.True(waited < 200, "It is not in the trail.");
            await Task.Delay(50);
        }
    }

    private sealed class StoppedClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = System.GetUtcNow();

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
