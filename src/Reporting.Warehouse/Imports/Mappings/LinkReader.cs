using System.Text.RegularExpressions;

namespace Reporting.Warehouse.Imports.Mappings;

/// <summary>Finds the members in a row for one rule about domains or participants.</summary>
internal sealed class LinkReader
{
    private static readonly HashSet<string> Yes = MappedCells.MissingOf(["1", "1.0", "yes", "y", "true", "x", "✓"]);

    private readonly MappingKeys.LinkKeys _keys;
    private readonly MappedCells _cells;
    private readonly MemberNames _names;
    private readonly string _of;
    private readonly Template? _template;
    private readonly int[] _columns;
    private readonly (int Column, string Name)[] _flags;
    private readonly HashSet<string> _flagValues;
    private readonly ItemSplitter? _split;
    private readonly Regex? _pattern;
    private readonly HashSet<string> _missing;
    private readonly ValueMap? _map;
    private readonly ConditionReader[] _when;

    public LinkReader(MappingKeys.LinkKeys keys, MappedCells cells, MemberNames names, string of)
    {
        (_keys, _cells, _names, _of) = (keys, cells, names, of);
        _template = keys.From is null ? null : Template.Parse(keys.From);
        foreach (var name in _template?.Names ?? [])
        {
            cells.Require(name);
        }

        _columns = keys.Columns is null ? [] : cells.Expand(keys.Columns);
        _flags = [.. (keys.Flags ?? []).Select(flag => (cells.Expand([flag.Key])[0], flag.Value))];
        _flagValues = keys.FlagValues is null ? Yes : MappedCells.MissingOf(keys.FlagValues);
        _split = keys.Split is null ? null : new ItemSplitter(keys.Split, keys.Keep);
        _pattern = keys.Pattern is null ? null : TextSteps.Compile(keys.Pattern);
        _missing = MappedCells.MissingOf(keys.Missing);
        _map = ValueMap.Of(keys.Map, keys.Otherwise);
        _when = [.. (keys.When ?? []).Select(condition => new ConditionReader(condition, cells))];
        (Code, Group, GroupName, Weight) = (Of(keys.Code), Of(keys.Group), Of(keys.GroupName), Of(keys.Weight));
        (NameLocal, Kind, Country, LineCountry) = (Of(keys.NameLocal), Of(keys.Kind), Of(keys.Country), Of(keys.LineCountry));
        (Parent, Role, Capacity) = (Of(keys.Parent), Of(keys.Role), Of(keys.Capacity));
        if (keys.OnBehalfOf is { } organisation)
        {
            (Organisation, OrganisationCode, OrganisationKind, OrganisationCountry) = (Of(organisation.Name), Of(organisation.Code), Of(organisation.Kind), Of(organisation.Country));
        }
    }

    /// <summary>How to treat a member of kind country that is not a country: <c>refuse</c>, <c>unknown</c>, or another kind.</summary>
    public string IfNoCountry => _keys.IfNoCountry ?? "refuse";

    /// <summary>The list of country codes of the rule; null for the mapping's.</summary>
    public string? CountryCodes => _keys.CountryCodes;

    public bool IsPrimary => _keys.Primary == true;

    public ValueReader? Code { get; }

    public ValueReader? Group { get; }

    public ValueReader? GroupName { get; }

    public ValueReader? Weight { get; }

    public ValueReader? NameLocal { get; }

    public ValueReader? Kind { get; }

    public ValueReader? Country { get; }

    public ValueReader? LineCountry { get; }

    public ValueReader? Parent { get; }

    public ValueReader? Role { get; }

    public ValueReader? Capacity { get; }

    public ValueReader? Organisation { get; }

    public ValueReader? OrganisationCode { get; }

    public ValueReader? OrganisationKind { get; }

    public ValueReader? OrganisationCountry { get; }

    /// <summary>The members in the order of the row. A missing member has an empty name if the rule turns it into unknown.</summary>
    public IEnumerable<LinkItem> Items()
    {
        if (!Array.TrueForAll(_when, condition => condition.Holds()))
        {
            yield break;
        }

        foreach (var (text, column, position) in Texts())
        {
            var name = Step(text, column);
            if (name.Length > 0 || _keys.IfMissing == "unknown")
            {
                yield return new LinkItem(name, column, position);
            }
        }
    }

    /// <summary>Reads a value for an item, with {item} and parallel lists at the item's position.</summary>
    public string Read(ValueReader? reader, LinkItem item)
    {
        if (reader is null)
        {
            return "";
        }

        (_cells.Item, _cells.Column, _cells.Position) = (item.Name, item.Column, item.Position);
        var text = reader.Read();
        (_cells.Item, _cells.Column, _cells.Position) = ("", "", 0);
        return text;
    }

    private IEnumerable<(string Text, string Column, int Position)> Texts()
    {
        if (_template is not null)
        {
            var column = _template.Names.FirstOrDefault() ?? "";
            foreach (var (text, position) in Split(_template.Fill(_cells.Value)))
            {
                yield return (text, column, position);
            }
        }

        for (var i = 0; i < _columns.Length; i++)
        {
            foreach (var (text, position) in Split(_cells.Value(_columns[i])))
            {
                yield return (text, _cells.NameOf(_columns[i]), i + position);
            }
        }

        for (var i = 0; i < _flags.Length; i++)
        {
            if (_cells.Value(_flags[i].Column) is { Length: > 0 } flag && _flagValues.Contains(TextSteps.Key(flag)))
            {
                yield return (_flags[i].Name, _cells.NameOf(_flags[i].Column), i);
            }
        }
    }

    private IEnumerable<(string Text, int Position)> Split(string text) =>
        _split is null ? [(text, 0)] : _split.Split(text).Select((item, position) => (item, position));

    private string Step(string text, string column)
    {
        text = TextSteps.Replaced(text, _keys.Replace);
        text = _keys.Before is { Length: > 0 } before ? TextSteps.Before(text, before) : text;
        text = _keys.After is { Length: > 0 } after ? TextSteps.After(text, after) : text;
        text = TextSteps.Spaces(_pattern is null ? text : TextSteps.Match(text, _pattern));
        if (_cells.IsMissing(text, _missing))
        {
            return "";
        }

        text = _names.Resolve(_of, text);
        if (_map is not null)
        {
            text = _map.Read(text, column, _cells);
        }

        return _keys.Case is { } letters ? TextSteps.Cased(text, letters) : text;
    }

    private ValueReader? Of(MappingKeys.ValueKeys? keys) => ValueReader.Of(keys, _cells);
}

/// <summary>One member that a rule found in a row: its name, its column, and its position among the rule's members.</summary>
internal sealed record LinkItem(string Name, string Column, int Position);
