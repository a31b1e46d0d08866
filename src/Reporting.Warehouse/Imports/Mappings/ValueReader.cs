using System.Text.RegularExpressions;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Mappings;

/// <summary>Reads one value of a row by a rule of the mapping.</summary>
internal sealed class ValueReader
{
    private readonly MappedCells _cells;
    private readonly Template? _template;
    private readonly int[] _columns;
    private readonly int[]? _hashed;
    private readonly ValueReader[] _firstOf;
    private readonly Regex? _pattern;
    private readonly HashSet<string> _missing;
    private readonly ValueMap? _map;
    private readonly ItemSplitter? _split;
    private readonly int _column = -1;
    private string _splitText = "";
    private IReadOnlyList<string> _splitItems = [];

    public ValueReader(MappingKeys.ValueKeys keys, MappedCells cells)
    {
        (Keys, _cells) = (keys, cells);
        _template = keys.From is null ? null : Template.Parse(keys.From);
        foreach (var name in _template?.Names ?? [])
        {
            cells.Require(name);
        }

        _column = _template?.Only is { } only ? cells.Find(only) : -1;
        _columns = keys.Columns is null ? [] : cells.Expand(keys.Columns);
        _hashed = keys.HashOf is null ? null : keys.HashOf is ["all"] ? [.. Enumerable.Range(0, cells.Width)] : cells.Expand(keys.HashOf);
        _firstOf = [.. (keys.FirstOf ?? []).Select(first => new ValueReader(first, cells))];
        _pattern = keys.Pattern is null ? null : TextSteps.Compile(keys.Pattern);
        _missing = MappedCells.MissingOf(keys.Missing);
        _map = ValueMap.Of(keys.Map, keys.Otherwise);
        _split = keys.Split is null ? null : new ItemSplitter(keys.Split, null);
        Column = _template?.Names.FirstOrDefault() ?? (_columns.Length > 0 ? cells.NameOf(_columns[0]) : _firstOf.FirstOrDefault()?.Column) ?? "";
    }

    public MappingKeys.ValueKeys Keys { get; }

    /// <summary>The file's name for the value's column, for messages.</summary>
    public string Column { get; }

    /// <summary>The column from which the last value was taken unchanged; −1 otherwise.</summary>
    public int Source { get; private set; } = -1;

    public static ValueReader? Of(MappingKeys.ValueKeys? keys, MappedCells cells) => keys is null ? null : new ValueReader(keys, cells);

    /// <summary>The text; empty when it is missing.</summary>
    public string Read()
    {
        Source = -1;
        var taken = Base();
        var text = TextSteps.Replaced(taken, Keys.Replace);
        text = Keys.Before is { Length: > 0 } before ? TextSteps.Before(text, before) : text;
        text = Keys.After is { Length: > 0 } after ? TextSteps.After(text, after) : text;
        text = TextSteps.Spaces(_pattern is null ? text : TextSteps.Match(text, _pattern));
        text = _cells.IsMissing(text, _missing) ? "" : text;
        if (text.Length > 0 && _map is not null)
        {
            text = _map.Read(text, Column, _cells);
        }

        text = Keys.Case is { } letters ? TextSteps.Cased(text, letters) : text;
        Source = text == taken ? Source : -1;
        return text.Length == 0 ? Keys.Default ?? "" : text;
    }

    /// <summary>Fills the template of a date part, such as the year. <see cref="DateReader"/> needs parts without further steps.</summary>
    public string Fill(string? template) => template is null ? "" : Template.Parse(template).Fill(_cells.Value);

    private string Base()
    {
        if (_firstOf.Length > 0)
        {
            return _firstOf.Select(first => first.Read()).FirstOrDefault(text => text.Length > 0) ?? "";
        }

        if (_hashed is not null)
        {
            var hash = CodeGenerator.Hash(string.Join('\u001F', _hashed.Select(i => _cells.Values[i])), 20);
            return _template is null ? hash : $"{_template.Fill(_cells.Value)}-{hash}";
        }

        if (_columns.Length > 0)
        {
            // In parallel lists, takes the column at the item's position. Otherwise the first column with a value.
            var at = _columns.Length > 1 && _cells.Item.Length > 0 ? _cells.Position : Array.FindIndex(_columns, column => _cells.Value(column).Length > 0);
            Source = at >= 0 && at < _columns.Length ? _columns[at] : -1;
            return Source < 0 ? "" : _cells.Value(Source);
        }

        Source = _column;
        var filled = _column >= 0 ? _cells.Value(_column) : _template?.Fill(_cells.Value) ?? "";
        return _split is null ? filled : At(filled);
    }

    private string At(string text)
    {
        if (text != _splitText)
        {
            (_splitText, _splitItems) = (text, _split!.Split(text));
        }

        return _cells.Position < _splitItems.Count ? _splitItems[_cells.Position] : "";
    }
}

/// <summary>A value that could not be read: its column, the reason, and what to do.</summary>
internal sealed record Unread(string Column, string Value, string Reason, string Hint)
{
    /// <summary>True for a valid date outside the accepted years.</summary>
    public bool IsOutOfRange { get; init; }
}
