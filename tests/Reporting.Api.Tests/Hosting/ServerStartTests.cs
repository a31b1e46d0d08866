using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Reporting.Api.Hosting;
using Reporting.TestWarehouses;

namespace Reporting.Api.Tests.Hosting;

/// <summary>A server that cannot start says in one line what is wrong, where and why (docs/operations.md#when-it-does-not-start).</summary>
public sealed class ServerStartTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("reporting-start-").FullName;

    public ServerStartTests()
    {
        Directory.CreateSymbolicLink(Path.Combine(_root, "reports"), RepositoryRoot.File("reports"));
        Directory.CreateSymbolicLink(Path.Combine(_root, "sql"), RepositoryRoot.File("sql"));
    }

    private string Database => At("data/reporting.db");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        TestFolder.Delete(_root);
    }

    [Fact]
    public async Task A_complete_installation_starts_and_creates_its_folders()
    {
        Assert.Null(await LineAsync());
        Assert.True(File.Exists(Database));
        Assert.True(Directory.Exists(At("data/exports")));
        Assert.Null(await LineAsync());
    }

    [Fact]
    public async Task A_file_that_is_not_a_database_is_named_with_its_path()
    {
        Write("data/reporting.db", new string('x', 5_000));
        Says(await LineAsync(), "Warehouse:ConnectionString", Database, "is not a database");
    }

    [Fact]
    public async Task A_folder_instead_of_the_database_is_named()
    {
        Directory.CreateDirectory(Database);
        Says(await LineAsync(), Database, "is a folder");
    }

    [Theory]
    [InlineData("data/reporting.db", "is damaged")]
    [InlineData("data/reporting.operations.db", "is damaged")]
    public async Task A_damaged_database_is_named_with_its_path(string file, string reason)
    {
        Assert.Null(await LineAsync());
        SqliteConnection.ClearAllPools();
        using (var database = new SqliteConnection($"Data Source={At(file)};Pooling=False"))
        {
            // A reader that closes last leaves the log beside the file.
            await database.OpenAsync();
            using var checkpoint = database.CreateCommand();
            checkpoint.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            await checkpoint.ExecuteNonQueryAsync();
        }

        using (var damaged = File.OpenWrite(At(file)))
        {
            // After the first page, which lists the tables.
            damaged.Position = 4096;
            damaged.Write(new byte[(int)damaged.Length - 4096]);
        }

        Says(await LineAsync(), At(file), reason, "backup");
    }

    [Fact]
    public async Task A_truncated_database_is_named_with_its_path()
    {
        Assert.Null(await LineAsync());
        SqliteConnection.ClearAllPools();
        using (var cut = File.OpenWrite(Database))
        {
            cut.SetLength(cut.Length / 4096 / 2 * 4096);
        }

        Says(await LineAsync(), Database, "is damaged", "backup");
    }

    [Fact]
    public async Task An_operations_file_that_is_not_a_database_is_named_with_its_path()
    {
        Write("data/reporting.operations.db", new string('x', 5_000));
        Says(await LineAsync(), At("data/reporting.operations.db"), "is not a database");
    }

    [Theory]
    [InlineData("Exports:Folder")]
    [InlineData("Mail:Folder")]
    [InlineData("Mail:FilesFolder")]
    [InlineData("Access:SecretsFolder")]
    public async Task A_folder_that_cannot_be_written_is_named_with_its_setting(string setting)
    {
        Write("file", "not a folder");
        Says(await LineAsync($"--{setting}={At("file/folder")}"), setting, At("file/folder"), $"{At("file")} is a file");
    }

    [Fact]
    public async Task A_database_folder_that_cannot_be_created_is_named()
    {
        Write("file", "not a folder");
        Says(await LineAsync($"--Warehouse:ConnectionString=Data Source={At("file/reporting.db")}"), "Warehouse:ConnectionString", At("file"), "is a file");
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("abcde", "has 5 characters; it needs at least 32")]
    [InlineData("passwordpasswordpasswordpassword", "has too few different characters")]
    public async Task A_weak_key_secret_is_refused_from_every_source(string secret, string reason)
    {
        Write("data/reporting.secrets/key-secret", secret + "\n");
        Says(await LineAsync(), At("data/reporting.secrets/key-secret"), reason, "openssl rand -base64 32");
        Says(await LineAsync($"--Access:KeySecret={secret}"), "Access:KeySecret", reason, "openssl rand -base64 32");
        Write("own-secret", secret);
        Says(await LineAsync($"--Access:KeySecretFile={At("own-secret")}"), "Access:KeySecret", reason);
    }

    [Fact]
    public async Task A_missing_secret_file_is_named() =>
        Says(await LineAsync($"--Mail:Smtp:PasswordFile={At("no-such-file")}"), "Mail:Smtp:PasswordFile", At("no-such-file"), "does not exist");

    [Theory]
    [InlineData("{\n  \"Mail\": {\n    \"Folder\" \"x\"\n  }\n}", "line 3", "':'")]
    [InlineData("{\n  \"Mail\": { \"Folder\": \"x\" },\n  \"Mail:Folder\": \"y\"\n}", "line 3", "Mail:Folder")]
    [InlineData("{\n  \"Pdf\": {\n    \"MaxConcurrent\": \"two\"\n  }\n}", "line 3", "Pdf:MaxConcurrent", "'two' is not a whole number")]
    [InlineData("{\n  \"Pdf\": {\n    \"MaxConcurrent\": 99\n  }\n}", "line 3", "Pdf:MaxConcurrent", "must be 1 to 32")]
    [InlineData("{\n  \"Warehouse\": {\n    \"Provider\": \"SqlSever\"\n  }\n}", "line 3", "Warehouse:Provider", "Did you mean SqlServer?")]
    [InlineData("{\n  \"Exports\": {\n    \"KeepHours\": 0\n  }\n}", "line 3", "Exports:KeepHours must be")]
    [InlineData("{\n  // a comment\n  \"Mail\": {\n    \"Floder\": \"x\"\n  }\n}", "line 4", "Mail:Floder", "Did you mean Mail:Folder?")]
    [InlineData("{\n  \"Exprots\": {\n    \"KeepHours\": 1\n  }\n}", "line 3", "Exprots:KeepHours", "Did you mean Exports:KeepHours?")]
    [InlineData("{\n  \"Warehouse\": {\n    \"ConnectionString\": \"Data Sorce=x.db\"\n  }\n}", "line 3", "Warehouse:ConnectionString", "data sorce")]
    public async Task A_mistake_in_the_settings_file_is_named_with_file_and_line(string json, params string[] says)
    {
        Write("appsettings.json", json);
        Says(await LineAsync(), [At("appsettings.json"), .. says]);
    }

    [Fact]
    public async Task A_folder_instead_of_the_settings_file_is_named()
    {
        Directory.CreateDirectory(At("appsettings.json"));
        Says(await LineAsync(), At("appsettings.json"), "is a folder");
    }

    [Theory]
    [InlineData("--Edge:RequestSecond=5", "command line, --Edge:RequestSecond", "Did you mean Edge:RequestSeconds?")]
    [InlineData("--Edge:TrustedProxies:0=10.0.0.1", "Edge:TrustedProxies:0", "Did you mean Edge:TrustedProxies?")]
    [InlineData("--Access:OpenIdConnect:Athority=x", "Did you mean Access:OpenIdConnect:Authority?")]
    public async Task An_unknown_setting_is_refused_with_the_nearest_name(string argument, params string[] says) => Says(await LineAsync(argument), says);

    [Fact]
    public async Task Missing_definitions_and_access_rules_are_named()
    {
        Says(await LineAsync($"--AccessRules:File={At("access.yml")}"), At("access.yml"), "AccessRules:File");
        Directory.Delete(At("reports"));
        Says(await LineAsync(), At("reports/model/engagements.yml"));
    }

    [Fact]
    public async Task Missing_scripts_are_named() => Says(await LineAsync($"--Warehouse:ScriptsFolder={At("no-scripts")}"), "Warehouse:ScriptsFolder", At("no-scripts"));

    [Fact]
    public async Task An_address_in_use_is_named()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        Says(await LineAsync($"--urls=http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}"), $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port} is in use", "--urls");
    }

    private static void Says(string? line, params string[] parts)
    {
        Assert.NotNull(line);
        Assert.DoesNotContain('\n', line);
        Assert.DoesNotContain("  ", line, StringComparison.Ordinal);
        Assert.All(parts, part => Assert.Contains(part, line, StringComparison.Ordinal));
    }

    /// <summary>Returns null if the server starts, and stops it again.</summary>
    private async Task<string?> LineAsync(params string[] settings)
    {
        string[] all = [$"--contentRoot={_root}", "--environment=Production", "--Logging:LogLevel:Default=None", .. settings];
        var start = await ServerStart.TryAsync(settings.Any(s => s.StartsWith("--urls", StringComparison.Ordinal)) ? all : [.. all, "--urls=http://127.0.0.1:0"], inOneLine: true);
        if (start.IsValue(out WebApplication? app, out var problem))
        {
            await app.StopAsync();
            await app.DisposeAsync();
            return null;
        }

        return $"{problem.Message} {problem.Hint}".TrimEnd();
    }

    private string At(string path) => Path.Combine(_root, path);

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), text);
    }
}
