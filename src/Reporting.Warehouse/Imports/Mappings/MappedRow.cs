using Reporting.Warehouse.Dates;
using Reporting.Warehouse.Imports.Files.Workbooks;
using Reporting.Warehouse.Imports.Staging;
using Reporting.Warehouse.Members;

namespace Reporting.Warehouse.Imports.Mappings;

/// <summary>Makes a record of the row under the cells: what an engagement has once, and by <see cref="MappedLinks"/> what it has many of.</summary>
internal sealed class MappedRow
{
    private readonly MappedCells _cells;
    private readonly StagingDatabase _scratch;
    private readonly MappingKeys.EngagementKeys _keys;
    private readonly MemberNames _names;
    private readonly MappedLinks _links;
    private readonly ValueReader _code;
    private readonly MappedValues _values;
    private readonly ManyRows _many;
    private readonly RepeatedRows? _repeated;
    private string[] _kept = [];
    private int _firstRow;

    public MappedRow(Mapping mapping, MappedCells cells, StagingDatabase scratch, CountryCodes countries)
    {
        (_cells, _scratch, _keys) = (cells, scratch, mapping.Keys.Engagement);
        _names = new MemberNames(mapping.Keys);
        Countries = new CountryReader(new CountryNames(countries), _names, mapping.Keys.CountryCodes);
        _code = new ValueReader(_keys.Code, cells);
        _links = new MappedLinks(mapping, cells, _names, this);
        _values = new MappedValues(_keys, cells, _names, this);
        _many = new ManyRows(_keys);
        _repeated = _keys.RepeatedCodes == "merge" ? new RepeatedRows(scratch) : null;
    }

    public CountryReader Countries { get; }

    public bool IsManyRows => _keys.Rows == "many";

    /// <summary>What is doubtful about whole columns, at the end of the file.</summary>
    public IEnumerable<string> Doubts => [.. _cells.Doubts, .. _values.Doubts, .. MissingCountries()];

    public string Code() => _code.Read();

    public void Refuse(EngagementRecord record, string column, string value, string reason, string hint) =>
        record.Errors.Add(new RowError(_cells.Number, TextRules.Short(record.Code), column, TextRules.Short(value), reason, hint));

    public void Warn(EngagementRecord record, string message) => record.Warnings.Add(new ImportWarning(_cells.Number, message));

    /// <summary>Null for a repeated engagement that was taken already.</summary>
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
        AddLinks(record);
        RefuseUnread(record);
        return record;
    }

    /// <summary>Another row of the engagement: what it says once more is the same, or what the mapping makes of both.</summary>
    public void Continue(EngagementRecord record)
    {
        RefuseErrors(record);
        var more = _values.Read(record);
        _many.Combine(_kept, more, (i, value) =>
        {
            var (name, first) = i == MappedValues.Type ? (more[MappedValues.TypeName], _kept[MappedValues.TypeName]) : (value, _kept[i]);
            Refuse(record, _values.ColumnOf(i), name, $"The engagement's first row (row {_firstRow}) has {(first.Length == 0 ? "nothing" : $"'{TextRules.Short(first)}'")} here.", ManyRows.Hint(i));
        });
        AddLinks(record);
        RefuseUnread(record);
    }

    /// <summary>The engagement with what its rows say between them.</summary>
    public EngagementRecord End(EngagementRecord record) => _values.Complete(record, _kept, _firstRow, _keys.EndBeforeStart == "refuse");

    private void AddLinks(EngagementRecord record)
    {
        if (_repeated is null)
        {
            _links.Add(record);
            return;
        }

        // Each row by itself, to be compared where it comes again.
        var row = new EngagementRecord(_cells.Number, record.Code);
        _links.Add(row);
        _repeated.Keep(record.Code, _values.Last, row);
        _links.Add(record);
    }

    /// <summary>The country's code; a name that no country has is refused, or left out with a warning.</summary>
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
            Warn(record, $"'{TextRules.Short(text)}' is no country that the warehouse knows; it was left out.");
            return "";
        }

        Refuse(record, reader?.Column ?? "", text, reason, $"{Countries.Hint(text, own)} Add it to 'aliases: countries:' of the mapping, or write 'if_invalid: leave_out' beside the country.");
        return "";
    }

    /// <summary>Null where all that the row says was taken before; else a record that is refused.</summary>
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
                row, different.Index < 0 ? different.Name : _values.ColumnOf(different.Index), different.Value, "An engagement of this code stands further up, and this row says something else.",
                "'repeated_codes: merge' is for rows that are equal. Make the code of more columns, write 'separate', or 'rows: many' where an engagement has several rows.");
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

        var times = _scratch.See(code);
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
                    _cells.Number, TextRules.Short(code), _code.Column, TextRules.Short(code), "An engagement of this code stands further up.",
                    "Make the code of more columns, or write 'repeated_codes: separate' (they are different) or 'merge' (equal rows, taken once) into the mapping; 'rows: many' where rows below each other are one engagement."));
                return code;
        }
    }

    private void RefuseUnread(EngagementRecord record)
    {
        foreach (var problem in _cells.Problems.Distinct())
        {
            Refuse(record, problem.Column, problem.Value, problem.Reason, problem.Hint);
        }

        _cells.Problems.Clear();
    }

    private IEnumerable<string> MissingCountries() =>
        from column in Countries.ColumnsOfCodes
        let rows = _cells.Find(column) is >= 0 and var index ? _cells.MissingCodes(index) : 0
        where rows > 0
        select $"{rows:N0} values of '{TextRules.Short(column)}' look like codes of countries, as NA of Namibia, but 'missing' says that they mean nothing. Write 'missing' beside the other values instead if they are countries.";

    // The file may have a code of its own that is written so.
    private string Separate(string code, long number)
    {
        while (_scratch.See($"{code}-{number}") > 0)
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
                Refuse(record, _cells.NameOf(i), _cells.Values[i], CellMarks.Why(_cells.Values[i]), CellMarks.Hint(_cells.Values[i]));
            }
        }
    }
}
