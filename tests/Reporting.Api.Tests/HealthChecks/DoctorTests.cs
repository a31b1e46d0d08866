using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Reporting.Api.Tests.Access;
using Reporting.Api.Tests.Commands;
using Reporting.Api.Tests.ImportPages;
using Reporting.TestWarehouses;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Operations;

namespace Reporting.Api.Tests.HealthChecks;

/// <summary>Each part of the service is broken for real, and the checks of health say so with how to fix it.</summary>
public abstract class DoctorTests(WarehouseProvider engine) : IAsyncLifetime
{
    public sealed class OnSqlite() : DoctorTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : DoctorTests(WarehouseProvider.SqlServer);

    private readonly ITestDatabase _database = TestDatabase.On(engine);

    public Task InitializeAsync() => _database.CreateAsync();

    public Task DisposeAsync() => _database.DropAsync();

    [EngineFact]
    public async Task A_service_that_is_set_up_is_well_and_the_command_gives_0()
    {
        Assert.Equal(0, (await RunAsync(["migrate", "--reference-data"])).Code);
        var (code, output) = await RunAsync(["doctor"]);
        var lines = output.Split('\n');
        foreach (var name in new[] { "settings", "database", "migrations", "folders", "clock", "definitions", "public-address" })
        {
            Assert.Contains(lines, line => line.StartsWith($"well     {name} ", StringComparison.Ordinal));
        }

        // Mail goes to a folder until a relay is set.
        Assert.Contains(lines, line => line.StartsWith("warning  relay ", StringComparison.Ordinal));
        Assert.Contains("To fix it: Set Mail:Smtp:Host", output, StringComparison.Ordinal);
        Assert.Equal(ExternalPrograms.IsInstalled("chromium") ? 0 : 1, code);
    }

    [EngineFact]
    public async Task Each_broken_part_fails_with_what_mends_it_and_the_command_gives_1()
    {
        var folder = _database.Folder;
        var file = Path.Combine(folder, "a-file");
        File.WriteAllText(file, "");
        var rules = Path.Combine(folder, "access.yml");
        File.WriteAllText(rules, "markings: [public]\nroles:\n  reader:\n    permissions: [reed]\n");
        var secrets = Directory.CreateDirectory(Path.Combine(folder, "secrets")).FullName;
        File.WriteAllText(Path.Combine(secrets, "key-secret"), "secret");
        var (code, output) = await RunAsync(
            ["doctor", "--json"],
            ("Exports__Folder", Path.Combine(file, "exports")), ("FONTCONFIG_FILE", LatinFonts()), ("PATH", PathWithout("qpdf")), ("Mail__Smtp__Host", "127.0.0.1"), ("Mail__Smtp__Port", $"{ClosedPort()}"),
            ("AccessRules__File", rules), ("Mail__FilesFolder", "/proc"), ("PublicBaseUrl", "https://reports.example.org"), ("AllowedHosts", "other.example.org"), ("Warehouse__ScriptsFolder", folder));
        Assert.Equal(1, code);
        var checks = JsonDocument.Parse(output).RootElement.GetProperty("data").EnumerateArray().ToDictionary(c => c.GetProperty("name").GetString()!);
        foreach (var (name, state, detail, remedy) in new[]
        {
            ("disk", "failed", "Mail:FilesFolder): 0.0 MB.", "set Mail:FilesFolder"),
            ("folders", "failed", "Exports:Folder", "name another folder"),
            ("fonts", "failed", "Hindi, Hebrew", "apt-get install fonts-noto-core"),
            ("qpdf", "warning", "qpdf is not installed", "apt-get install qpdf"),
            ("relay", "failed", "The relay cannot be reached", "Mail:Smtp:Host"),
            ("definitions", "failed", "There is no permission 'reed'", "read"),
            ("secrets", "failed", "6 characters", "openssl rand"),
            ("public-address", "failed", "AllowedHosts names only other.example.org", "AllowedHosts"),
            ("migrations", "failed", "there are no scripts", "sql folder"),
        }.Where(c => c.Item1 != "fonts" || ExternalPrograms.IsInstalled("chromium")))
        {
            var check = checks[name];
            Assert.Equal((name, state), (name, check.GetProperty("state").GetString()));
            Assert.Contains(detail, check.GetProperty("detail").GetString(), StringComparison.Ordinal);
            Assert.Contains(remedy, check.GetProperty("remedy").GetString(), StringComparison.Ordinal);
            Assert.NotEmpty(check.GetProperty("meaning").GetString()!);
        }
    }

    [EngineFact]
    public async Task A_setting_that_does_not_exist_is_the_only_failure_that_is_reported()
    {
        var (code, output) = await RunAsync(["doctor"], ("Exports__Foldr", "x"));
        Assert.Equal(1, code);
        Assert.StartsWith("failed   settings  There is no setting Exports:Foldr", output, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task A_database_that_cannot_be_read_fails_without_hiding_the_other_checks()
    {
        var file = Path.Combine(_database.Folder, "broken.db");
        File.WriteAllText(file, new string('x', 5_000));
        var broken = engine == WarehouseProvider.Sqlite ? $"Data Source={file}" : $"Server=127.0.0.1,{ClosedPort()};Database=x;User Id=x;Password=x;Connect Timeout=1;Encrypt=false";
        var (code, output) = await RunAsync(["doctor"], ("Warehouse__ConnectionString", broken), ("Pdf__ChromiumPath", "/nowhere/chromium"));
        Assert.Equal(1, code);
        Assert.Matches("(?m)^failed   database ", output);
        Assert.Matches("(?m)^failed   chromium .*'/nowhere/chromium' \\(Pdf:ChromiumPath\\)", output);
        Assert.Matches("(?m)^warning  fonts .*not checked", output);
        Assert.Matches("(?m)^well     definitions ", output);
        Assert.Contains("To fix it:", output, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task Changed_scripts_times_in_the_future_and_a_readable_secret_are_found()
    {
        await using var app = new SecuredApp { Engine = engine };
        var key = await app.KeyAsync("admin");
        Assert.Equal(("well", "well", "well"), (await StateAsync("migrations"), await StateAsync("clock"), await StateAsync("secrets")));

        await using (var connection = await app.Services.GetRequiredService<WarehouseConnections>().OpenWriteAsync())
        {
            await connection.ExecuteAsync("UPDATE SchemaMigration SET Hash = 'changed' WHERE Script = '0001-star-schema'");
        }

        var audit = app.Services.GetRequiredService<AuditStore>();
        await audit.AddAsync([new AuditEntry(TimeProvider.System.GetUtcNow().AddDays(1), "test", "", AuditAction.Change, "test")], CancellationToken.None);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path.Combine(app.Secrets, "key-secret"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        }

        Assert.Equal(("failed", "warning", "failed"), (await StateAsync("migrations"), await StateAsync("clock"), await StateAsync("secrets")));

        // The page shows the same, the worst first.
        using var browser = FormBrowser.Of(app, key);
        await browser.OpenAsync("/admin/health");
        Assert.Matches("Tables\\s+The tables have the form that this program needs\\.\\s+Failed\\s+Scripts have changed", browser.Text);
        Assert.Contains("chmod 600", browser.Page, StringComparison.Ordinal);

        async Task<string> StateAsync(string name)
        {
            using var answer = await app.GetAsync("/api/v1/health/checks", key);
            return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("data").EnumerateArray().Single(c => c.GetProperty("name").GetString() == name).GetProperty("state").GetString()!;
        }
    }

    // A configuration with one font, which has Latin letters only.
    private string LatinFonts()
    {
        var fonts = Directory.CreateDirectory(Path.Combine(_database.Folder, "fonts")).FullName;
        if (Directory.Exists("/usr/share/fonts")
            && Directory.EnumerateFiles("/usr/share/fonts", "*.ttf", SearchOption.AllDirectories).FirstOrDefault(f => Path.GetFileName(f) is "DejaVuSansMono.ttf" or "NotoSans-Regular.ttf" or "LiberationSans-Regular.ttf") is { } latin)
        {
            File.Copy(latin, Path.Combine(fonts, "latin.ttf"));
        }

        var config = Path.Combine(_database.Folder, "fonts.conf");
        File.WriteAllText(config, $"<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig><dir>{fonts}</dir><cachedir>{fonts}</cachedir></fontconfig>");
        return config;
    }

    // The programs of this machine but one. Chromium is often a script that needs some of them.
    private string PathWithout(string program)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_database.Folder, "programs")).FullName;
        foreach (var file in (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator).Where(Directory.Exists).SelectMany(Directory.EnumerateFiles).Where(f => Path.GetFileName(f) != program).DistinctBy(Path.GetFileName))
        {
            File.CreateSymbolicLink(Path.Combine(folder, Path.GetFileName(file)), file);
        }

        return folder;
    }

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<(int Code, string Output)> RunAsync(string[] arguments, params (string Name, string Value)[] environment)
    {
        (string, string)[] settings =
        [
            ("ASPNETCORE_ENVIRONMENT", "Development"), ("Warehouse__Provider", engine.ToString()), ("Warehouse__ConnectionString", _database.Options.ConnectionString), ("Access__SecretsFolder", Path.Combine(_database.Folder, "secrets")),
            ("Exports__Folder", Path.Combine(_database.Folder, "exports")), ("Imports__Folder", Path.Combine(_database.Folder, "imports")), ("Mail__Folder", Path.Combine(_database.Folder, "mail")), ("Mail__FilesFolder", Path.Combine(_database.Folder, "mail-files")),
        ];
        var (code, output, error) = await new ProgramCommand([.. settings, .. environment]).RunAsync(arguments);
        return (code, output + error);
    }
}
