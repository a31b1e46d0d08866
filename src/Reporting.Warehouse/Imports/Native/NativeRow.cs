using System.Globalization;
using Reporting.Warehouse.Imports.Files.Rows;
using Reporting.Warehouse.Imports.Files.Workbooks;
using Reporting.Warehouse.Imports.Numbers;
using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Native;

/// <summary>The current row of the reader. It turns cells into parts of an <see cref="EngagementRecord"/>.</summary>
/// <param name="isSheet">True for a workbook, whose rows end at their last value.</param>
internal sealed class NativeRow(NativeHeader header, bool isSheet, CleanedValues cleaned)
{
    /// <summary>All rows of an engagement are kept in memory.</summary>
    private const int MaxRows = 10_000;

    private readonly int _code = header.IndexOf("Code");
    private readonly int[] _engagement = [.. NativeColumns.Engagement.Select(header.IndexOf)];
    private readonly int[] _domain = [.. NativeColumns.Domain.Select(header.IndexOf)];
    private readonly int[] _line = [.. NativeColumns.Line.Select(header.IndexOf)];
    private readonly int[] _source = [.. NativeColumns.Source.Select(header.IndexOf)];
    private readonly int[] _statement = [.. NativeColumns.Statement.Select(header.IndexOf)];
    private readonly int[] _relation = [.. NativeColumns.Relation.Select(header.IndexOf)];
    private readonly int[] _commitment = [.. NativeColumns.Commitment.Select(header.IndexOf)];
    private readonly int[] _links = [.. NativeColumns.Domain.Concat(NativeColumns.Line).Concat(NativeColumns.Source).Concat(NativeColumns.Statement).Concat(NativeColumns.Relation).Concat(NativeColumns.Commitment).Select(header.IndexOf).Where(i => i >= 0)];
    private readonly bool[] _isDay = [.. Enumerable.Range(0, header.Width).Select(i => NativeColumns.Days.Any(column => header.IndexOf(column) == i))];
    private readonly string[] _cells = new string[header.Width];
    private readonly bool[] _isText = [.. Enumerable.Range(0, header.Width).Select(i => NativeColumns.Texts.Any(column => header.IndexOf(column) == i))];
    private readonly bool[] _filled = new bool[header.Width];
    private readonly bool[] _errors = new bool[header.Width];
    private readonly string[] _units = new string[header.Width];
    private readonly (string Column, int Index, RepeatedNumbers Rows)[] _numbers = [.. NativeColumns.Numbers.Select(column => (column, header.IndexOf(column), new RepeatedNumbers()))];
    private readonly ThreeDecimals _decimals = new();
    private readonly int _amount = header.IndexOf("AmountUsd");
    private bool _isNumberCell;
    private string[] _raw = [];
    private string[] _first = [];
    private int _fields;
    private int _nameless;

    public int Number { get; private set; }

    public bool IsBlank { get; private set; }

    public string Code => _cells[_code];

    /// <summary>Warnings about numbers that count several times. Known at the end of the file.</summary>
    public IEnumerable<string> Doubts => _numbers.Select(number => number.Rows.Doubt(number.Column)).Append(_decimals.Doubt("AmountUsd", '.', "write the amounts without it")).OfType<string>();

    public void Read(IFileRows row)
    {
        var count = row.Count;
        (Number, _fields, IsBlank, _nameless) = (row.Row, isSheet ? Math.Max(count, header.Width) : count, true, -1);
        for (var i = 0; i < count; i++)
        {
            _nameless = header.IsNameless(i) && !string.IsNullOrWhiteSpace(row[i]) ? i : _nameless;
        }

        _isNumberCell = isSheet && _amount >= 0 && _amount < count && row.KindOf(_amount) == CellKind.Number;
        _raw = new string[header.Width];
        for (var i = 0; i < _raw.Length; i++)
        {
            var text = i >= count ? "" : header.IsRejectedFile ? RejectedFile.Unguard(row[i]) : row[i];
            _raw[i] = text;
            _cells[i] = text.Length == 0 ? text : Cell(i, text);
            IsBlank &= _cells[i].Length == 0;
            if (isSheet)
            {
                (_filled[i], _errors[i], _units[i]) = i < count ? (row.IsFilled(i), row.IsError(i), row.UnitOf(i)) : (false, false, "");
            }
        }
    }

    private string Cell(int index, string text)
    {
        var seen = _isText[index] ? InvisibleText.OfText(text) : InvisibleText.OfCode(text);
        if (!ReferenceEquals(seen, text))
        {
            cleaned.Add(Number, header.NameOf(index), text, seen);
        }

        return _isDay[index] ? Day(TextRules.Clean(seen)) : TextRules.Clean(seen);
    }

    public EngagementRecord Begin()
    {
        _first = Values(_engagement);
        var v = _first;
        var record = new EngagementRecord(Number, Code)
        {
            Title = v[0], Summary = v[1], Start = v[2], End = v[3], Type = v[4], TypeName = v[5], Category = v[6], CategoryName = v[7],
            City = v[8], PlaceCountry = v[9], Headcount = v[10], AmountUsd = v[11], Handling = v[12], Status = v[13], Review = v[14], ReviewedBy = v[15], ReviewedOn = v[16], Texts = NativeColumns.TextsOf(v),
        };
        RefuseUnit(record, "Headcount", NumberRules.Plain);
        RefuseUnit(record, "AmountUsd", NumberRules.Plain with { Currency = Currencies.Usd });
        if (_amount >= 0 && !_isNumberCell)
        {
            _decimals.Add(_cells[_amount], '.');
        }

        foreach (var (_, index, rows) in _numbers)
        {
            rows.Add(index >= 0 && _filled[index] && _cells[index].Length > 0);
        }

        Add(record);
        return record;
    }

    // A cell of a workbook may display a unit beside its number: 5 €, 5 m, 5 %.
    private void RefuseUnit(EngagementRecord record, string column, NumberRules rules)
    {
        var index = isSheet ? header.IndexOf(column) : -1;
        if (index < 0 || _cells[index].Length == 0 || _units[index] is not { Length: > 0 } unit)
        {
            return;
        }

        var read = NumberReader.Read(_cells[index], rules, unit);
        if (read.Reason is not null || read.Currencies?.Contains(Currencies.Usd, StringComparer.Ordinal) == false)
        {
            Refuse(record, column, $"{_cells[index]} {unit}", $"The cell shows '{TextRules.Short(unit, 40)}' beside its number.", "Write the intended number, and give the cell the format 'General'.");
        }
    }

    public void Continue(EngagementRecord record)
    {
        // A merged domain cell over several rows of an engagement is one link.
        foreach (var index in _links)
        {
            _cells[index] = _filled[index] ? "" : _cells[index];
        }

        for (var i = 0; i < _engagement.Length; i++)
        {
            var value = Value(_engagement[i]);
            if (value.Length > 0 && value != _first[i])
            {
                Refuse(record, NativeColumns.Engagement[i], value, $"The engagement's first row (row {record.Row}) has {(_first[i].Length == 0 ? "nothing" : $"'{TextRules.Short(_first[i])}'")} here.",
                    "Fill it in on the engagement's first row only, or repeat the same value.");
            }
        }

        Add(record);
    }

    private void Add(EngagementRecord record)
    {
        if (record.RawRows.Count >= MaxRows)
        {
            if (record.RawRows.Count == MaxRows)
            {
                Refuse(record, "Code", record.Code, $"The engagement has more than {MaxRows:N0} rows.", "Give each engagement its own code.");
                record.RawRows.Add((Number, _raw));
            }

            return;
        }

        record.RawRows.Add((Number, _raw));
        if (_fields != header.Width && (_fields < header.Width || _nameless >= header.Fields))
        {
            Refuse(record, "", "", $"The row has {Plural.Of(_fields, "field")}, the header {header.Width}.", isSheet
                ? "Give the column to the right of the named ones a native column name, or remove its value."
                : "Each row needs as many delimiters as the header; enclose values that contain one in quotation marks.");
        }
        else if (_nameless >= 0)
        {
            Refuse(record, ColumnLetters.Of(_nameless), "", $"The column {ColumnLetters.Of(_nameless)} has a value here, but no name in the first row.", "Give the column a native column name, or remove its values.");
        }

        for (var i = 0; i < _errors.Length; i++)
        {
            if (_errors[i] && !header.IsNameless(i))
            {
                Refuse(record, header.NameOf(i), _cells[i], CellMarks.Reason(_cells[i]), CellMarks.Hint(_cells[i]));
            }
        }

        if (Any(_domain))
        {
            var v = Values(_domain);
            record.Domains.Add(new DomainRecord(Number, v[0], v[1], v[2], v[3], v[4], v[5]));
        }

        if (Any(_line))
        {
            var v = Values(_line);
            record.Lines.Add(new ParticipationRecord(Number)
            {
                Participant = v[0], Name = v[1], NameLocal = v[2], Kind = v[3], ParticipantCountry = v[4], Parent = v[5],
                Organisation = v[6], OrganisationName = v[7], OrganisationNameLocal = v[8], OrganisationKind = v[9], OrganisationCountry = v[10],
                Country = v[11], Role = v[12], Capacity = v[13],
            });
        }

        if (Any(_source))
        {
            var v = Values(_source);
            record.Sources.Add(new SourceRecord(Number, v[0], v[1], v[2], v[3], v[4]) { Kind = v[5] });
        }

        if (Any(_statement))
        {
            var v = Values(_statement);
            record.Statements.Add(new StatementRecord(Number, Value(_source[0]), v[0], v[1]));
        }

        if (Any(_relation))
        {
            var v = Values(_relation);
            record.Relations.Add(new RelationRecord(Number, v[0], v[1], v[2], v[3]));
        }

        if (Any(_commitment))
        {
            var v = Values(_commitment);
            record.Commitments.Add(new CommitmentRecord(Number, v[0])
            {
                Wording = v[1], Parties = CommitmentRules.Parties(v[2]), Domain = v[3], Due = v[4], Target = v[5], Unit = v[6], Source = v[7],
                Evidence = v[8], EvidenceKind = v[9], AssessedOn = v[10], Assessment = v[11], AssessmentSource = v[12], Wordings = v[13..],
            });
        }
    }

    // Removes the time of a day.
    private static string Day(string text) =>
        text.Length > 11 && (text[10] is ' ' or 'T') && TimeOnly.TryParse(text.AsSpan(11).TrimEnd('Z'), CultureInfo.InvariantCulture, out _) ? text[..10] : text;

    private void Refuse(EngagementRecord record, string column, string value, string reason, string hint) =>
        record.Errors.Add(new RowError(Number, record.Code, column, TextRules.Short(value), reason, hint));

    private string Value(int index) => index < 0 ? "" : _cells[index];

    private string[] Values(int[] columns) => Array.ConvertAll(columns, Value);

    private bool Any(int[] columns)
    {
        foreach (var index in columns)
        {
            if (index >= 0 && _cells[index].Length > 0)
            {
                return true;
            }
        }

        return false;
    }
}
