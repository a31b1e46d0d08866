using Reporting.Engine.Languages;
using Reporting.Engine.Model;

namespace Reporting.Engine.Sql;

/// <summary>Joins code and name of each key to the cells, unless they follow from the key itself. Languages other than English also need the local name.</summary>
internal sealed class MemberNames
{
    private readonly bool _needsLocalNames;
    private readonly List<string> _columns = [];
    private readonly List<string> _orders = [];

    public MemberNames(IReadOnlyList<ModelDimension> keys, string language)
    {
        _needsLocalNames = language != Language.English.Code;
        for (var i = 0; i < keys.Count; i++)
        {
            Add(keys[i], $"c.k{i}", $"n{i}");
        }
    }

    public IReadOnlyList<string> Columns => _columns;

    public List<string> Joins { get; } = [];

    public List<MemberColumns> Shape { get; } = [];

    public string OrderBy(int key) => _orders[key];

    private void Add(ModelDimension dimension, string key, string alias)
    {
        var attribute = dimension.Attribute;
        var place = _columns.Count;
        _columns.Add(key);
        var table = attribute.NameTable ?? (attribute.IsGroup ? null : attribute.Table);
        if (table is not null)
        {
            Joins.Add($"LEFT JOIN {table.Name} {alias} ON {alias}.{table.KeyColumn} = {key}");
            _columns.Add($"{alias}.{table.CodeColumn}");
            _columns.Add($"{alias}.{table.NameColumn}");
            _orders.Add($"{alias}.{table.CodeColumn}");
            var local = _needsLocalNames ? table.LocalNameColumn : null;
            if (local is not null)
            {
                _columns.Add($"{alias}.{local}");
            }

            Shape.Add(new MemberColumns(dimension, place, place + 1, place + 2) { LocalName = local is null ? -1 : place + 3 });
        }
        else if (attribute is { IsGroup: true, Table: { } group } && group.NameColumn != group.CodeColumn)
        {
            _columns.Add($"(SELECT MIN({alias}.{group.NameColumn}) FROM {group.Name} {alias} WHERE {alias}.{group.CodeColumn} = {key})");
            _orders.Add(key);
            Shape.Add(new MemberColumns(dimension, place, -1, place + 1));
        }
        else
        {
            _orders.Add(key);
            Shape.Add(new MemberColumns(dimension, place, -1, -1));
        }
    }
}
