namespace Reporting.Api.Tests.OData;

/// <summary>Responses are compressed if the client accepts it, and have a Vary header.</summary>
public abstract class CompressionTests(ReportingApp app)
{
    public sealed class OnSqlite(ReportingApp app) : CompressionTests(app), IClassFixture<ReportingApp>;

    [OnServer]
    public sealed class OnSqlServer(ServerApp<ReportingApp> server) : CompressionTests(server.App), IClassFixture<ServerApp<ReportingApp>>;

    [EngineTheory]
    [InlineData("gzip, deflate", "gzip")]
    [InlineData("br", "br")]
    [InlineData("gzip;q=0.5, br;q=0.1", "gzip")]
    [InlineData("deflate", null)]
    [InlineData("gzip;q=0", null)]
    [InlineData("identity", null)]
    [InlineData(null, null)]
    public async Task A_response_is_compressed_as_requested(string? accepted, string? sent)
    {
        foreach (var path in new[] { "Engagements?$expand=Place", "", "$metadata", "Engagements/$count", "Engagements?$filter=wrong" })
        {
            var (plain, body) = await AskAsync(path, null);
            Assert.Null(Encoding(plain));
            var (response, packed) = await AskAsync(path, accepted);
            Assert.Equal(sent, Encoding(response));
            Assert.Equal(body, Feed.Unpacked(packed, sent));
            Assert.Equal(["Accept", "Accept-Encoding", "Prefer"], response.Headers.Vary);
            Assert.True(response.Headers.CacheControl is { Private: true, NoCache: true });
        }

        static string? Encoding(HttpResponseMessage response) => response.Content.Headers.ContentEncoding.SingleOrDefault();
    }

    private async Task<(HttpResponseMessage Response, byte[] Body)> AskAsync(string path, string? accepted)
    {
        using var client = app.PlainClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/odata/" + path);
        if (accepted is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        }

        var response = await client.SendAsync(request);
        return (response, await response.Content.ReadAsByteArrayAsync());
    }
}
