using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Reporting.TestWarehouses;

namespace Reporting.Api.Tests;

/// <summary>The real program on a real port, over a database of its own: absent at first, so the reference data is in it.</summary>
public class ReportingApp : WebApplicationFactory<Program>
{
    private readonly string _folder = Directory.CreateTempSubdirectory("reporting-app-").FullName;

    public ReportingApp() => UseKestrel(0);

    /// <summary>A database that is there already; null for a new one.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>Settings beside those of appsettings.json.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Development lets anonymous callers read and export; Production nobody.</summary>
    public string Environment { get; init; } = "Development";

    /// <summary>A clock that the test turns; null for the real one.</summary>
    public TimeProvider? Clock { get; init; }

    public string Database => ConnectionString ?? $"Data Source={Path.Combine(_folder, "reporting.db")}";

    public async Task<JsonElement> JsonAsync(string path)
    {
        using var client = CreateClient();
        using var response = await client.GetAsync(path);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{path}: {response.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>A client that follows no redirects; it keeps cookies, as a browser does, only if asked to.</summary>
    public HttpClient PlainClient(bool cookies = false)
    {
        StartServer();
        return new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = cookies }) { BaseAddress = ClientOptions.BaseAddress };
    }

    public async Task<byte[]> BytesAsync(string path)
    {
        using var client = CreateClient();
        return await client.GetByteArrayAsync(path);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseContentRoot(RepositoryRoot.Folder);
        builder.UseEnvironment(Environment);
        builder.UseSetting("Warehouse:ConnectionString", Database);
        foreach (var (name, value) in Settings)
        {
            builder.UseSetting(name, value);
        }

        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        if (Clock is not null)
        {
            builder.ConfigureTestServices(services => services.AddSingleton(Clock));
        }
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}
