using System.Net;
using System.Text.Json;
using Reporting.Api.Tests.Access;

namespace Reporting.Api.Tests.OData;

/// <summary>The feed contains nothing that a role hides: no property, set, navigation or name in an error.</summary>
public abstract class VisibilityTests(LimitedApp app)
{
    public sealed class OnSqlite(LimitedApp app) : VisibilityTests(app), IClassFixture<LimitedApp>;

    [OnServer]
    public sealed class OnSqlServer(LimitedApp.OnServer app) : VisibilityTests(app), IClassFixture<LimitedApp.OnServer>;

    [EngineFact]
    public async Task Metadata_contains_only_what_the_caller_may_query()
    {
        var (reader, admin) = (await app.TextAsync("/odata/$metadata", "reader"), await app.TextAsync("/odata/$metadata", "admin"));
        foreach (var hidden in new[] { "AmountUsd", "AllocatedAmountUsd", "\"People\"", "EntitySet Name=\"Participants\"", "EngagementParticipants", "ParticipantCodes", "CountryCodes", "ByParticipant", "EntitySet Name=\"Countries\"" })
        {
            Assert.DoesNotContain(hidden, reader, StringComparison.Ordinal);
            Assert.Contains(hidden, admin, StringComparison.Ordinal);
        }

        Assert.Contains("Headcount", reader, StringComparison.Ordinal);
        Assert.DoesNotContain("Participant", await app.TextAsync("/odata", "reader"), StringComparison.Ordinal);
        Assert.DoesNotContain("StartDate", await app.TextAsync("/odata/$metadata", "blind"), StringComparison.Ordinal);
    }

    [EngineTheory]
    [InlineData("Engagements?$filter=AmountUsd gt 1", "Engagements?$filter=AmountUsx gt 1")]
    [InlineData("Engagements?$orderby=AmountUsd", "Engagements?$orderby=AmountUsx")]
    [InlineData("Engagements?$filter=ParticipantCodes/any(c:c eq 'someone')", "Engagements?$filter=ParticipantCodex/any(c:c eq 'someone')")]
    [InlineData("Engagements?$apply=aggregate(AmountUsd with max as M)", "Engagements?$apply=aggregate(AmountUsx with max as M)")]
    [InlineData("ByYear?$select=People", "ByYear?$select=Peoplx")]
    [InlineData("Participants", "Participantx")]
    [InlineData("Places?$expand=Country", "Places?$expand=Countr")]
    public async Task Hidden_names_are_refused_like_unknown_names(string hidden, string unknown)
    {
        var (one, other) = (await app.AskAsync("/odata/" + hidden, "reader"), await app.AskAsync("/odata/" + unknown, "reader"));
        Assert.Equal(other.Status, one.Status);
        Assert.NotEqual(HttpStatusCode.OK, one.Status);
        Assert.Equal(
            Error(other.Content).Replace("Usx", "Usd", StringComparison.Ordinal).Replace("Codex", "Codes", StringComparison.Ordinal).Replace("Peoplx", "People", StringComparison.Ordinal)
                .Replace("Participantx", "Participants", StringComparison.Ordinal).Replace("'Countr'", "'Country'", StringComparison.Ordinal),
            Error(one.Content));
        Assert.Equal(HttpStatusCode.OK, (await app.AskAsync("/odata/" + hidden, "admin")).Status);
    }

    [EngineFact]
    public async Task A_clearance_hides_engagements_and_the_response_names_the_highest_visible_classification()
    {
        var (status, content, response) = await app.AskAsync("/odata/Engagements?$filter=startswith(Code,'m-')&$orderby=Code&$select=Code", "reader");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(["m-1", "m-2"], JsonDocument.Parse(content).RootElement.GetProperty("value").EnumerateArray().Select(r => r.GetProperty("Code").GetString()!));
        Assert.Equal("official", Assert.Single(response.Headers.GetValues("X-Handling")));
        Assert.Equal("0", await app.TextAsync("/odata/Domains/$count?$filter=Code eq 'marked-only'", "reader"));
        Assert.Equal("1", await app.TextAsync("/odata/Domains/$count?$filter=Code eq 'marked-only'", "admin"));
    }

    private static string Error(byte[] content) => JsonDocument.Parse(content).RootElement.GetProperty("error").GetProperty("message").GetString()!;
}
