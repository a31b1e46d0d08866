using Reporting.Engine.Sql;

namespace Reporting.Engine.Feed;

/// <summary>A set of rows that BI tools read: entities of one type, with a key and many-to-one navigation.</summary>
/// <param name="Name">In the plural, as in a URL: Engagements.</param>
/// <param name="TypeName">In the singular: Engagement.</param>
public sealed record EntitySet(string Name, string TypeName, IReadOnlyList<FeedProperty> Properties)
{
    /// <summary>The first property.</summary>
    public FeedProperty Key => Properties[0];

    public IReadOnlyList<FeedNavigation> Navigations { get; init; } = [];

    /// <summary>The attributes (see StarSchema) that its rows tell of: who may not ask by all of them has no such set.</summary>
    public IReadOnlyList<string> Attributes { get; init; } = [];

    /// <summary>True where <c>$search</c> looks somewhere.</summary>
    public bool IsSearched => Searched.Count > 0;

    internal FeedRows Rows { get; init; } = null!;

    /// <summary>Its table, and alias of the rows.</summary>
    internal string Table { get; init; } = string.Empty;

    internal string Alias { get; init; } = string.Empty;

    /// <summary>The columns that make the key, where that is composed of several; they order the rows.</summary>
    internal IReadOnlyList<string> KeyColumns { get; init; } = [];

    /// <summary>Texts that a search looks in, folded to lower case, each with the property that shows it.</summary>
    internal IReadOnlyList<(string Property, Func<SqlDialect, string, string> Text)> Searched { get; init; } = [];

    public FeedProperty? Property(string name) => Properties.FirstOrDefault(p => p.Name == name);

    public FeedNavigation? Navigation(string name) => Navigations.FirstOrDefault(n => n.Name == name);
}
