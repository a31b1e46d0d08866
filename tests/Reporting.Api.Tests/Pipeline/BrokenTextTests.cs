using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Reporting.Api.Tests.Access;

namespace Reporting.Api.Tests.Pipeline;

/// <summary>Invalid text and contradictory bodies get 400 with a code at every endpoint.</summary>
public sealed class BrokenTextTests(AppWithRoles app) : IClassFixture<AppWithRoles>
{
    private const string Subscription = """{"report": "cooperation-by-year-and-domain", "recipients": {"to": ["asha@example.org"]}, "schedule": "daily 08:00", "name": "NAME"}""";

    private static readonly string[] NoText = ["\\ud800", "\\udc00", "a\\udfff\\ud83d", "\\u0000", "\\uFFFF"];

    public static TheoryData<string, string> Bodies => new()
    {
        { "/api/v1/query", """{"search": "NAME"}""" },
        { "/api/v1/query", """{"domain": ["cyber-security", "NAME"]}""" },
        { "/api/v1/query", """{"NAME": "1"}""" },
        { "/api/v1/query", """{"filters": {"NAME": ["1"]}}""" },
        { "/api/v1/exports", """{"report": "NAME", "format": "csv"}""" },
        { "/api/v1/exports", """{"report": "cooperation-by-year-and-domain", "format": "NAME"}""" },
        { "/api/v1/exports", """{"report": "cooperation-by-year-and-domain", "format": "csv", "parameters": {"domain": ["NAME"]}}""" },
        { "/api/v1/exports", """{"report": "cooperation-by-year-and-domain", "format": "csv", "parameters": {"NAME": 1}}""" },
        { "/api/v1/exports", """{"NAME": "x", "report": "cooperation-by-year-and-domain", "format": "csv"}""" },
        { "/api/v1/subscriptions", Subscription },
        { "/api/v1/subscriptions", """{"report": "NAME", "recipients": {"to": ["asha@example.org"]}, "schedule": "daily 08:00"}""" },
        { "/api/v1/subscriptions", """{"report": "cooperation-by-year-and-domain", "recipients": {"to": ["NAME"]}, "schedule": "daily 08:00"}""" },
        { "/api/v1/subscriptions", """{"report": "cooperation-by-year-and-domain", "recipients": {"to": ["asha@example.org"]}, "schedule": "NAME"}""" },
        { "/api/v1/keys", """{"name": "NAME", "roles": ["reader"]}""" },
        { "/api/v1/keys", """{"name": "k", "roles": ["NAME"]}""" },
        { "/api/v1/keys", """{"name": "k", "roles": ["reader"], "expires": "NAME"}""" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_json_text_with_invalid_unicode_is_refused(string path, string body)
    {
        foreach (var broken in NoText)
        {
            await AssertRefusedAsync(path, "application/json", Encoding.UTF8.GetBytes(body.Replace("NAME", broken, StringComparison.Ordinal)));
        }

        // Bytes that are not valid UTF-8.
        foreach (var bytes in new[] { "\xFF", "\xED\xA0\x80", "\xC0\x80" })
        {
            await AssertRefusedAsync(path, "application/json", Encoding.Latin1.GetBytes(body.Replace("NAME", bytes, StringComparison.Ordinal)));
        }
    }

    [Theory]
    [InlineData("/api/v1/query", """{"year": "2024", "year": "2025"}""", "year")]
    [InlineData("/api/v1/query", """{"filters": {"year": "2024", "\u0079ear": "2025"}}""", "year")]
    [InlineData("/api/v1/exports", """{"report": "cooperation-by-year-and-domain", "format": "csv", "format": "xlsx"}""", "format")]
    [InlineData("/api/v1/keys", """{"name": "k", "name": "l", "roles": ["reader"]}""", "name")]
    [InlineData("/api/v1/subscriptions", """{"recipients": {"to": ["a@example.org"], "to": []}}""", "to")]
    public async Task A_duplicate_json_name_is_refused_by_name(string path, string body, string name) =>
        Assert.Contains($"'{name}'", await AssertRefusedAsync(path, "application/json", Encoding.UTF8.GetBytes(body)), StringComparison.Ordinal);

    [Theory]
    [InlineData("ffffffffffffffffff")]
    [InlineData("7fffffffffffffffff")]
    [InlineData("ffffffff")]
    [InlineData("-1")]
    [InlineData("xyz")]
    [InlineData("")]
    [InlineData("5;a=\u0001\u0002")]
    public async Task A_chunk_of_invalid_size_is_refused(string size)
    {
        foreach (var (path, type) in new[] { ("/api/v1/query", "application/json"), ("/api/v1/imports", "text/csv"), ("/api/v1/exports", "application/json"), ("/api/v1/keys", "application/json"), ("/api/v1/imports", "multipart/form-data; boundary=b"), ("/sign-in", "application/x-www-form-urlencoded") })
        {
            var (status, text) = await RawAsync(Encoding.Latin1.GetBytes($"POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: {type}\r\nTransfer-Encoding: chunked\r\n\r\n{size}\r\nCode,Title\r\n0\r\n\r\n"));
            Assert.True(status is >= 400 and < 500, $"{path} {size}: {status} {text}");
        }
    }

    [Theory]
    [InlineData("5\r\nCo")]
    [InlineData("2\r\nCode,Title\r\n0\r\n\r\n")]
    [InlineData("2\r\nCo\r\n0\r\nX: \u0000\r\n\r\n")]
    [InlineData("2\nCo\n0\n\n")]
    public async Task An_incomplete_chunked_body_is_refused(string chunks)
    {
        foreach (var path in new[] { "/api/v1/query", "/api/v1/imports" })
        {
            var (status, text) = await RawAsync(
                Encoding.Latin1.GetBytes($"POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n{chunks}"), close: true);
            Assert.True(status is 0 or (>= 400 and < 500), $"{path}: {status} {text}");
        }
    }

    [Theory]
    [InlineData("utf-7")]
    [InlineData("unicode-1-1-utf-7")]
    [InlineData("csUnicode11UTF7")]
    [InlineData("utf-16")]
    [InlineData("nonsense")]
    [InlineData("\"utf-8\"; charset=utf-7")]
    public async Task An_unsupported_charset_causes_no_server_error(string charset)
    {
        foreach (var (path, type, body) in new[]
        {
            ("/api/v1/query", "application/json", "{}"), ("/api/v1/imports?preview=true", "text/csv", "Code\n"), ("/sign-in", "application/x-www-form-urlencoded", "key=x"), ("/subscriptions", "application/x-www-form-urlencoded", "name=x"),
        })
        {
            var (status, text) = await PostAsync(path, $"{type}; charset={charset}", Encoding.UTF8.GetBytes(body));
            Assert.True(status < 500, $"{path}: {status} {text}");
        }
    }

    [Theory]
    [InlineData("encoding: utf-7")]
    [InlineData("encoding: unicode-1-1-utf-7")]
    [InlineData("encoding: '65000'")]
    [InlineData("encoding: x-unicode-2-0-utf-7")]
    [InlineData("encoding: ''")]
    [InlineData("encoding: \"\\0\"")]
    [InlineData("sheet: \"\\uD800\"")]
    [InlineData("sheet: \"\\uDC00x\"")]
    [InlineData("sheet: \"a\\0\"")]
    [InlineData("sheet: \"\\uFFFF\"")]
    [InlineData("sheet: \"\\U00110000\"")]
    [InlineData("sheet: \"\\xZZ\"")]
    [InlineData("sheet: \u0000")]
    [InlineData("sheet: \u00ff\u00fe")]
    public async Task A_mapping_with_invalid_text_is_refused(string key)
    {
        // Single bytes, of which the last is not valid UTF-8.
        var mapping = "name: N\nfile: {" + key + "}\nengagement: {code: '{Code}', title: '{Title}'}\n";
        var form = $"--b\r\nContent-Disposition: form-data; name=\"mapping\"; filename=\"m.yml\"\r\n\r\n{mapping}\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\nCode,Title\n1,T\n\r\n--b--\r\n";
        var (status, text) = await PostAsync("/api/v1/imports?preview=true", "multipart/form-data; boundary=b", Encoding.Latin1.GetBytes(form));
        Assert.Equal((400, "malformed-mapping"), (status, Code(text)));
    }

    [Theory]
    [InlineData("filename=\"a\u0000b.csv\"")]
    [InlineData("filename=\"a\u001f\u007f.csv\"")]
    [InlineData("filename*=UTF-8''%ED%A0%80.csv")]
    [InlineData("filename*=utf-7''a.csv")]
    [InlineData("filename*=nonsense''a.csv")]
    [InlineData("filename=\"=?utf-7?B?AAAA?=\"")]
    [InlineData("filename=\"=?utf-8?B?/////w==?=\"")]
    [InlineData("filename=\"\u00ff\u00fe.csv\"")]
    public async Task A_file_name_with_invalid_text_causes_no_server_error(string name)
    {
        var form = $"--b\r\nContent-Disposition: form-data; name=\"file\"; {name}\r\n\r\nCode,Title,Start,Type\nbt-1,T,2020,visit\n\r\n--b--\r\n";
        var (status, text) = await PostAsync("/api/v1/imports", "multipart/form-data; boundary=b", Encoding.Latin1.GetBytes(form));
        Assert.True(status is 200 or 201 or 400, $"{status} {text}");
        Assert.DoesNotContain("\\u00", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Code,Title,Start,Type\nbt-2,\\xED\\xA0\\x80,2020,visit\n", "not-utf8")]
    [InlineData("Code,Title,Start,Type\nbt-2,\\x00,2020,visit\n", "import-refused")]
    [InlineData("\\xFF\\xFECode,Title", "not-utf8", "import-refused", "unknown-column", "missing-column")]
    [InlineData("\\x00\\x00\\xFE\\xFF\\x00\\x00\\x00C", "not-utf8", "import-refused", "unknown-column", "missing-column")]
    public async Task A_file_with_invalid_text_is_refused(string escaped, params string[] codes)
    {
        var bytes = Encoding.Latin1.GetBytes(System.Text.RegularExpressions.Regex.Replace(escaped, @"\\x[0-9A-F]{2}", m => $"{(char)Convert.ToByte(m.Value[2..], 16)}", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
        var (status, text) = await PostAsync("/api/v1/imports?preview=false", "text/csv", bytes);
        Assert.Equal(400, status);
        Assert.Contains(Code(text), codes);
    }

    [Theory]
    [InlineData("/api/v1/aggregates?search=%ED%A0%80")]
    [InlineData("/api/v1/aggregates?search=%00")]
    [InlineData("/api/v1/aggregates?%00=1")]
    [InlineData("/api/v1/aggregates?search=%FF%FE")]
    [InlineData("/api/v1/aggregates?domain=%ED%B0%80")]
    [InlineData("/api/v1/engagements/%ED%A0%80")]
    [InlineData("/api/v1/engagements/a%00b")]
    [InlineData("/engagements/%ED%A0%80")]
    [InlineData("/api/v1/imports/%ED%A0%80")]
    [InlineData("/api/v1/model/%00/members")]
    [InlineData("/api/v1/model/domain/members?search=%ED%A0%80")]
    [InlineData("/odata/Engagements?$filter=Code%20eq%20'%ED%A0%80'")]
    [InlineData("/odata/Engagements?$skiptoken=WyLtoIAiXQ")]
    [InlineData("/api/v1/reports/cooperation-by-year-and-domain/csv?domain=%ED%A0%80")]
    [InlineData("/api/v1/verify?hash=%ED%A0%80")]
    [InlineData("/api/v1/audit?caller=%ED%A0%80")]
    [InlineData("/api/v1/engagements?after=20230601.%ED%A0%80")]
    public async Task An_address_with_invalid_text_causes_no_server_error(string path)
    {
        foreach (var headers in new[] { "", "X-Api-Key: \u00ff\u00fe\r\n", "Authorization: Bearer \u00ed\u00a0\u0080\r\n", "Authorization: Basic \u00ff\r\n", "Accept-Language: \u00ff,\u00fe;q=x\r\n", "If-None-Match: \u00ff\r\n", "Cookie: reporting=\u00ff\r\n", "Accept: \u00ff/\u00fe\r\n", "traceparent: \u00ff\r\n" })
        {
            var (status, text) = await RawAsync(Encoding.Latin1.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{headers}\r\n"));
            Assert.True(status is >= 200 and < 500, $"{path} {headers}: {status} {text}");
        }
    }

    /// <summary>Returns the message of the refusal.</summary>
    private async Task<string> AssertRefusedAsync(string path, string type, byte[] body)
    {
        var (status, text) = await PostAsync(path, type, body);
        Assert.True(status == 400, $"{path}: {status}\n{Encoding.Latin1.GetString(body)}\n{text}");
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.NotEqual("", problem.GetProperty("hint").GetString());
        return problem.GetProperty("detail").GetString()!;
    }

    private static string Code(string problem) => JsonDocument.Parse(problem).RootElement.GetProperty("code").GetString()!;

    private async Task<(int Status, string Text)> PostAsync(string path, string type, byte[] body)
    {
        using var client = app.CreateClient();
        using var content = new ByteArrayContent(body);
        Assert.True(content.Headers.TryAddWithoutValidation("Content-Type", type));
        using var response = await client.PostAsync(path, content);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    // As it is sent: a client's own library would refuse it.
    private async Task<(int Status, string Text)> RawAsync(byte[] request, bool close = false)
    {
        using var http = app.CreateClient();
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, http.BaseAddress!.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(request);
        if (close)
        {
            client.Client.Shutdown(SocketShutdown.Send);
        }

        using var reader = new StreamReader(stream);
        string text;
        try
        {
            text = await reader.ReadToEndAsync();
        }
        catch (IOException)
        {
            // The server disconnected, as the client did.
            text = "";
        }

        return (text.Length == 0 ? 0 : int.Parse(text.Split(' ')[1], null), text);
    }
}
