namespace Reporting.Warehouse.Imports.Mappings;

/// <summary>Whether a row is meant: by the value of one column. Spaces and capitals make no difference.</summary>
internal sealed class ConditionReader
{
    private readonly MappedCells _cells;
    private readonly MappingKeys.ConditionKeys _keys;
    private readonly HashSet<string>? _is;
    private readonly HashSet<string>? _isNot;

    public ConditionReader(MappingKeys.ConditionKeys keys, MappedCells cells)
    {
        (_keys, _cells) = (keys, cells);
        cells.Require(keys.Column);
        _is = keys.Is is null ? null : MappedCells.MissingOf(keys.Is);
        _isNot = keys.IsNot is null ? null : MappedCells.MissingOf(keys.IsNot);
    }

    public bool Holds()
    {
        var value = TextSteps.Key(_cells.Value(_keys.Column));
        return _is?.Contains(value) != false && _isNot?.Contains(value) != true && (_keys.Blank is not { } blank || blank == (value.Length == 0));
    }
}
