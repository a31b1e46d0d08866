using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Reporting.Engine.Model;
using Reporting.Warehouse.Definitions;
using Reporting.Warehouse.Problems;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Reporting.Engine.Reports;

/// <summary>A report's definition as JSON, with the same keys as in YAML.</summary>
public static class ReportDefinitionJson
{
    private const string Keys = "reports/README.md lists the keys.";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The definition as YAML. It is not yet checked against the model.</summary>
    public static Outcome<string> ToYaml(JsonElement definition)
    {
        try
        {
            return definition.Deserialize<ReportFile>(Json) is { } file
                ? Yaml().Serialize(file)
                : new Problem(ErrorCodes.MalformedReport, "The definition is empty.", Keys);
        }
        catch (JsonException wrong)
        {
            return new Problem(ErrorCodes.MalformedReport, $"The definition is wrong at '{SafeText.Of(wrong.Path ?? "$")}': a key is unknown or missing, or a value has the wrong type.", Keys);
        }
    }

    /// <summary>The definition as JSON; null if it is not readable at all.</summary>
    public static JsonObject? OfYaml(string text) =>
        File(text) is { } file ? JsonSerializer.SerializeToNode(file, Json)!.AsObject() : null;

    /// <summary>The title of a definition that may not fit the model; null if it is not readable at all.</summary>
    public static LocalizedText? TitleOf(string text) => File(text)?.Titles is { } titles && titles.ContainsKey("en") ? new LocalizedText(titles) : null;

    private static ReportFile? File(string text)
    {
        try
        {
            return YamlFile.Parse<ReportFile>("definition", text);
        }
        catch (DefinitionException)
        {
            return null;
        }
    }

    private static ISerializer Yaml() => new SerializerBuilder()
        .WithNamingConvention(UnderscoredNamingConvention.Instance)
        .WithQuotingNecessaryStrings()
        .ConfigureDefaultValuesHandling(DefaultValuesHandling.OmitNull | DefaultValuesHandling.OmitEmptyCollections)
        .Build();
}
