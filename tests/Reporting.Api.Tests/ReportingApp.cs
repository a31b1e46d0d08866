using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
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

    public string Database => ConnectionString ?? $"Data Source={Path.Combine(_folder, "reporting.db")}";

    /// <summary>Folder of finished export jobs.</summary>
    public string Exports => Path.Combine(_folder, "exports");

    public async Task<JsonElement> JsonAsync(string path)
    {
        using var client = CreateClient();
        using var response = await client.GetAsync(path);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{path}: {response.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    public async Task<byte[]> BytesAsync(string path)
    {
        using var client = CreateClient();
        return await client.GetByteArrayAsync(path);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseContentRoot(RepositoryRoot.Folder);
        builder.UseEnvironment("Development");
        builder.UseSetting("Warehouse:ConnectionString", Database);
        builder.UseSetting("Exports:Folder", Exports);
        foreach (var (name, value) in Settings)
        {
            builder.UseSetting(name, value);
        }

        builder.UseSetting("Logging:LogLevel:Default", "Warning");
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
