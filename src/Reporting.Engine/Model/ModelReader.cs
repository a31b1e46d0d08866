using System.Text.RegularExpressions;
using Reporting.Warehouse.Definitions;
using Reporting.Warehouse.Text;

namespace Reporting.Engine.Model;

/// <summary>Reads and validates the semantic model. An invalid model stops the start with file, line and hint.</summary>
public static partial class ModelReader
{
    private const string NamesName = "names.yml";

    private static readonly MeasureKind[] OfLaterVersions =
        [MeasureKind.DaysSinceLast, MeasureKind.LongestGapDays, MeasureKind.Commitments, MeasureKind.AgreementsWithoutFollowUp, MeasureKind.DaysToFollowUp];

    // A placeholder until the definition is read.
    private static readonly StarAttribute Undeclared = StarSchema.Attributes["date.year"];

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
        var dimensions = Dimensions(file, source, names);
        source.RefuseDuplicates(dimensions.Select(d => d.Id).Concat(file.Measures.Select(m => m.Id)));
        file.Measures.ForEach(m => CheckId(m.Id, source));
        foreach (var dimension in dimensions.Where(d => d.Parent is not null && dimensions.All(p => p.Id != d.Parent)))
        {
            throw source.At(dimension.Id, $"The parent '{dimension.Parent}' of '{dimension.Id}' is not a dimension.", "Name one of the dimensions above.");
        }

        var measures = new MeasureReader(file.Measures, dimensions, source).Read();
        // Files of earlier versions have no gaps and no commitments.
        foreach (var kind in Enum.GetValues<MeasureKind>().Except(OfLaterVersions).Where(k => measures.All(m => m.Kind != k)))
        {
            throw new DefinitionException(name, 1, $"No measure has the kind '{EnumNames.Of(kind)}'.", $"Add a measure with kind: {EnumNames.Of(kind)}.");
        }

        return new SemanticModel(dimensions, measures, Sha256.Of(text + names));
    }

    // Read the dimensions of the data first, with their names: declared ones name their members.
    private static List<ModelDimension> Dimensions(ModelFile file, DefinitionText source, string? names)
    {
        var dimensions = file.Dimensions.ConvertAll(d => Dimension(d, source));
        dimensions = names is null ? dimensions : Named(dimensions, names);
        for (var i = 0; i < dimensions.Count; i++)
        {
            if (file.Dimensions[i] is not { Attribute: not null, Starts: null, Groups: null, Bands: null })
            {
                dimensions[i] = dimensions[i] with { Attribute = new DeclaredDimensions(source.Within("dimensions", i)).Attribute(file.Dimensions[i], [.. dimensions.Take(i)]) };
            }

            dimensions[i] = Explained(dimensions[i], file.Dimensions[i], dimensions);
        }

        return dimensions;
    }

    private static ModelDimension Explained(ModelDimension dimension, ModelFile.DimensionEntry entry, IReadOnlyList<ModelDimension> dimensions)
    {
        var explained = dimension with { Explanation = DimensionTexts.Explanation(dimension, dimensions) };
        return entry.Descriptions is null && explained.Explanation != LocalizedText.None ? explained with { Description = explained.Explanation } : explained;
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

        var countries = dimensions.Find(d => d.Attribute.Id == StarSchema.Country)?.MemberNames.Values.GroupBy(name => name.In("en")).ToDictionary(n => n.Key, n => n.First());
        return countries is null ? dimensions : [.. dimensions.Select(d => d.Attribute is { Table.Name: "DimParticipant", IsGroup: false } ? d with { CountryNames = countries } : d)];
    }

    private static ModelDimension Dimension(ModelFile.DimensionEntry entry, DefinitionText source)
    {
        CheckId(entry.Id, source);
        StarAttribute? attribute = null;
        if (entry.Attribute is { } named && !StarSchema.Attributes.TryGetValue(named, out attribute))
        {
            throw source.At(named, $"There is no attribute '{named}'.", $"Known values: {string.Join(", ", StarSchema.Attributes.Keys)}.");
        }

        return new ModelDimension(entry.Id, attribute ?? Undeclared, source.Captions(entry.Id, entry.Captions), source.Captions(entry.Id, entry.Descriptions ?? entry.Captions))
        {
            Parent = entry.Parent,
            MemberNames = Names(entry, source),
        };
    }

    // The members of groups are codes; their names stand apart.
    private static Dictionary<string, LocalizedText> Names(ModelFile.DimensionEntry entry, DefinitionText source)
    {
        var names = new Dictionary<string, LocalizedText>(entry.Names.Select(n => KeyValuePair.Create(n.Key, source.Captions(n.Key, n.Value))));
        if (entry.Groups is not null)
        {
            return names;
        }

        foreach (var (code, texts) in entry.Members)
        {
            names[code] = texts is Dictionary<object, object> known && known.All(t => t is { Key: string, Value: string })
                ? source.Captions(code, known.ToDictionary(t => (string)t.Key, t => (string)t.Value))
                : throw source.At(code, $"'{code}' has no names.", "Write {en: …}. Lists of members stand in a dimension with 'groups'.");
        }

        return names;
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
