using System.Text.Json;
using Microsoft.OData.UriParser;
using Reporting.Engine.Feed;
using Reporting.Warehouse.Problems;
using static Reporting.Api.OData.ODataQueryException;

namespace Reporting.Api.OData;

/// <summary>Converts $select and $expand, or the result of $apply, into the columns of a query and the structure of its rows.</summary>
internal sealed class ODataSelection(EntitySets sets)
{
    private readonly List<IReadOnlyList<string>> _columns = [];

    public IReadOnlyList<IReadOnlyList<string>> Columns => _columns;

    /// <param name="prefix">Navigations from the requested set to this set.</param>
    /// <param name="computed">Names that $apply added to the rows.</param>
    public JsonShape Entity(EntitySet set, SelectExpandClause? clause, IReadOnlyList<string> prefix, IReadOnlyList<string> computed)
    {
        var shape = new JsonShape(set) { Key = Place([.. prefix, set.Key.Name]) };
        var items = clause?.SelectedItems.ToList() ?? [];
        var paths = items.OfType<PathSelectItem>().ToList();
        var isAll = clause is null || clause.AllSelected || items.Exists(i => i is WildcardSelectItem);
        shape.IsNamed = items.Count > 0 || computed.Count > 0;
        var selected = paths.Select(p => Named(p, computed)).Distinct().ToList();
        foreach (var property in set.Properties.Where(p => isAll || selected.Contains(p.Name)))
        {
            shape.Columns.Add(new JsonColumn(JsonEncodedText.Encode(property.Name), Place([.. prefix, property.Name]), true));
        }

        foreach (var name in computed.Where(n => isAll || selected.Contains(n)))
        {
            shape.Columns.Add(new JsonColumn(JsonEncodedText.Encode(name), Place([name]), false));
        }

        foreach (var item in items.Where(i => i is not (PathSelectItem or WildcardSelectItem)))
        {
            shape.Branches.Add(Expanded(set, item, prefix));
        }

        return shape;
    }

    /// <summary>The rows of groups: grouping properties, nested in objects for navigations, and aggregates.</summary>
    public JsonShape Groups(EntitySet set, IReadOnlyList<IReadOnlyList<string>> paths, IReadOnlyList<string> names)
    {
        var shape = new JsonShape(set) { IsNamed = true };
        foreach (var path in paths)
        {
            var (parent, current) = (shape, set);
            foreach (var segment in path.Take(path.Count - 1))
            {
                current = sets[current.Navigation(segment)!.Target];
                if (parent.Branches.Find(b => b.Name.Value == segment) is not { } branch)
                {
                    parent.Branches.Add(branch = new JsonBranch(JsonEncodedText.Encode(segment), new JsonShape(null) { IsNamed = true }, -1));
                }

                parent = branch.Shape;
            }

            parent.Columns.Add(new JsonColumn(JsonEncodedText.Encode(path[^1]), Place(path), current.Property(path[^1]) is not null));
        }

        shape.Columns.AddRange(names.Select(n => new JsonColumn(JsonEncodedText.Encode(n), Place([n]), false)));
        return shape;
    }

    public int Place(IReadOnlyList<string> path)
    {
        var place = _columns.FindIndex(c => c.SequenceEqual(path));
        if (place < 0)
        {
            place = _columns.Count;
            _columns.Add(path);
        }

        return place;
    }

    private JsonBranch Expanded(EntitySet set, SelectItem item, IReadOnlyList<string> prefix)
    {
        if (item is not ExpandedNavigationSelectItem expanded || expanded.PathToNavigationProperty.Count != 1)
        {
            throw Unsupported("$ref or a longer path in $expand");
        }

        var navigation = set.Navigation(expanded.PathToNavigationProperty.FirstSegment.Identifier)!;
        var unsupportedOptions = new (string Name, object? Value)[]
        {
            ("$filter", expanded.FilterOption), ("$orderby", expanded.OrderByOption), ("$top", expanded.TopOption), ("$skip", expanded.SkipOption), ("$count", expanded.CountOption),
            ("$search", expanded.SearchOption), ("$levels", expanded.LevelsOption), ("$compute", expanded.ComputeOption), ("$apply", expanded.ApplyOption),
        };
        if (Array.Find(unsupportedOptions, r => r.Value is not null) is { Name: { } name })
        {
            throw Unsupported($"{name} in $expand={navigation.Name}", "A navigation has one row, so it supports only $select and $expand.");
        }

        var target = sets[navigation.Target];
        IReadOnlyList<string> path = [.. prefix, navigation.Name];
        var shape = Entity(target, expanded.SelectAndExpand, path, []);
        return new JsonBranch(JsonEncodedText.Encode(navigation.Name), shape, shape.Key);
    }

    private static string Named(PathSelectItem item, IReadOnlyList<string> computed)
    {
        var segments = item.SelectedPath.Where(s => s is not TypeSegment).ToList();
        if (segments.Count != 1 || item.SelectAndExpand?.SelectedItems.Any() == true)
        {
            throw Unsupported("A path of several steps in $select", "Expand the navigation and select there, such as $expand=Place($select=City).");
        }

        var name = segments[0].Identifier;
        return segments[0] is not DynamicPathSegment || computed.Contains(name)
            ? name
            : throw new ODataQueryException(new Problem(ErrorCodes.UnknownProperty, $"There is no property '{SafeText.Of(name)}'.", NearestName.Hint(name, computed, "See /odata/$metadata.")));
    }
}

/// <summary>A query of the feed and the structure of its rows.</summary>
internal sealed record ODataBranch(FeedQuery Query, JsonShape Shape);
