using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Microsoft.OData;
using Microsoft.OData.Edm;

namespace Reporting.Api.Tests.OData;

/// <summary>A client of the feed that checks the invariants of every response.</summary>
internal sealed class Feed(HttpClient client) : IDisposable
{
    private IEdmModel? _model;

    public static Feed Of(ReportingApp app) => new(app.CreateClient());

    public async Task<(HttpResponseMessage Response, byte[] Body)> SendAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path.StartsWith("http", StringComparison.Ordinal) ? path : "/odata/" + path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var response = await client.SendAsync(request);
        var body = Unpacked(await response.Content.ReadAsByteArrayAsync(), response.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Equal("4.0", Assert.Single(response.Headers.GetValues("OData-Version")));
        return (response, body);
    }

    public async Task<JsonElement> JsonAsync(string path, params (string Name, string Value)[] headers)
    {
        var (response, body) = await SendAsync(path, headers);
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{path}: {(int)response.StatusCode} {System.Text.Encoding.UTF8.GetString(body)}");
        return JsonDocument.Parse(body).RootElement;
    }

    public async Task<string> TextAsync(string path, params (string Name, string Value)[] headers)
    {
        var (response, body) = await SendAsync(path, headers);
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{path}: {(int)response.StatusCode} {System.Text.Encoding.UTF8.GetString(body)}");
        return System.Text.Encoding.UTF8.GetString(body);
    }

    public async Task<IEdmModel> ModelAsync() => _model ??= StrictReader.Model(await TextAsync("$metadata"));

    /// <summary>All pages, each read strictly.</summary>
    public async Task<List<ODataResource>> RowsAsync(string path, string set, params (string Name, string Value)[] headers)
    {
        var rows = new List<ODataResource>();
        for (string? next = path; next is not null;)
        {
            var (response, body) = await SendAsync(next, headers);
            Assert.True(response.StatusCode == HttpStatusCode.OK, $"{next}: {(int)response.StatusCode} {System.Text.Encoding.UTF8.GetString(body)}");
            var page = StrictReader.Rows(body, response.Content.Headers.ContentType!, await ModelAsync(), set, isDeclared: !path.Contains("$apply", StringComparison.Ordinal));
            rows.AddRange(page.Rows);
            next = page.Set.NextPageLink?.OriginalString;
        }

        return rows;
    }

    public async Task<JsonElement> RefusedAsync(string path, int status, string code, params (string Name, string Value)[] headers)
    {
        var (response, body) = await SendAsync(path, headers);
        var text = System.Text.Encoding.UTF8.GetString(body);
        Assert.True((int)response.StatusCode == status, $"{path}: {(int)response.StatusCode} {text}");
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        var error = JsonDocument.Parse(text).RootElement.GetProperty("error");
        Assert.Equal(code, error.GetProperty("code").GetString());
        Assert.False(string.IsNullOrWhiteSpace(error.GetProperty("message").GetString()));
        return error;
    }

    /// <summary>The uncompressed content.</summary>
    public static byte[] Unpacked(byte[] body, string? encoding)
    {
        using var packed = new MemoryStream(body);
        using Stream stream = encoding switch { "gzip" => new GZipStream(packed, CompressionMode.Decompress), "br" => new BrotliStream(packed, CompressionMode.Decompress), _ => packed };
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }

    public void Dispose() => client.Dispose();
}
