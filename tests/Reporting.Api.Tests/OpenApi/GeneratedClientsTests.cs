using Reporting.Api.Tests.Access;
using Reporting.TestWarehouses;

namespace Reporting.Api.Tests.OpenApi;

/// <summary>
/// Clients generated from the document compile, and query, export, download and subscribe with typed bodies (eng/clients.sh, tests/api-clients).
/// TryItOutTests compares every body with the document.
/// </summary>
public sealed class GeneratedClientsTests
{
    [NSwagFact]
    public async Task The_package_for_CSharp_compiles_and_works()
    {
        await using var app = new SecuredApp();
        using var folder = new TestFolder();
        await GenerateAsync(app, folder.Path, "csharp");

        // Rows have a property for each variant that was asked for. A changed field has more properties in the schema of its kind, so its own schema is open.
        var untyped = (await File.ReadAllTextAsync(Path.Combine(folder.Path, "csharp", "ReportingClient.cs"))).Split("public partial class ").Skip(1).Where(IsUntyped).Select(type => type.Split(' ', ':', '\r', '\n')[0]);
        Assert.Empty(untyped.Except(["AggregateRow", "FieldChangeResponse", "ODataRow"]));
        await ExternalPrograms.RunAsync("dotnet", ["build", Path.Combine(folder.Path, "csharp", "examples", "Client.csproj"), "-c", "Release", "--nologo", "-v", "quiet", "-o", Path.Combine(folder.Path, "out")]);
        await WorksAsync(app, "dotnet", Path.Combine(folder.Path, "out", "Client.dll"));
    }

    [TypeScriptFact]
    public async Task The_package_for_TypeScript_compiles_and_works()
    {
        await using var app = new SecuredApp();
        using var folder = new TestFolder();
        await GenerateAsync(app, folder.Path, "typescript");
        Assert.Single(Directory.GetFiles(Path.Combine(folder.Path, "typescript"), "reporting-client-*.tgz"));
        await WorksAsync(app, "node", Path.Combine(folder.Path, "typescript", "dist", "examples", "scenario.js"));
    }

    [PythonFact]
    public async Task The_package_for_Python_works()
    {
        await using var app = new SecuredApp();
        using var folder = new TestFolder();
        await GenerateAsync(app, folder.Path, "python");
        await WorksAsync(app, "/usr/bin/python3", Path.Combine(folder.Path, "python", "scenario.py"));
    }

    // The script of 'make clients'.
    private static async Task GenerateAsync(SecuredApp app, string folder, string language) =>
        await ExternalPrograms.RunAsync("bash", [RepositoryRoot.File("eng", "clients.sh"), "Release", await DocumentAsync(app, folder), folder, language]);

    private static bool IsUntyped(string type) => new[] { "public object ", "<object>", "AdditionalProperties" }.Any(sign => type.Contains(sign, StringComparison.Ordinal));

    private static async Task WorksAsync(SecuredApp app, string program, string client)
    {
        using var http = app.PlainClient();
        await ImportAsync(app, "client-1,Talks,2026,meeting,1.5,cyber-security,");
        await ImportAsync(app, "client-1,Talks_again,2026,visit,2.5,cyber-security,0.5\nclient-1,,,,,artificial-intelligence,0.5");
        var printed = await ExternalPrograms.RunAsync(program, [client, http.BaseAddress!.ToString().TrimEnd('/'), await app.KeyAsync("admin")]);
        var lines = printed.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(4, lines.Length);
        Assert.Matches("^query [1-9][0-9]*( 20[0-9]{2}:[1-9][0-9]*)+$", lines[0]);
        Assert.Equal("export done 0", lines[1], ignoreCase: true);
        Assert.Matches("^(?i)subscription active assume-?sent 5 unknown-subscription$", lines[2]);
        Assert.Equal("changes title:Talks>Talks_again type:meeting>visit category:dialogue>other amountUsd:2.5>3.5 domains:1>2", lines[3]);
    }

    private static async Task ImportAsync(SecuredApp app, string rows)
    {
        using var client = app.PlainClient();
        client.DefaultRequestHeaders.Add("X-Api-Key", await app.KeyAsync("admin"));
        using var response = await client.PostAsync("/api/v1/imports", new StringContent($"Code,Title,Start,Type,AmountUsd,Domain,Weight\n{rows}\n", null, "text/csv"));
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    private static async Task<string> DocumentAsync(SecuredApp app, string folder)
    {
        using var response = await app.GetAsync("/swagger/v1/swagger.json", await app.KeyAsync("reader"));
        var file = Path.Combine(folder, "reporting.json");
        await File.WriteAllTextAsync(file, await response.Content.ReadAsStringAsync());
        return file;
    }

    private sealed class NSwagFactAttribute : FactAttribute
    {
        private static readonly Lazy<bool> IsThere = new(() => ExternalPrograms.Succeeds("dotnet", "tool", "run", "nswag", "version"));

        public NSwagFactAttribute()
        {
            if (!IsThere.Value)
            {
                Skip = "Needs NSwag: run 'make test' or 'dotnet tool restore'.";
            }
        }
    }

    private sealed class TypeScriptFactAttribute : FactAttribute
    {
        public TypeScriptFactAttribute() => Skip = PackagesFactAttribute.Missing("api-clients/typescript");
    }

    private sealed class PythonFactAttribute : FactAttribute
    {
        private static readonly Lazy<string?> Missing = new(() =>
            PackagesFactAttribute.Missing("api-clients/python")
            ?? (!ExternalPrograms.Succeeds("java", "-version") ? "Needs a Java runtime, which runs the generator of the Python package."
            : !ExternalPrograms.Succeeds("/usr/bin/python3", "-c", "import urllib3, dateutil, certifi, six") ? "Needs Python with urllib3, dateutil, certifi and six: run 'make test'." : null));

        public PythonFactAttribute() => Skip = Missing.Value;
    }

    private sealed class TestFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("reporting-client-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
