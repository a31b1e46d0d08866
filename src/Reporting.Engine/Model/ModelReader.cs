using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Reporting.Warehouse.Definitions;
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
        source.RefuseTwins(dimensions.Select(d => d.Id).Concat(measures.Select(m => m.Id)));
        foreach (var dimension in dimensions.Where(d => d.Parent is not null && dimensions.All(p => p.Id != d.Parent)))
        {
            throw source.At(dimension.Id, $"The parent '{dimension.Parent}' of '{dimension.Id}' is not a dimension.", "Name one of the dimensions above.");
        }

        foreach (var kind in Enum.GetValues<MeasureKind>().Where(k => measures.All(m => m.Kind != k)))
        {
            throw new DefinitionException(name, 1, $"No measure has the kind '{Words.Of(kind)}'.", "Every kind needs its measure.");
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

        return new ModelDimension(entry.Id, attribute, source.Captions(entry.Id, entry.Captions), English(entry.Description))
        {
            Parent = entry.Parent,
            MemberNames = entry.Members.ToDictionary(m => m.Key, m => source.Captions(m.Key, m.Value)),
        };
    }

    private static ModelMeasure Measure(ModelFile.MeasureEntry entry, DefinitionText source)
    {
        CheckId(entry.Id, source);
        return new ModelMeasure(
            entry.Id,
            source.Choice<MeasureKind>(entry.Kind, "kind"),
            source.Captions(entry.Id, entry.Captions),
            English(entry.Description),
            source.Choice<ValueFormat>(entry.Format, "format"),
            source.Choice<Additivity>(entry.Additivity, "additivity"));
    }

    private static Captions English(string text) => new(new Dictionary<string, string> { ["en"] = text });

    private static void CheckId(string id, DefinitionText source)
    {
        if (!IdPattern().IsMatch(id))
        {
            throw source.At(id, $"'{id}' is not a name.", "Names are lower-case letters, digits and '_', and start with a letter.");
        }
    }

    [GeneratedRegex("^[a-z][a-z0-9_]*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex IdPattern();
}
