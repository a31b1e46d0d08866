namespace Reporting.Engine.Sql;

/// <summary>The parameters of one statement. Equal values share a parameter.</summary>
internal sealed class SqlValues
{
    private readonly Dictionary<object, string> _names = [];

    public IReadOnlyDictionary<string, object> ByName => _names.ToDictionary(n => n.Value, n => n.Key);

    public string Add(object value)
    {
        if (!_names.TryGetValue(value, out var name))
        {
            name = $"@p{_names.Count}";
            _names.Add(value, name);
        }

        return name;
    }

    public string AddAll(IEnumerable<object> values) => string.Join(", ", values.Select(Add));
}
