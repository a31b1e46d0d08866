using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Reporting.Engine.Access;
using YamlDotNet.Serialization.NamingConventions;

namespace Repository.Tests.Docs;

/// <summary>The editors' schema of reports/access.yml matches the reader.</summary>
public sealed class AccessSchemaTests
{
    private static readonly JsonElement Schema = JsonDocument.Parse(RepositoryFiles.Read("reports/access.schema.json")).RootElement;

    [Theory]
    [InlineData("AccessFile", "")]
    [InlineData("AccessFile+RoleEntry", "role")]
    [InlineData("AccessFile+VisibilityEntry", "sees")]
    [InlineData("AccessFile+RuleEntry", "rule")]
    public void The_schema_has_the_keys_of_the_reader_and_no_other(string type, string definition)
    {
        var properties = typeof(AccessRules).Assembly.GetType("Reporting.Engine.Access." + type, throwOnError: true)!.GetProperties();
        var schema = definition.Length == 0 ? Schema : Schema.GetProperty("$defs").GetProperty(definition);
        Assert.False(schema.GetProperty("additionalProperties").GetBoolean());
        Assert.Equal(properties.Select(Key).Order(StringComparer.Ordinal), schema.GetProperty("properties").EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
        Assert.Equal(
            properties.Where(p => p.GetCustomAttribute<RequiredMemberAttribute>() is not null).Select(Key).Order(StringComparer.Ordinal),
            schema.GetProperty("required").EnumerateArray().Select(p => p.GetString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_schema_has_the_permissions_of_the_reader() => Assert.Equal(
        AccessRulesReader.PermissionWords.Keys,
        Schema.GetProperty("$defs").GetProperty("role").GetProperty("properties").GetProperty("permissions").GetProperty("items").GetProperty("enum").EnumerateArray().Select(p => p.GetString()));

    private static string Key(PropertyInfo property) => UnderscoredNamingConvention.Instance.Apply(property.Name);
}
