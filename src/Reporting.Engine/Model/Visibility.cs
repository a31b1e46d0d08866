namespace Reporting.Engine.Model;

/// <summary>The ids of measures and dimensions that a caller may use; null means all. Others are unknown names to that caller.</summary>
public sealed class Visibility
{
    public static readonly Visibility Everything = new(null, null);

    public Visibility(IReadOnlySet<string>? measures, IReadOnlySet<string>? dimensions)
    {
        (Measures, Dimensions) = (measures, dimensions);
        Key = IsEverything ? string.Empty : $"measures {Names(measures)} dimensions {Names(dimensions)}";
    }

    public IReadOnlySet<string>? Measures { get; }

    public IReadOnlySet<string>? Dimensions { get; }

    public bool IsEverything => Measures is null && Dimensions is null;

    /// <summary>Equal for the same names.</summary>
    public string Key { get; }

    public bool ShowsMeasure(string id) => Measures?.Contains(id) ?? true;

    public bool ShowsDimension(string id) => Dimensions?.Contains(id) ?? true;

    /// <summary>Shows what any of them shows.</summary>
    public static Visibility AnyOf(IReadOnlyCollection<Visibility> all) => new(Union(all, v => v.Measures), Union(all, v => v.Dimensions));

    /// <summary>Shows what both show.</summary>
    public static Visibility Both(Visibility one, Visibility other) =>
        new(Intersection(one.Measures, other.Measures), Intersection(one.Dimensions, other.Dimensions));

    private static IReadOnlySet<string>? Intersection(IReadOnlySet<string>? one, IReadOnlySet<string>? other) =>
        one is null ? other : other is null ? one : one.Intersect(other, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);

    private static HashSet<string>? Union(IReadOnlyCollection<Visibility> all, Func<Visibility, IReadOnlySet<string>?> names) =>
        all.Any(v => names(v) is null) ? null : [.. all.SelectMany(v => names(v)!)];

    private static string Names(IReadOnlySet<string>? names) => names is null ? "*" : string.Join(',', names.Order(StringComparer.Ordinal));
}
