using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Reporting.Engine.Execution;
using Reporting.Engine.Queries;
using Reporting.Engine.Sql;
using Reporting.TestWarehouses;

namespace Reporting.Api.Tests;

/// <summary>
/// The real program on a real port, over its own database with the reference data. The database is a new file, or is created on the test server when the
/// program starts.
/// </summary>
public class ReportingApp : WebApplicationFactory<Program>
{
    private readonly string _folder = Directory.CreateTempSubdirectory("reporting-app-").FullName;
    private ITestDatabase? _server;

    public ReportingApp() => UseKestrel();

    public WarehouseProvider Engine { get; init; }

    /// <summary>An existing database; null for a new one.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>A warehouse of the test, to which the program's other tables are added.</summary>
    public TestWarehouse? Warehouse
    {
        get;
        init
        {
            field = value;
            (Engine, ConnectionString) = (value?.Options.Provider ?? Engine, value?.ConnectionString);
        }
    }

    /// <summary>Settings in addition to appsettings.json.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; set; } = new Dictionary<string, string>();

    /// <summary>In Development, anonymous callers may read and export; in Production they may not.</summary>
    public string Environment { get; init; } = "Development";

    /// <summary>The folder of reports/, sql/ and appsettings.json.</summary>
    public string Root { get; init; } = RepositoryRoot.Folder;

    /// <summary>True to start in an empty folder. Other apps begin with the files of a first start, where these are the same.</summary>
    public bool IsFirstStart { get; init; }

    /// <summary>A clock that the test controls; null for the real one.</summary>
    public TimeProvider? Clock { get; init; }

    /// <summary>True to count small data from sets of members too (decision 0076).</summary>
    public bool CountsSets { get; init; }

    /// <summary>The access file with the roles. In the shipped one, readers see all data.</summary>
    public string AccessRules { get; init; } = RepositoryRoot.File("tests", "Reporting.Api.Tests", "Access", "open-access.yml");

    public string Database => ConnectionString ?? _server?.Options.ConnectionString ?? $"Data Source={DatabaseFile}";

    private string DatabaseFile => Path.Combine(_folder, "reporting.db");

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_server is not null)
        {
            await _server.DropAsync();
            _server = null;
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Folder of secrets.</summary>
    public string Secrets => Path.Combine(_folder, "reporting.secrets");

    /// <summary>Folder of finished export jobs.</summary>
    public string Exports => Path.Combine(_folder, "exports");

    /// <summary>Folder of uploaded files that wait to be imported.</summary>
    public string Uploads => Path.Combine(_folder, "imports");

    /// <summary>Folder of mails that were sent.</summary>
    public string Mails => Path.Combine(_folder, "mail");

    public string MailFiles => Path.Combine(_folder, "mail-files");

    public async Task<JsonElement> JsonAsync(string path)
    {
        using var client = CreateClient();
        using var response = await client.GetAsync(path);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{path}: {response.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>A client that follows no redirects, and keeps cookies only if requested.</summary>
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
        if (Engine == WarehouseProvider.SqlServer && (Warehouse is not null || ConnectionString is null))
        {
            _server = Warehouse is null ? TestDatabase.On(Engine) : null;
            // Runs before the program's services, which need the tables.
            builder.ConfigureTestServices(services => services.Insert(0, ServiceDescriptor.Singleton<IHostedService>(provider => new PreparedDatabase(provider, _server))));
        }
        else if (Engine == WarehouseProvider.Sqlite && ConnectionString is null && Clock is null && !IsFirstStart && Root == RepositoryRoot.Folder && !File.Exists(DatabaseFile))
        {
            InstalledFiles.CopyTo(_folder);
        }

        builder.UseContentRoot(Root);
        // Do not use UseKestrel: on a busy machine the program may start before it sets the port.
        builder.UseUrls("http://127.0.0.1:0");
        builder.UseEnvironment(Environment);
        builder.UseSetting("Warehouse:Provider", Engine.ToString());
        builder.UseSetting("Warehouse:ConnectionString", Database);
        builder.UseSetting("Exports:Folder", Exports);
        builder.UseSetting("Imports:Folder", Uploads);
        builder.UseSetting("Mail:Folder", Mails);
        builder.UseSetting("Mail:FilesFolder", MailFiles);
        builder.UseSetting("AccessRules:File", AccessRules);

        // A busy machine is no failure.
        builder.UseSetting("Pdf:TimeoutSeconds", "120");
        builder.ConfigureTestServices(services => services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMinutes(3)));
        if (!Settings.Keys.Any(name => name.StartsWith("Pdf:", StringComparison.Ordinal)))
        {
            builder.ConfigureTestServices(services => services.AddSingleton(TestChromium.Printing));
        }

        if (CountsSets)
        {
            builder.ConfigureTestServices(services => services.AddSingleton(provider => new VisibleSetReader(
                provider.GetRequiredService<SqlDialect>(), provider.GetRequiredService<DataVersionStore>(), provider.GetRequiredService<IOptions<QueryOptions>>()) { MinKeys = 0 }));
        }

        if (Engine == WarehouseProvider.SqlServer)
        {
            builder.UseSetting("Warehouse:CommandTimeoutSeconds", $"{Reporting.TestWarehouses.TestServer.CommandTimeoutSeconds}");
            builder.UseSetting("Access:SecretsFolder", Secrets);
        }

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
        TestFolder.Delete(_folder);
    }
}
