using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Reporting.Engine.Definitions;
using Reporting.Engine.Reports.Documents;

namespace Reporting.Engine.Model;

/// <summary>Reads and validates the semantic model; a bad one is refused at start with file, line and hint.</summary>
public static partial class ModelReader
{
    public static SemanticModel Read(string path) => Parse(Path.GetFileName(path), File.ReadAllText(path));

    public static SemanticModel Parse(string name, string text)
    {
        var file = YamlFile.Parse<ModelFile>(name, text);
        var source = new DefinitionText(name, text);
        var dimensions = file.Dimensions.Select(d => Dimension(d, source)).ToList();
        var measures = file.Measures.Select(m => Measure(m, source)).ToList();
        RefuseTwins(dimensions.Select(d => d.Id).Concat(measures.Select(m => m.Id)), source);
        foreach (var dimension in dimensions.Where(d => d.Parent is not null && dimensions.All(p => p.Id != d.Parent)))
        {
            throw source.At(dimension.Id, $"The parent '{dimension.Parent}' of '{dimension.Id}' is not a dimension.", "Name one of the dimensions above.");
        }

        foreach (var kind in Enum.GetValues<MeasureKind>().Where(k => measures.All(m => m.Kind != k)))
        {
            throw new DefinitionException(name, 1, $"No measure has the kind '{Word(kind)}'.", "Every kind needs its measure.");
        }

        return new SemanticModel(dimensions, measures, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
    }

    private static ModelDimension Dimension(ModelFile.DimensionEntry entry, DefinitionText source)
    {
        CheckId(entry.Id, source);
        if (!StarSchema.Attributes.TryGetValue(entry.Attribute, out var attribute))
        {
            throw source.At(entry.Attribute, $"There is no attribute '{entry.Attribute}'.", $"Known are: {string.Join(", ", StarSchema.Attributes.Keys)}.");
        }

        return new ModelDimension(entry.Id, attribute, Texts(entry.Id, entry.Captions, source), English(entry.Description))
        {
            Parent = entry.Parent,
            MemberNames = entry.Members.ToDictionary(m => m.Key, m => Texts(m.Key, m.Value, source)),
        };
    }

    private static ModelMeasure Measure(ModelFile.MeasureEntry entry, DefinitionText source)
    {
        CheckId(entry.Id, source);
        return new ModelMeasure(
            entry.Id,
            Choice<MeasureKind>(entry.Kind, "kind", source),
            Texts(entry.Id, entry.Captions, source),
            English(entry.Description),
            Choice<ValueFormat>(entry.Format, "format", source),
            Choice<Additivity>(entry.Additivity, "additivity", source));
    }

    private static T Choice<T>(string text, string key, DefinitionText source)
        where T : struct, Enum =>
        Enum.GetValues<T>().Where(v => Word(v).Replace('_', '-') == text.Replace('_', '-')).Select(v => (T?)v).FirstOrDefault()
        ?? throw source.At(text, $"'{text}' is not a value of '{key}'.", $"Known are: {string.Join(", ", Enum.GetValues<T>().Select(v => Word(v)))}.");

    private static string Word<T>(T value)
        where T : struct, Enum => WordStart().Replace(value.ToString(), "_").ToLowerInvariant();

    private static Captions Texts(string id, Dictionary<string, string> texts, DefinitionText source) =>
        texts.ContainsKey("en") ? new Captions(texts) : throw source.At(id, $"'{id}' has no English caption.", "Add 'en'.");

    private static Captions English(string text) => new(new Dictionary<string, string> { ["en"] = text });

    private static void CheckId(string id, DefinitionText source)
    {
        if (!IdPattern().IsMatch(id))
        {
            throw source.At(id, $"'{id}' is not a name.", "Names are lower-case letters, digits and '_', and start with a letter.");
        }
    }

    private static void RefuseTwins(IEnumerable<string> ids, DefinitionText source)
    {
        foreach (var twin in ids.GroupBy(i => i).Where(g => g.Skip(1).Any()))
        {
            throw source.At(twin.Key, $"'{twin.Key}' is there twice.", "Names of dimensions and measures are unique.");
        }
    }

    [GeneratedRegex("^[a-z][a-z0-9_]*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex IdPattern();

    [GeneratedRegex("(?<!^)(?=[A-Z])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WordStart();
}
