namespace Reporting.Warehouse.Imports.Mappings;

/// <summary>Translates texts by the map of a mapping or a table beside it. Other texts stay, become another text, or are refused.</summary>
internal sealed class ValueMap
{
    public const string Refuse = "refuse";

    private readonly Dictionary<string, string> _map;
    private readonly string? _otherwise;

    private ValueMap(Dictionary<string, string> map, string? otherwise) => (_map, _otherwise) = (map, otherwise);

    public static ValueMap? Of(Dictionary<string, string>? map, string? otherwise) =>
        map is null ? null : new ValueMap(map.ToDictionary(m => TextSteps.Key(m.Key), m => m.Value, StringComparer.Ordinal), otherwise);

    /// <summary>The translated text. Empty, with a problem for the row, when a required entry is missing.</summary>
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

        cells.Problems.Add(new Unread(column, text, "The mapping has no entry for it.", "Add it to 'map' or to the table of 'lookup', or set 'otherwise' for all other texts."));
        return "";
    }
}
