using System.Text.RegularExpressions;
using Repository.Tests.Docs;
using YamlDotNet.RepresentationModel;

namespace Repository.Tests.Containers;

/// <summary>The build machine cannot run containers, so these tests check the text of the Dockerfile and compose.yaml.</summary>
public sealed class ContainersTests
{
    private static readonly string Dockerfile = RepositoryFiles.Read("Dockerfile");

    private static readonly YamlMappingNode Services = ReadServices();

    private static readonly ILookup<string, string> Settings = MarkdownRows.ByName("docs/settings.md");

    [Fact]
    public void The_scripts_of_a_cached_stage_do_not_look_older_than_the_lockfile() =>
        Assert.Contains("RUN touch src/Reporting.Api/Pages/Scripts/node_modules/.package-lock.json && dotnet publish", Dockerfile, StringComparison.Ordinal);

    [Fact]
    public void Files_that_the_image_copies_exist_and_are_not_ignored()
    {
        var ignored = RepositoryFiles.Read(".dockerignore").Split('\n').Select(line => line.Trim());
        var copied = Regex.Matches(Dockerfile, @"^COPY (?!--from)(.+) \S+$", RegexOptions.Multiline).SelectMany(m => m.Groups[1].Value.Split(' ')).ToList();
        Assert.True(copied.Count > 5, $"Only {copied.Count} paths found.");
        Assert.All(copied, path => Assert.True(Path.Exists(Path.Combine(RepositoryFiles.Root, path)), path));
        Assert.Empty(copied.Intersect(ignored, StringComparer.Ordinal));
    }

    /// <summary>The web project includes appsettings.json, reports and sql, and every project needs the files at the root.</summary>
    [Fact]
    public void Files_that_the_build_reads_outside_src_are_copied()
    {
        var projects = string.Concat(RepositoryFiles.Under("src", "*.csproj").Append("Directory.Build.props").Select(RepositoryFiles.Read));
        var named = Regex.Matches(projects, @"\$\(RepositoryRoot\)(\w[\w.]*)").Select(m => m.Groups[1].Value).Distinct(StringComparer.Ordinal).ToList();
        Assert.Contains("sql", named);
        Assert.All(named, name => Assert.Matches($@"(?m)^COPY .*\b{Regex.Escape(name)}\b", Dockerfile));
    }

    [Fact]
    public void The_image_has_the_packages_of_a_manual_installation()
    {
        var script = RepositoryFiles.Read("eng/install.sh");
        var needed = Regex.Matches(script.Split("if [ \"$purpose\" = test ]")[0], @"^ *need(?:_font)? \S+ (\S+)$", RegexOptions.Multiline).Select(m => m.Groups[1].Value).Append("fontconfig").Distinct().ToList();
        Assert.Contains("chromium-headless-shell", needed);
        var install = Regex.Match(Dockerfile, @"apt-get install ([^&]+)").Groups[1].Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        Assert.Empty(needed.Except(install, StringComparer.Ordinal));
    }

    [Fact]
    public void Settings_in_the_image_and_in_compose_are_documented()
    {
        var named = Regex.Matches(Dockerfile, @"\b(\w+?__\w+)=").Select(m => m.Groups[1].Value)
            .Concat(Services.Children.Values.Cast<YamlMappingNode>().SelectMany(Environment).Where(name => name.Contains("__", StringComparison.Ordinal) || name == "AllowedHosts"))
            .Select(name => name.Replace("__", ":", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        Assert.True(named.Count > 4, $"Only {named.Count} settings found.");
        Assert.All(named, name => Assert.True(Settings.Contains(name), $"{name} is not in docs/settings.md."));
    }

    [Fact]
    public void The_image_listens_on_the_port_that_compose_maps_and_the_docs_name()
    {
        var port = Regex.Match(Dockerfile, @"^EXPOSE (\d+)$", RegexOptions.Multiline).Groups[1].Value;
        Assert.Contains($"ASPNETCORE_URLS=http://+:{port}", Dockerfile, StringComparison.Ordinal);
        Assert.Contains($"http://localhost:{port}/health/ready", Dockerfile, StringComparison.Ordinal);
        Assert.EndsWith($":{port}", ((YamlSequenceNode)Service("api")["ports"]).Children[0].ToString(), StringComparison.Ordinal);
        Assert.Contains($"http://localhost:{port}/health/ready", RepositoryFiles.Read("docs/operations.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_containers_run_as_an_ordinary_user_on_a_read_only_root_without_capabilities()
    {
        Assert.Matches(@"(?m)^USER \d{4,}$", Dockerfile);
        foreach (var name in new[] { "migrate", "api" })
        {
            var service = Service(name);
            Assert.Equal("true", service["read_only"].ToString());
            Assert.Equal(["/tmp"], ((YamlSequenceNode)service["tmpfs"]).Select(n => n.ToString()));
            Assert.Equal(["ALL"], ((YamlSequenceNode)service["cap_drop"]).Select(n => n.ToString()));
        }
    }

    /// <summary>The API never changes the schema, so it must start after the migration.</summary>
    [Fact]
    public void The_api_starts_after_the_database_is_created_migrated_and_granted()
    {
        string[] order = ["sqlserver", "create-database", "migrate", "grant", "api"];
        Assert.Equal(order, Services.Children.Keys.Select(k => k.ToString()));
        foreach (var (before, after) in order.Zip(order.Skip(1)))
        {
            var condition = ((YamlMappingNode)Service(after)["depends_on"])[before]["condition"].ToString();
            Assert.Equal(before == "sqlserver" ? "service_healthy" : "service_completed_successfully", condition);
        }
    }

    [Fact]
    public void Scripts_and_variables_that_compose_names_exist()
    {
        var compose = RepositoryFiles.Read("compose.yaml");
        var scripts = Regex.Matches(compose, @"/(sql/[\w/.-]+\.sql)").Select(m => m.Groups[1].Value).ToList();
        Assert.Equal(3, scripts.Count);
        Assert.All(scripts, script => Assert.True(File.Exists(Path.Combine(RepositoryFiles.Root, script)), script));
        var variables = Regex.Matches(compose, @"(?<!\$)\$\{(\w+)").Select(m => m.Groups[1].Value).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(variables, Regex.Matches(RepositoryFiles.Read("compose.env.example"), @"^(\w+)=", RegexOptions.Multiline).Select(m => m.Groups[1].Value).Order(StringComparer.Ordinal));
        Assert.Contains("/.env\n", RepositoryFiles.Read(".gitignore"), StringComparison.Ordinal);
        Assert.Contains("\n.env\n", RepositoryFiles.Read(".dockerignore"), StringComparison.Ordinal);
    }

    [Fact]
    public void No_file_contains_a_password() => Assert.All(
        new[] { "compose.yaml", "compose.env.example", "Dockerfile", "sql/containers/create-database.sql" },
        path => Assert.DoesNotMatch(@"(?i)password[ \t]*[=:][ \t]*(?!\$|\?|N'\$)[^\s;""]", RepositoryFiles.Read(path)));

    private static YamlMappingNode Service(string name) => (YamlMappingNode)Services[name];

    private static IEnumerable<string> Environment(YamlMappingNode service) =>
        service.Children.TryGetValue("environment", out var environment) ? ((YamlMappingNode)environment).Children.Keys.Select(k => k.ToString()) : [];

    private static YamlMappingNode ReadServices()
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(RepositoryFiles.Read("compose.yaml")));
        return (YamlMappingNode)yaml.Documents[0].RootNode["services"];
    }
}
