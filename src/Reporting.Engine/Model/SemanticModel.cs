using System.Collections.Concurrent;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Model;

/// <summary>The measures and dimensions of queries, from reports/model/engagements.yml.</summary>
public sealed class SemanticModel(IReadOnlyList<ModelDimension> dimensions, IReadOnlyList<ModelMeasure> measures, string hash)
{
    private readonly Dictionary<string, ModelDimension> _dimensionsById = dimensions.ToDictionary(d => d.Id);
    private readonly ConcurrentDictionary<string, SemanticModel> _views = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ModelMeasure> _variants = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ModelMeasure> _measuresById = measures.ToDictionary(m => m.Id);

    public IReadOnlyList<ModelDimension> Dimensions { get; } = dimensions;

    public IReadOnlyList<ModelMeasure> Measures { get; } = measures;

    /// <summary>SHA-256 of the definition. Part of every cache key and ETag.</summary>
    public string Hash { get; } = hash;

    public Outcome<ModelDimension> Dimension(string id) =>
        _dimensionsById.TryGetValue(id, out var dimension)
            ? dimension
            : Unknown(ErrorCodes.UnknownDimension, "dimension", id, _dimensionsById.Keys);

    /// <summary>A measure by its id, or a variant of one: <c>people.change_pct</c>.</summary>
    public Outcome<ModelMeasure> Measure(string id)
    {
        if (_measuresById.TryGetValue(id, out var measure) || _variants.TryGetValue(id, out measure))
        {
            return measure;
        }

        var dot = id.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 || !_measuresById.TryGetValue(id[..dot], out var of)
            ? Unknown(ErrorCodes.UnknownMeasure, "measure", dot < 0 ? id : id[..dot], _measuresById.Keys)
            : MeasureVariants.Of(of, id[(dot + 1)..], Dimensions).Then<ModelMeasure>(made => _variants.GetOrAdd(id, made));
    }

    /// <summary>The variants that a measure has: <c>id.variant</c>.</summary>
    public IReadOnlyList<string> VariantsOf(ModelMeasure measure) => MeasureVariants.Of(measure);

    /// <summary>The names of filters in queries.</summary>
    public IReadOnlySet<string> FilterNames { get; } = dimensions
        .SelectMany(d => d.IsMany ? new[] { d.Id, d.Id + "_any", d.Id + "_all" } : [d.Id])
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>The model without the measures and dimensions that are hidden from a caller.</summary>
    public SemanticModel VisibleTo(Visibility visible) => visible.IsEverything ? this : _views.GetOrAdd(visible.Key, _ => new SemanticModel(
        [
            .. Dimensions.Where(d => Shows(visible, d))
                .Select(d => d.Parent is { } parent && !Shows(visible, _dimensionsById[parent]) ? d with { Parent = null } : d),
        ],
        [.. Measures.Where(m => Shows(visible, m))],
        Hash));

    // A dimension that shows another in a different form, or a measure in bands, is hidden with it.
    private bool Shows(Visibility visible, ModelDimension dimension) => visible.ShowsDimension(dimension.Id)
        && (dimension.Attribute.Reveals is not { } attribute || ShowsAny(Dimensions.Where(d => d.Attribute.Id == attribute), d => Shows(visible, d)))
        && (dimension.Attribute.Fixed is not FixedMembers.Bands bands || ShowsAny(Measures.Where(m => m.Kind == bands.Measure), m => visible.ShowsMeasure(m.Id)));

    private static bool ShowsAny<T>(IEnumerable<T> of, Func<T, bool> shows) => of.Select(shows).DefaultIfEmpty(true).Any(shown => shown);

    // A derived measure reveals its parts, so it is hidden with any of them and with any dimension of its filters.
    private bool Shows(Visibility visible, ModelMeasure measure) => visible.ShowsMeasure(measure.Id)
        && MeasureKindDefinitions.Reveals(measure.Kind).All(a => ShowsAny(Dimensions.Where(d => d.Attribute.Id == a), d => Shows(visible, d)))
        && (measure.Kind is not null
        || (measure.Definition.Operands.All(o => Shows(visible, o))
            && (measure.Definition is not MeasureDefinition.Filtered filtered || filtered.Where.All(f => visible.ShowsDimension(f.Dimension)))));

    public ModelMeasure Measure(MeasureKind kind) => Measures.First(m => m.Kind == kind);

    /// <summary>The measure of a kind; null if the caller does not see it.</summary>
    public ModelMeasure? FindMeasure(MeasureKind kind) => Measures.FirstOrDefault(m => m.Kind == kind);

    /// <summary>A measure by its id; null if the model has none, or the caller does not see it.</summary>
    public ModelMeasure? FindMeasure(string id) => _measuresById.GetValueOrDefault(id);

    /// <summary>The first dimension that shows an attribute (see StarSchema); null if the model has none, or the caller does not see it.</summary>
    public ModelDimension? FindDimension(string attribute) => Dimensions.FirstOrDefault(d => d.Attribute.Id == attribute);

    private static Problem Unknown(ErrorCode code, string what, string id, IEnumerable<string> known)
    {
        var names = known.Order(StringComparer.Ordinal).ToList();
        var hint = NearestName.Of(id, names) is { } nearest
            ? $"Did you mean '{nearest}'?"
            : $"Known values: {string.Join(", ", names)}.";
        return new Problem(code, $"There is no {what} '{SafeText.Of(id)}'.", hint);
    }
}
