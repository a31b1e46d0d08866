using System.Diagnostics.CodeAnalysis;
using Reporting.Warehouse.Imports.Staging;
using Reporting.Warehouse.Members;

namespace Reporting.Warehouse.Imports.Checks;

/// <summary>
/// The values that the file has declared for each member so far. Two different values for one member are refused: the later would win, and
/// repeated imports would change the member back and forth.
/// </summary>
internal sealed class DeclaredValues
{
    private readonly Dictionary<(string Attribute, string Code), Stated> _pending = [];
    private readonly RecentMembers<Stated> _recent = new();
    private readonly StagingStatement _select;
    private readonly StagingStatement _insert;

    public DeclaredValues(StagingDatabase staging)
    {
        _select = staging.Prepare("SELECT Value, Row FROM Declared WHERE Attribute = ? AND Code = ?");
        _insert = staging.Prepare("REPLACE INTO Declared (Attribute, Code, Value, Row) VALUES (?, ?, ?, ?)");
    }

    /// <summary>False, with the earlier value, when the file declared another value before.</summary>
    public bool Agrees(string attribute, string code, string value, int row, [NotNullWhen(false)] out string? earlier, out int earlierRow)
    {
        (earlier, earlierRow) = (null, 0);
        var stated = Find(attribute, code);
        if (stated is null)
        {
            _pending.Add((attribute, code), new Stated(value, row));
            return true;
        }

        if (stated.Value == value)
        {
            return true;
        }

        (earlier, earlierRow) = (stated.Value, stated.Row);
        return false;
    }

    public string? Of(string attribute, string code) => Find(attribute, code)?.Value;

    /// <summary>Call when the engagement is accepted: its declarations hold for the rest of the file.</summary>
    public void Keep()
    {
        foreach (var ((attribute, code), stated) in _pending)
        {
            _insert.Bind(1, attribute);
            _insert.Bind(2, code);
            _insert.Bind(3, stated.Value);
            _insert.Bind(4, stated.Row);
            _insert.Execute();
            _recent.Keep(Key(attribute, code), stated);
        }

        _pending.Clear();
    }

    /// <summary>Call when the engagement is rejected.</summary>
    public void Forget() => _pending.Clear();

    private static string Key(string attribute, string code) => $"{attribute}\u001F{code}";

    private Stated? Find(string attribute, string code)
    {
        if (_pending.TryGetValue((attribute, code), out var stated) || _recent.TryGet(Key(attribute, code), out stated))
        {
            return stated;
        }

        _select.Bind(1, attribute);
        _select.Bind(2, code);
        stated = _select.Read() ? new Stated(_select.Text(0)!, (int)_select.Number(1)) : null;
        _select.Done();
        return stated is null ? null : _recent.Keep(Key(attribute, code), stated);
    }

    private sealed record Stated(string Value, int Row);
}
