using Reporting.Warehouse.Dates;
using Reporting.Warehouse.Imports.Files.Workbooks;
using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Imports.Staging;
using Reporting.Warehouse.Members;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Mappings;

/// <summary>Turns the current row into a record: its single values, and its links with <see cref="MappedLinks"/>.</summary>
internal sealed class MappedRow
{
    private readonly MappedCells _cells;
    private readonly StagingDatabase _staging;
    private readonly MappingKeys.EngagementKeys _keys;
    private readonly MemberNames _names;
    private readonly MappedLinks _links;
    private readonly ValueReader _code;
    private readonly MappedValues _values;
    private readonly ManyRows _many;
    private readonly RepeatedRows? _repeated;
    private string[] _kept = [];
    private int _firstRow;

    public MappedRow(Mapping mapping, MappedCells cells, StagingDatabase staging, CountryCodes countries)
    {
        (_cells, _staging, _keys) = (cells, staging, mapping.Keys.Engagement);
        _names = new MemberNames(mapping.Keys);
        Countries = new CountryReader(new CountryNames(countries), _names, mapping.Keys.CountryCodes);
        _code = new ValueReader(_keys.Code, cells);
        _links = new MappedLinks(mapping, cells, _names, this);
        _values = new MappedValues(_keys, cells, _names, this);
        _many = new ManyRows(_keys);
        _repeated = _keys.RepeatedCodes == "merge" ? new RepeatedRows(staging) : null;
    }

    public CountryReader Countries { get; }

    public bool IsManyRows => _keys.Rows == "many";

    /// <summary>Warnings about whole columns, at the end of the file.</summary>
    public IEnumerable<string> Doubts => [.. _cells.Doubts, .. _values.Doubts, .. MissingCountries()];

    public string Code() => _code.Read();

    public void Refuse(EngagementRecord record, string column, string value, string reason, string hint) =>
        record.Errors.Add(new RowError(_cells.Number, TextRules.Short(record.Code), column, TextRules.Short(value), reason, hint));

    public void Refuse(EngagementRecord record, Unread? problem)
    {
        if (problem is not null)
        {
            Refuse(record, problem.Column, problem.Value, problem.Reason, problem.Hint);
        }
    }

    /// <summary>The date of a link; blank if it states none.</summary>
    public string Date(EngagementRecord record, DateReader? reader)
    {
        Unread? problem = null;
        var date = reader?.Read(message => Warn(record, message), out problem) ?? PartialDate.Unknown;
        Refuse(record, problem);
        return date.IsUnknown ? "" : date.ToString();
    }

    public void Warn(EngagementRecord record, string message) => record.Warnings.Add(new ImportWarning(_cells.Number, message));

    /// <summary>Null for a repetition of an accepted engagement.</summary>
    public EngagementRecord? Begin(string code)
    {
        var refusals = new List<RowError>();
        code = Unique(code, refusals, out var isRepeated);
        if (isRepeated)
        {
            return Repeated(code);
        }

        var record = new EngagementRecord(_cells.Number, code) { ColumnNames = _values.Columns(_code.Column) };
        record.Errors.AddRange(refusals);
        RefuseErrors(record);
        Countries.On = PartialDate.Unknown;
        (_kept, _firstRow) = (_values.Read(record), _cells.Number);
        _values.CountRepeated(isNew: true);
        AddLinks(record);
        RefuseUnread(record);
        return record;
    }

    /// <summary>Adds another row of the engagement. Its values are equal to those before, or the mapping combines them.</summary>
    public void Continue(EngagementRecord record)
    {
        RefuseErrors(record);
        var more = _values.Read(record);
        _values.CountRepeated(isNew: false);
        _many.Combine(_kept, more, (i, value) =>
        {
            var (name, first) = i == MappedValues.Type ? (more[MappedValues.TypeName], _kept[MappedValues.TypeName]) : (value, _kept[i]);
            Refuse(record, _values.ColumnOf(i), name, $"The engagement's first row (row {_firstRow}) has {(first.Length == 0 ? "nothing" : $"'{TextRules.Short(first)}'")} here.", ManyRows.Hint(i));
        });
        AddLinks(record);
        RefuseUnread(record);
    }

    /// <summary>The engagement with the combined values of its rows.</summary>
    public EngagementRecord End(EngagementRecord record) => _values.Complete(record, _kept, _firstRow, _keys.EndBeforeStart == "refuse");

    private void AddLinks(EngagementRecord record)
    {
        if (_repeated is null)
        {
            _links.Add(record);
            return;
        }

        // Keeps the links of each row, to compare them with a repeated row.
        var row = new EngagementRecord(_cells.Number, record.Code);
        _links.Add(row);
        _repeated.Keep(record.Code, _values.Last, row);
        _links.Add(record);
    }

    /// <summary>The country's code. An unknown name is refused, or left out with a warning.</summary>
    public string Country(EngagementRecord record, string text, ValueReader? reader)
    {
        if (text.Length == 0)
        {
            return "";
        }

        var own = reader?.Keys.CountryCodes;
        if (Countries.Find(text, own, reader?.Column ?? "", out var reason) is { } code)
        {
            return code;
        }

        if (reader?.Keys.IfInvalid == "leave_out")
        {
            Warn(record, $"'{TextRules.Short(text)}' is not a known country; it was left out.");
            return "";
        }

        Refuse(record, reader?.Column ?? "", text, reason, $"{Countries.Hint(text, own)} Add it to 'aliases: countries:' of the mapping, or write 'if_invalid: leave_out' beside the country.");
        return "";
    }

    /// <summary>Null when earlier rows contain all values of this row; otherwise a refused record.</summary>
    private EngagementRecord? Repeated(string code)
    {
        var row = new EngagementRecord(_cells.Number, code) { ColumnNames = _values.Columns(_code.Column) };
        RefuseErrors(row);
        var values = _values.Read(row);
        _links.Add(row);
        RefuseUnread(row);
        if (_repeated!.Differs(code, values, row) is { } different)
        {
            Refuse(
                row, different.Index < 0 ? different.Name : _values.ColumnOf(different.Index), different.Value, "An earlier row has this code with other values.",
                "'repeated_codes: merge' is for equal rows. Build the code from more columns, write 'separate', or write 'rows: many' if engagements have several rows.");
        }

        if (row.Errors.Count == 0)
        {
            return null;
        }

        (_kept, _firstRow) = (values, _cells.Number);
        return row;
    }

    private string Unique(string code, List<RowError> refusals, out bool isRepeated)
    {
        isRepeated = false;
        if (code.Length == 0 || TextRules.Broken(code) is not null)
        {
            return code;
        }

        var times = _staging.CountOccurrence(code);
        if (times == 0)
        {
            return code;
        }

        switch (_keys.RepeatedCodes)
        {
            case "separate":
                return Separate(code, times + 1);
            case "merge":
                isRepeated = true;
                return code;
            default:
                refusals.Add(new RowError(
                    _cells.Number, TextRules.Short(code), _code.Column, TextRules.Short(code), "An earlier engagement has this code.",
                    "Build the code from more columns. Or write 'repeated_codes: separate' (different engagements), 'merge' (equal rows, imported once), or 'rows: many' (adjacent rows are one engagement) into the mapping."));
                return code;
        }
    }

    private void RefuseUnread(EngagementRecord record)
    {
        foreach (var problem in _cells.Problems.Distinct())
        {
            Refuse(record, problem);
        }

        _cells.Problems.Clear();
    }

    private IEnumerable<string> MissingCountries() =>
        from column in Countries.ColumnsOfCodes
        let rows = _cells.Find(column) is >= 0 and var index ? _cells.MissingCodes(index) : 0
        where rows > 0
        select $"{Plural.Of(rows, "value")} of '{TextRules.Short(column)}' {Plural.Word(rows, "looks like a country code", "look like country codes")}, such as NA for Namibia, but the mapping lists such values as missing. If they are countries, write 'missing' beside the other values instead.";

    // The file's own codes may already contain the generated one.
    private string Separate(string code, long number)
    {
        while (_staging.CountOccurrence($"{code}-{number}") > 0)
        {
            number++;
        }

        return $"{code}-{number}";
    }

    private void RefuseErrors(EngagementRecord record)
    {
        for (var i = 0; i < _cells.Width && i < _cells.Values.Length; i++)
        {
            if (_cells.IsUsed(i) && CellMarks.Is(_cells.Values[i]) && _cells.Value(i).Length > 0)
            {
                Refuse(record, _cells.NameOf(i), _cells.Values[i], CellMarks.Reason(_cells.Values[i]), CellMarks.Hint(_cells.Values[i]));
            }
        }
    }
}
