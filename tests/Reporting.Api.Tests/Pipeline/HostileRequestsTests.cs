using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Reporting.Api.Responses;
using Reporting.Engine.Caching;

namespace Reporting.Api.Tests.Pipeline;

/// <summary>Hostile requests are refused and cause no server error.</summary>
public sealed class HostileRequestsTests(ReportingApp app) : IClassFixture<ReportingApp>
{
    [Theory]
    [InlineData("..%2f..%2fappsettings")]
    [InlineData("..%5c..%5cappsettings")]
    [InlineData("%2e%2e%2fmodel%2fengagements")]
    [InlineData("....%2f%2fmodel")]
    [InlineData("model%2fengagements")]
    [InlineData("%2fetc%2fpasswd")]
    [InlineData("cooperation-by-year-and-domain.yml")]
    [InlineData("cooperation-by-year-and-domain%00")]
    [InlineData("file:%2f%2f%2fetc%2fpasswd")]
    [InlineData("COOPERATION-BY-YEAR-AND-DOMAIN")]
    public async Task A_report_id_is_a_name_and_never_a_path(string id)
    {
        foreach (var path in new[] { $"/api/v1/reports/{id}", $"/api/v1/reports/{id}/csv", $"/api/v1/reports/cooperation-by-year-and-domain/{id}" })
        {
            var (status, text) = await RawAsync($"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            Assert.True(status is 404 or 400, $"{path}: {status}");
            Assert.DoesNotContain("ConnectionString", text, StringComparison.Ordinal);
            Assert.DoesNotContain("root:", text, StringComparison.Ordinal);
        }
    }

    /// <summary>Sends the raw path, because the client library would normalise it.</summary>
    [Theory]
    [InlineData("/api/v1/reports/../../../appsettings.json")]
    [InlineData("/pages/../appsettings.json")]
    [InlineData("/pages/..%2f..%2fappsettings.json")]
    [InlineData("/swagger/..%2f..%2fappsettings.json")]
    public async Task A_path_never_reaches_a_file_of_the_program(string path)
    {
        var (status, text) = await RawAsync($"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        Assert.True(status is 404 or 400, $"{path}: {status}");
        Assert.DoesNotContain("ConnectionString", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\r\nSet-Cookie: x=y.xlsx")]
    [InlineData("a\"; filename=\"evil.exe.xlsx")]
    [InlineData("Überblick भारत \u202Ecod.xlsx")]
    [InlineData("a\0b.xlsx")]
    [InlineData("../../etc/cron.d/x.xlsx")]
    public async Task A_file_name_adds_no_header_and_does_not_leave_its_folder(string name)
    {
        var context = new DefaultHttpContext();
        await new CachedResponseResult(new CachedResponse("x"u8.ToArray(), "text/plain") { FileName = name }).ExecuteAsync(context);
        var disposition = context.Response.Headers.ContentDisposition.ToString();
        Assert.StartsWith("attachment; filename=", disposition, StringComparison.Ordinal);
        Assert.All(disposition, c => Assert.InRange(c, ' ', '~'));
        Assert.DoesNotContain('/', disposition);
        Assert.True(System.Net.Http.Headers.ContentDispositionHeaderValue.TryParse(disposition, out var parsed));
        Assert.DoesNotContain(parsed!.Parameters, p => p.Value?.Contains("evil.exe", StringComparison.Ordinal) == true && p.Name == "filename" && p.Value.Trim('"') == "evil.exe.xlsx");
        Assert.Single(parsed.Parameters, p => p.Name == "filename");
    }

    [Theory]
    [InlineData("/api/v1/reports/cooperation-by-year-and-domain/csv?domain=a%0d%0aSet-Cookie:%20x=y")]
    [InlineData("/api/v1/reports/cooperation-by-year-and-domain/csv?from=2022%0d%0aX-Evil:%201")]
    [InlineData("/api/v1/reports/cooperation-by-year-and-domain/csv%0d%0aX-Evil:%201")]
    [InlineData("/api/v1/engagements/a%0d%0aX-Evil:%201")]
    [InlineData("/sign-in?returnUrl=/a%0d%0aX-Evil:%201")]
    public async Task Line_breaks_in_a_request_add_no_header_to_the_response(string path)
    {
        var (status, text) = await RawAsync($"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        Assert.True(status < 500, $"{path}: {status}");
        var headers = text[..text.IndexOf("\r\n\r\n", StringComparison.Ordinal)];
        Assert.DoesNotContain("X-Evil", headers, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("x=y", headers, StringComparison.Ordinal);
    }

    /// <summary>A recursive parser would accept ten levels, and overflow the stack at 80,000.</summary>
    [Theory]
    [InlineData(10)]
    [InlineData(80_000)]
    public async Task A_deeply_nested_body_is_refused_without_recursion(int depth)
    {
        using var client = app.PlainClient();
        var nested = string.Concat(Enumerable.Repeat("{\"filters\":", depth)) + "{\"year\":2025}" + new string('}', depth);
        using var response = await client.PostAsync("/api/v1/query", new StringContent(nested, Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("\"malformed-body\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    /// <summary>With a length, or endless without one: at most a megabyte is read.</summary>
    [Fact]
    public async Task A_body_that_is_too_large_is_refused_with_or_without_a_length()
    {
        using var client = app.PlainClient();
        using var tooLarge = await client.PostAsync("/api/v1/query", new StringContent($"{{\"search\": \"{new string('a', 1_100_000)}\"}}", Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, tooLarge.StatusCode);

        using var content = new StreamContent(new EndlessStream(3_000_000));
        content.Headers.ContentType = new("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/query") { Content = content };
        request.Headers.TransferEncodingChunked = true;
        HttpStatusCode? withoutLength = null;
        try
        {
            using var response = await client.SendAsync(request);
            withoutLength = response.StatusCode;
        }
        catch (HttpRequestException)
        {
            // The server disconnected before the whole body was sent, which is also a refusal.
        }

        Assert.True(withoutLength is null or HttpStatusCode.RequestEntityTooLarge, withoutLength?.ToString());
    }

    [Fact]
    public async Task Many_or_long_headers_are_refused()
    {
        var many = string.Concat(Enumerable.Range(0, 500).Select(i => $"X-H{i}: a\r\n"));
        var (status, _) = await RawAsync($"GET /api/v1/model HTTP/1.1\r\nHost: localhost\r\n{many}Connection: close\r\n\r\n");
        Assert.Equal(431, status);
        (status, _) = await RawAsync($"GET /api/v1/model HTTP/1.1\r\nHost: localhost\r\nX-Api-Key: {new string('a', 60_000)}\r\nConnection: close\r\n\r\n");
        Assert.Equal(431, status);
        (status, _) = await RawAsync($"GET /api/v1/model HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {new string('a', 30_000)}\r\nConnection: close\r\n\r\n");
        Assert.Equal(401, status);
    }

    [Fact]
    public async Task Clients_that_send_half_a_request_hold_up_no_other()
    {
        using var http = app.CreateClient();
        var slow = new List<TcpClient>();
        try
        {
            foreach (var half in Enumerable.Range(0, 200).Select(n => n % 2 == 0 ? "GET /api/v1/aggregates HTTP/1.1\r\nHost: loc" : "POST /api/v1/imports HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\nContent-Length: 9000\r\n\r\nCode,"))
            {
                slow.Add(new TcpClient());
                await slow[^1].ConnectAsync(IPAddress.Loopback, http.BaseAddress!.Port);
                await slow[^1].GetStream().WriteAsync(Encoding.ASCII.GetBytes(half));
            }

            foreach (var path in new[] { "/health/live", "/health/ready", "/api/v1/aggregates?by=year&totals=true" })
            {
                using var answer = await http.GetAsync(path);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            }
        }
        finally
        {
            slow.ForEach(client => client.Dispose());
        }
    }

    private async Task<(int Status, string Text)> RawAsync(string request)
    {
        using var http = app.CreateClient();
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, http.BaseAddress!.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(stream);
        var text = await reader.ReadToEndAsync();
        return (int.Parse(text.Split(' ')[1]), text);
    }

    private sealed class EndlessStream(int length) : Stream
    {
        private int _sent;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => _sent; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var some = Math.Min(count, length - _sent);
            Array.Fill(buffer, (byte)' ', offset, some);
            _sent += some;
            return some;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
