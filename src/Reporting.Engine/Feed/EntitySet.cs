using Reporting.Engine.Sql;

namespace Reporting.Engine.Feed;

/// <summary>A set of entities of one type that BI tools read, with a key and many-to-one navigation.</summary>
/// <param name="Name">In the plural, as in a URL: Engagements.</param>
/// <param name="TypeName">In the singular: Engagement.</param>
public sealed record EntitySet(string Name, string TypeName, IReadOnlyList<FeedProperty> Properties)
{
    /// <summary>The first property.</summary>
    public FeedProperty Key => Properties[0];

    public IReadOnlyList<FeedNavigation> Navigations { get; init; } = [];

    /// <summary>The attributes (see StarSchema) that its rows reveal. The set is hidden from callers who may not group by all of them.</summary>
    public IReadOnlyList<string> Attributes { get; init; } = [];

    /// <summary>True if the set supports <c>$search</c>.</summary>
    public bool IsSearched => Searched.Count > 0;

    internal FeedRows Rows { get; init; } = null!;

    /// <summary>Its table with the alias of the rows.</summary>
    internal string Table { get; init; } = string.Empty;

    internal string Alias { get; init; } = string.Empty;

    /// <summary>The columns of a composed key, which order the rows.</summary>
    internal IReadOnlyList<string> KeyColumns { get; init; } = [];

    /// <summary>The lower-case texts that a search reads, each with the property that shows it.</summary>
    internal IReadOnlyList<(string Property, Func<SqlDialect, string, string> Text)> Searched { get; init; } = [];

    public FeedProperty? Property(string name) => Properties.FirstOrDefault(p => p.Name == name);

    public FeedNavigation? Navigation(string name) => Navigations.FirstOrDefault(n => n.Name == name);
}
