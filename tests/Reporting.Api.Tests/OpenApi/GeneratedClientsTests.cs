using Reporting.Api.Tests.Access;
using Reporting.TestWarehouses;

namespace Reporting.Api.Tests.OpenApi;

/// <summary>
/// Clients generated from the document compile, and query, export, download and subscribe with typed bodies (tests/api-clients). TryItOutTests compares
/// every body with the document in each run.
/// </summary>
public sealed class GeneratedClientsTests
{
    private const string TakesLong = "Takes half a minute: REPORTING_DEEP=1 asks for it.";

    private static readonly bool IsDeep = Environment.GetEnvironmentVariable("REPORTING_DEEP") == "1";
    private static readonly string Folder = RepositoryRoot.File("tests", "api-clients");

    [NSwagFact]
    public async Task The_client_that_NSwag_generates_compiles_and_works()
    {
        await using var app = new SecuredApp();
        using var folder = new TestFolder();
        foreach (var file in Directory.GetFiles(Path.Combine(Folder, "csharp")))
        {
            File.Copy(file, Path.Combine(folder.Path, Path.GetFileName(file)));
        }

        var document = await DocumentAsync(app, folder.Path);
        var client = Path.Combine(folder.Path, "Client.cs");
        await ExternalPrograms.RunAsync("dotnet", ["tool", "run", "nswag", "openapi2csclient", $"/input:{document}", $"/output:{client}", "/namespace:Generated", "/className:ReportingClient", "/generateOptionalParameters:true", "/injectHttpClient:true", "/useBaseUrl:false"]);

        // Rows have a property for each variant that was asked for.
        var untyped = (await File.ReadAllTextAsync(client)).Split("public partial class ").Skip(1).Where(IsUntyped).Select(type => type.Split(' ', ':', '\r', '\n')[0]);
        Assert.Empty(untyped.Except(["AggregateRow", "ODataRow"]));
        await ExternalPrograms.RunAsync("dotnet", ["build", Path.Combine(folder.Path, "Client.csproj"), "--nologo", "-v", "quiet", "-o", Path.Combine(folder.Path, "out")]);
        await WorksAsync(app, "dotnet", Path.Combine(folder.Path, "out", "Client.dll"));
    }

    [TypeScriptFact]
    public async Task The_types_that_openapi_typescript_generates_compile_and_work()
    {
        await using var app = new SecuredApp();
        var packages = Path.Combine(Folder, "typescript");
        // In the folder of the packages, which the generated code needs to compile.
        var generated = Path.Combine(packages, "generated", Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(generated);
        try
        {
            var document = await DocumentAsync(app, generated);
            await ExternalPrograms.RunAsync("node", [Bin(packages, "openapi-typescript", "bin", "cli.js"), document, "-o", Path.Combine(generated, "schema.ts")]);
            File.Copy(Path.Combine(packages, "scenario.ts"), Path.Combine(generated, "scenario.ts"));
            await ExternalPrograms.RunAsync("node", [Bin(packages, "typescript", "bin", "tsc"), "-p", packages, "--outDir", Path.Combine(generated, "out")]);
            await WorksAsync(app, "node", Directory.GetFiles(Path.Combine(generated, "out"), "scenario.js", SearchOption.AllDirectories).Single());
        }
        finally
        {
            Directory.Delete(generated, recursive: true);
        }
    }

    private static bool IsUntyped(string type) => new[] { "public object ", "<object>", "AdditionalProperties" }.Any(sign => type.Contains(sign, StringComparison.Ordinal));

    private static async Task WorksAsync(SecuredApp app, string program, string client)
    {
        using var http = app.PlainClient();
        var printed = await ExternalPrograms.RunAsync(program, [client, http.BaseAddress!.ToString().TrimEnd('/'), await app.KeyAsync("admin")]);
        var lines = printed.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(3, lines.Length);
        Assert.Matches("^query [1-9][0-9]*( 20[0-9]{2}:[1-9][0-9]*)+$", lines[0]);
        Assert.Equal("export done 0", lines[1], ignoreCase: true);
        Assert.Matches("^(?i)subscription active assume-?sent 5 unknown-subscription$", lines[2]);
    }

    private static async Task<string> DocumentAsync(SecuredApp app, string folder)
    {
        using var response = await app.GetAsync("/swagger/v1/swagger.json", await app.KeyAsync("reader"));
        var file = Path.Combine(folder, "reporting.json");
        await File.WriteAllTextAsync(file, await response.Content.ReadAsStringAsync());
        return file;
    }

    private static string Bin(string packages, params string[] path) => Path.Combine([packages, "node_modules", .. path]);

    private sealed class NSwagFactAttribute : FactAttribute
    {
        private static readonly Lazy<bool> IsThere = new(() => ExternalPrograms.Succeeds("dotnet", "tool", "run", "nswag", "version"));

        public NSwagFactAttribute()
        {
            if (!IsDeep)
            {
                Skip = TakesLong;
            }
            else if (!IsThere.Value)
            {
                Skip = "Needs NSwag: run 'make test' or 'dotnet tool restore'.";
            }
        }
    }

    private sealed class TypeScriptFactAttribute : FactAttribute
    {
        public TypeScriptFactAttribute() => Skip = IsDeep ? PackagesFactAttribute.Missing("api-clients/typescript") : TakesLong;
    }

    private sealed class TestFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("reporting-client-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
