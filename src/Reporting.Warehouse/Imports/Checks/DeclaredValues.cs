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
    /// <summary>The kind of a source anywhere in the file, also on rows that were not checked yet.</summary>
    public const string KindInFile = "source kind in file";

    /// <summary>The same for its day of publication.</summary>
    public const string DayInFile = "published on in file";

    // For each attribute. A file has about ten.
    private const int MaxRecent = 10_000;

    private readonly Dictionary<(string Attribute, string Code), Stated> _pending = [];
    private readonly Dictionary<string, RecentMembers<Stated>> _recent = new(StringComparer.Ordinal);
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
            Recent(attribute).Keep(code, stated);
        }

        _pending.Clear();
    }

    /// <summary>Call when the engagement is rejected.</summary>
    public void Forget() => _pending.Clear();

    private RecentMembers<Stated> Recent(string attribute)
    {
        if (!_recent.TryGetValue(attribute, out var recent))
        {
            _recent.Add(attribute, recent = new RecentMembers<Stated>(MaxRecent));
        }

        return recent;
    }

    private Stated? Find(string attribute, string code)
    {
        var recent = Recent(attribute);
        Stated? stated = null;
        if ((_pending.Count > 0 && _pending.TryGetValue((attribute, code), out stated)) || recent.TryGet(code, out stated))
        {
            return stated;
        }

        _select.Bind(1, attribute);
        _select.Bind(2, code);
        stated = _select.Read() ? new Stated(_select.Text(0)!, (int)_select.Number(1)) : null;
        _select.Done();
        return stated is null ? null : recent.Keep(code, stated);
    }

    private sealed record Stated(string Value, int Row);
}
