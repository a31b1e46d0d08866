using Reporting.Engine.Model;
using Reporting.Engine.Planning;

namespace Reporting.Engine.Composition;

/// <summary>Cells to read: counts and sums at one grain, under one set of filters. Composition finds them by the keys of a cell.</summary>
internal sealed class CellRequest(IReadOnlyList<ModelDimension> by, IReadOnlyList<PlannedFilter> filters, PlannedWindows? windows)
{
    private const char Separator = '\u001f';

    private Dictionary<string, IReadOnlyList<object?>> _cells = [];
    private List<ModelMeasure> _read = [];

    public IReadOnlyList<ModelDimension> By => by;

    public IReadOnlyList<PlannedFilter> Filters => filters;

    public PlannedWindows? Windows => windows;

    /// <summary>The measures of each cell.</summary>
    public HashSet<MeasureKind> Kinds { get; } = [];

    /// <summary>The keys of the cells that were read.</summary>
    public List<object[]> Keys { get; } = [];

    /// <summary>Keys of a cell as one text; keys are numbers, or codes without control characters.</summary>
    public static string Text(IEnumerable<object> keys) => string.Join(Separator, keys);

    public void Add(object[] keys, IReadOnlyList<object?> values)
    {
        Keys.Add(keys);
        _cells[Text(keys)] = values;
    }

    /// <param name="measures">In the order of the values of each cell.</param>
    public void Begin(IEnumerable<ModelMeasure> measures) => (_read, _cells) = ([.. measures], []);

    /// <summary>A value of a cell. A missing cell has no engagements.</summary>
    public object? Value(IEnumerable<object> keys, MeasureKind kind) =>
        _cells.TryGetValue(Text(keys), out var values) ? values[_read.FindIndex(m => m.Kind == kind)] : ValueMath.Nothing(kind);
}
