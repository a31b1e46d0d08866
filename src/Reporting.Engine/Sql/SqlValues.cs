namespace Reporting.Engine.Sql;

/// <summary>The parameters of one statement. Equal values share a parameter.</summary>
internal sealed class SqlValues
{
    private readonly Dictionary<object, string> names = [];

    public IReadOnlyDictionary<string, object> ByName => names.ToDictionary(n => n.Value, n => n.Key);

    public string Add(object value)
    {
        if (!names.TryGetValue(value, out var name))
        {
            name = $"@p{names.Count}";
            names.Add(value, name);
        }

        return name;
    }

    public string AddAll(IEnumerable<object> values) => string.Join(", ", values.Select(Add));
}
