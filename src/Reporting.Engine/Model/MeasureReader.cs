using Reporting.Warehouse.Definitions;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Model;

/// <summary>Reads the measures of a model: each by its kind, or by one of five forms over others, in any order.</summary>
internal sealed class MeasureReader(List<ModelFile.MeasureEntry> entries, IReadOnlyList<ModelDimension> dimensions, DefinitionText source)
{
    private readonly Dictionary<string, ModelMeasure> _read = new(StringComparer.Ordinal);
    private readonly HashSet<string> _reading = new(StringComparer.Ordinal);

    public List<ModelMeasure> Read() => [.. entries.Select(e => Measure(e))];

    private ModelMeasure Measure(ModelFile.MeasureEntry entry)
    {
        if (_read.TryGetValue(entry.Id, out var known))
        {
            return known;
        }

        var own = source.Within("measures", entries.IndexOf(entry));
        if (!_reading.Add(entry.Id))
        {
            throw own.At(entry.Id, $"'{entry.Id}' is defined by itself, through {string.Join(", ", _reading.Select(id => $"'{id}'"))}.", "Break the circle: name measures that do not need this one.");
        }

        var measure = Measure(entry, new DefinitionReader(this, entry, own, dimensions).Read(), own);
        _reading.Remove(entry.Id);
        return _read[entry.Id] = measure;
    }

    private ModelMeasure Measure(ModelFile.MeasureEntry entry, MeasureDefinition definition, DefinitionText own)
    {
        if (MeasureRules.Refusal(definition) is { } refusal)
        {
            throw own.At(entry.Id, $"'{entry.Id}' cannot be computed: {refusal.Message}", refusal.Hint);
        }

        var explanation = MeasureTexts.Explanation(definition, dimensions);
        var kind = MeasureKindDefinitions.KindOf(definition, dimensions);
        var measure = new ModelMeasure(
            entry.Id,
            own.Captions(entry.Id, entry.Captions),
            entry.Descriptions is { } descriptions ? own.Captions(entry.Id, descriptions)
                : definition is MeasureDefinition.Base ? throw own.At(entry.Id, $"'{entry.Id}' has no descriptions.", "Say what it counts, in English at least.")
                : explanation,
            Format(entry, definition, own),
            definition)
        {
            Kind = kind,
            Explanation = explanation,
        };
        if (entry.Additivity is { } given && own.Choice<Additivity>(given, "additivity") != measure.Additivity)
        {
            throw own.At("additivity:", $"The additivity of '{entry.Id}' is {EnumNames.Of(measure.Additivity)}, not what 'additivity' says.", "Leave 'additivity' out: it follows from the definition.");
        }

        return measure;
    }

    private static ValueFormat Format(ModelFile.MeasureEntry entry, MeasureDefinition definition, DefinitionText own)
    {
        var derived = MeasureRules.Format(definition);
        if (entry.Format is null)
        {
            return derived;
        }

        var given = own.Choice<ValueFormat>(entry.Format, "format");
        return given == derived || (definition is MeasureDefinition.Ratio { Per: 1 } && given == ValueFormat.Percent)
            ? given
            : throw own.At("format:", $"'{entry.Id}' cannot have the format '{entry.Format}'.", $"Leave 'format' out, or write {EnumNames.Of(derived)}.");
    }

    /// <summary>A measure that another one names.</summary>
    internal ModelMeasure Named(string id, DefinitionText own)
    {
        if (entries.Find(e => e.Id == id) is { } entry)
        {
            return Measure(entry);
        }

        throw own.At(id, $"There is no measure '{SafeText.Of(id)}'.", NearestName.Hint(id, entries.Select(e => e.Id), "Name one of the measures of this file."));
    }

    /// <summary>The measure that counts a kind by itself; null where the file has none.</summary>
    internal ModelMeasure? Counting(MeasureKind kind) => entries.Find(e => e.Kind == EnumNames.Of(kind)) is { } entry ? Measure(entry) : null;
}
