using System.Text.RegularExpressions;
using Reporting.Warehouse.Definitions;
using Reporting.Warehouse.Text;

namespace Reporting.Engine.Model;

/// <summary>Reads and validates the semantic model. An invalid model stops the start with file, line and hint.</summary>
public static partial class ModelReader
{
    private const string NamesName = "names.yml";

    /// <summary>Reads the model and, if the file exists, the names of members in other languages.</summary>
    public static SemanticModel Read(string path)
    {
        var names = Path.Combine(Path.GetDirectoryName(path)!, NamesName);
        return Parse(Path.GetFileName(path), File.ReadAllText(path), File.Exists(names) ? File.ReadAllText(names) : null);
    }

    /// <param name="names">The text of names.yml; null for none.</param>
    public static SemanticModel Parse(string name, string text, string? names = null)
    {
        var file = YamlFile.Parse<ModelFile>(name, text);
        var source = new DefinitionText(name, text);
        var dimensions = file.Dimensions.Select(d => Dimension(d, source)).ToList();
        var measures = file.Measures.Select(m => Measure(m, source)).ToList();
        source.RefuseDuplicates(dimensions.Select(d => d.Id).Concat(measures.Select(m => m.Id)));
        foreach (var dimension in dimensions.Where(d => d.Parent is not null && dimensions.All(p => p.Id != d.Parent)))
        {
            throw source.At(dimension.Id, $"The parent '{dimension.Parent}' of '{dimension.Id}' is not a dimension.", "Name one of the dimensions above.");
        }

        foreach (var kind in Enum.GetValues<MeasureKind>().Where(k => measures.All(m => m.Kind != k)))
        {
            throw new DefinitionException(name, 1, $"No measure has the kind '{EnumNames.Of(kind)}'.", "Every kind needs its measure.");
        }

        return new SemanticModel(
            names is null ? dimensions : Named(dimensions, names), measures, Sha256.Of(text + names));
    }

    private static List<ModelDimension> Named(List<ModelDimension> dimensions, string text)
    {
        var source = new DefinitionText(NamesName, text);
        foreach (var entry in YamlFile.Parse<NamesFile>(NamesName, text).Names)
        {
            var names = entry.Members.ToDictionary(m => m.Key, m => source.Captions(m.Key, m.Value));
            foreach (var id in entry.Dimensions)
            {
                var place = dimensions.FindIndex(d => d.Id == id);
                if (place < 0)
                {
                    throw source.At(id, $"There is no dimension '{id}'.", "Name a dimension of engagements.yml.");
                }

                // Names in the model take precedence.
                dimensions[place] = dimensions[place] with { MemberNames = names.Concat(dimensions[place].MemberNames).GroupBy(n => n.Key).ToDictionary(n => n.Key, n => n.Last().Value) };
            }
        }

        return dimensions;
    }

    private static ModelDimension Dimension(ModelFile.DimensionEntry entry, DefinitionText source)
    {
        CheckId(entry.Id, source);
        if (!StarSchema.Attributes.TryGetValue(entry.Attribute, out var attribute))
        {
            throw source.At(entry.Attribute, $"There is no attribute '{entry.Attribute}'.", $"Known are: {string.Join(", ", StarSchema.Attributes.Keys)}.");
        }

        return new ModelDimension(entry.Id, attribute, source.Captions(entry.Id, entry.Captions), source.Captions(entry.Id, entry.Descriptions))
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
            source.Captions(entry.Id, entry.Descriptions),
            source.Choice<ValueFormat>(entry.Format, "format"),
            source.Choice<Additivity>(entry.Additivity, "additivity"));
    }

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

/// <summary>The keys of reports/model/names.yml: names of members in languages that the data lack.</summary>
internal sealed class NamesFile
{
    public required List<Entry> Names { get; set; }

    internal sealed class Entry
    {
        public required List<string> Dimensions { get; set; }

        public required Dictionary<string, Dictionary<string, string>> Members { get; set; }
    }
}
