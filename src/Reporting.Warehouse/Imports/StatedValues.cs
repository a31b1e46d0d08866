using System.Diagnostics.CodeAnalysis;

namespace Reporting.Warehouse.Imports;

/// <summary>
/// What the file has said of each member so far. A file that says two things of one member is refused: the later would win,
/// and importing it again would change the member back and forth.
/// </summary>
internal sealed class StatedValues
{
    private readonly Dictionary<(string Attribute, string Code), (string Value, int Row)> _kept = [];
    private readonly Dictionary<(string Attribute, string Code), (string Value, int Row)> _pending = [];

    /// <summary>False, with the earlier value, when another one was stated before.</summary>
    public bool Agrees(string attribute, string code, string value, int row, [NotNullWhen(false)] out string? earlier, out int earlierRow)
    {
        (earlier, earlierRow) = (null, 0);
        if (!_kept.TryGetValue((attribute, code), out var stated) && !_pending.TryGetValue((attribute, code), out stated))
        {
            _pending.Add((attribute, code), (value, row));
            return true;
        }

        if (stated.Value == value)
        {
            return true;
        }

        (earlier, earlierRow) = stated;
        return false;
    }

    /// <summary>The engagement was taken: what it says of members holds for the rest of the file.</summary>
    public void Keep()
    {
        foreach (var (key, value) in _pending)
        {
            _kept[key] = value;
        }

        _pending.Clear();
    }

    /// <summary>The engagement was rejected.</summary>
    public void Forget() => _pending.Clear();
}
