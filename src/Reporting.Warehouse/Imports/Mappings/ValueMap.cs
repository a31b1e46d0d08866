namespace Reporting.Warehouse.Imports.Mappings;

/// <summary>What texts become: by the map of a mapping, or a table beside it. What neither has stays, becomes another text, or is refused.</summary>
internal sealed class ValueMap
{
    public const string Refuse = "refuse";

    private readonly Dictionary<string, string> _map;
    private readonly string? _otherwise;

    private ValueMap(Dictionary<string, string> map, string? otherwise) => (_map, _otherwise) = (map, otherwise);

    public static ValueMap? Of(Dictionary<string, string>? map, string? otherwise) =>
        map is null ? null : new ValueMap(map.ToDictionary(m => TextSteps.Key(m.Key), m => m.Value, StringComparer.Ordinal), otherwise);

    /// <summary>Empty, with a problem for the row, where the map has to have it and has not.</summary>
    public string Read(string text, string column, MappedCells cells)
    {
        if (_map.TryGetValue(TextSteps.Key(text), out var mapped))
        {
            return mapped;
        }

        if (_otherwise != Refuse)
        {
            return _otherwise ?? text;
        }

        cells.Problems.Add(new Unread(column, text, "The mapping does not say what it becomes.", "Add it to 'map' (or to the table of 'lookup'), or say with 'otherwise' what all others become."));
        return "";
    }
}
