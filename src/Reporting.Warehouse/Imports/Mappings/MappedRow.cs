using System.Globalization;
using Reporting.Warehouse.Dates;
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
    private readonly CountryNames _countries;
    private readonly MappedLinks _links;
    private readonly ValueReader _code;
    private readonly Dictionary<string, ValueReader?> _values;
    private readonly DateReader? _start;
    private readonly DateReader? _end;
    private readonly Dictionary<string, string> _columnNames = new(StringComparer.Ordinal);

    public MappedRow(Mapping mapping, MappedCells cells, StagingDatabase scratch, CountryCodes countries)
    {
        (_cells, _scratch, _keys) = (cells, scratch, mapping.Keys.Engagement);
        (_names, _countries) = (new MemberNames(mapping.Keys), new CountryNames(countries));
        _code = new ValueReader(_keys.Code, cells);
        (_start, _end) = (DateReader.Of(_keys.Start, cells), DateReader.Of(_keys.End, cells));
        var keys = new Dictionary<string, MappingKeys.ValueKeys?>(StringComparer.Ordinal)
        {
            ["Title"] = _keys.Title, ["Summary"] = _keys.Summary, ["Type"] = _keys.Type, ["TypeName"] = _keys.TypeName, ["Category"] = _keys.Category,
            ["CategoryName"] = _keys.CategoryName, ["City"] = _keys.City, ["PlaceCountry"] = _keys.Country, ["Headcount"] = _keys.Headcount,
            ["AmountUsd"] = _keys.AmountUsd, ["Handling"] = _keys.Handling,
        };
        _values = keys.ToDictionary(k => k.Key, k => ValueReader.Of(k.Value, cells), StringComparer.Ordinal);
        foreach (var (name, column) in _values.Select(v => (v.Key, v.Value?.Column)).Append(("Code", _code.Column)).Append(("Start", _start?.Column)).Append(("End", _end?.Column)))
        {
            if (column is { Length: > 0 })
            {
                _columnNames.Add(name, column);
            }
        }

        _links = new MappedLinks(mapping, cells, _names, _countries, this);
    }

    public bool IsManyRows => _keys.Rows == "many";

    public string Code() => _code.Read();

    public void Refuse(EngagementRecord record, string column, string value, string reason, string hint) =>
        record.Errors.Add(new RowError(_cells.Number, TextRules.Short(record.Code), column, TextRules.Short(value), reason, hint));

    public void Warn(EngagementRecord record, string message) => record.Warnings.Add(new ImportWarning(_cells.Number, message));

    /// <summary>Null for a repeated engagement that is to be taken once.</summary>
    public EngagementRecord? Begin(string code)
    {
        var refusals = new List<RowError>();
        var warnings = new List<ImportWarning>();
        code = Unique(code, refusals, out var isMerged);
        if (isMerged)
        {
            return null;
        }

        var draft = new EngagementRecord(_cells.Number, code);
        draft.Errors.AddRange(refusals);
        var start = Date(draft, _start);
        var end = Date(draft, _end);
        if (end is { IsUnknown: false } && start is { IsUnknown: false } && end.Last < start.First && _keys.EndBeforeStart != "refuse")
        {
            Warn(draft, $"The end, {end}, is before the start, {start}, and was left out.");
            end = PartialDate.Unknown;
        }

        var type = Text("Type");
        var typeName = _names.Resolve("types", type);
        var city = _names.Resolve("cities", Text("City"));
        var record = new EngagementRecord(_cells.Number, code)
        {
            Title = Text("Title"),
            Summary = Text("Summary"),
            Start = start.IsUnknown ? UnknownMembers.Code : start.ToString(),
            End = end.IsUnknown ? "" : end.ToString(),
            Type = type.Length == 0 || typeName == UnknownMembers.Code ? UnknownMembers.Code : CodeGenerator.Of(typeName),
            TypeName = type.Length == 0 || typeName == UnknownMembers.Code ? "" : Or(Text("TypeName"), typeName),
            Category = type.Length == 0 || Text("Category").Length == 0 ? "" : CodeGenerator.Of(Text("Category")),
            CategoryName = type.Length == 0 ? "" : Or(Text("CategoryName"), Text("Category")),
            IsTypeOfName = Text("TypeName").Length == 0,
            IsCategoryOfName = Text("CategoryName").Length == 0,
            City = city,
            PlaceCountry = Country(draft, Text("PlaceCountry"), _values["PlaceCountry"]),
            Headcount = Number(draft, "Headcount", 0),
            AmountUsd = Number(draft, "AmountUsd", 2),
            Handling = Text("Handling") is { Length: > 0 } handling ? CodeGenerator.Of(handling) : "",
            ColumnNames = _columnNames,
        };
        record.Errors.AddRange(draft.Errors);
        record.Warnings.AddRange(draft.Warnings);
        RefuseErrors(record);
        return record;
    }

    public void AddLinks(EngagementRecord record) => _links.Add(record);

    /// <summary>The country's code; a name that no country has is refused, or left out with a warning.</summary>
    public string Country(EngagementRecord record, string text, ValueReader? reader)
    {
        if (text.Length == 0)
        {
            return "";
        }

        if (_countries.Find(_names.Resolve("countries", text)) is { } code)
        {
            return code;
        }

        if (reader?.Keys.IfInvalid == "leave_out")
        {
            Warn(record, $"'{TextRules.Short(text)}' is no country that the warehouse knows; it was left out.");
            return "";
        }

        Refuse(
            record, reader?.Column ?? "", text, "It is no country that the warehouse knows.",
            $"{_countries.Hint(text)} Add it to 'aliases: countries:' of the mapping, or write 'if_invalid: leave_out' beside the country.");
        return "";
    }

    private static string Or(string text, string otherwise) => text.Length > 0 ? text : otherwise;

    private string Text(string name) => _values[name]?.Read() ?? "";

    private string Unique(string code, List<RowError> refusals, out bool isMerged)
    {
        isMerged = false;
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
                return $"{code}-{times + 1}";
            case "merge":
                isMerged = true;
                return code;
            default:
                refusals.Add(new RowError(
                    _cells.Number, TextRules.Short(code), _code.Column, TextRules.Short(code), "An engagement of this code stands further up.",
                    "Make the code of more columns, or write 'repeated_codes: separate' (they are different) or 'merge' (take it once) into the mapping."));
                return code;
        }
    }

    private PartialDate Date(EngagementRecord record, DateReader? reader)
    {
        if (reader is null)
        {
            return PartialDate.Unknown;
        }

        if (reader.Read(out var date, out var text) && (date.IsUnknown || date.Year is >= DateRows.FirstYear and <= DateRows.LastYear))
        {
            return date;
        }

        if (reader.LeavesOut)
        {
            Warn(record, $"'{TextRules.Short(text)}' is no date and was left out.");
            return PartialDate.Unknown;
        }

        Refuse(
            record, reader.Column, Or(text, date.ToString()), date.IsUnknown ? "It is not a date in one of the formats of the mapping." : $"Years from {DateRows.FirstYear} to {DateRows.LastYear} are taken.",
            "Correct it, add its form to 'formats', or write 'if_invalid: leave_out' beside them.");
        return PartialDate.Unknown;
    }

    private string Number(EngagementRecord record, string name, int decimals)
    {
        var reader = _values[name];
        var text = reader?.Read() ?? "";
        if (text.Length == 0)
        {
            return "";
        }

        if (NumberReader.TryRead(text, reader!.Keys.DecimalMark, out var number) && Scaled(number, reader.Keys.Multiply ?? 1) is { } scaled
            && (decimals > 0 || scaled == decimal.Truncate(scaled)))
        {
            return decimal.Round(scaled, decimals, MidpointRounding.AwayFromZero).ToString(CultureInfo.InvariantCulture);
        }

        if (reader.Keys.IfInvalid == "leave_out")
        {
            Warn(record, $"'{TextRules.Short(text)}' is no number and was left out.");
            return "";
        }

        Refuse(
            record, reader.Column, text, decimals > 0 ? "It is not a number." : "It is not a whole number.",
            "Correct it, say which 'decimal_mark' the file uses, add it to 'missing' if it stands for nothing, or write 'if_invalid: leave_out'.");
        return "";
    }

    private static decimal? Scaled(decimal number, decimal factor)
    {
        try
        {
            return number * factor;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private void RefuseErrors(EngagementRecord record)
    {
        for (var i = 0; i < _cells.Width && i < _cells.Values.Length; i++)
        {
            if (MappedCells.IsError(_cells.Values[i]) && _cells.Value(i).Length > 0)
            {
                Refuse(
                    record, _cells.NameOf(i), _cells.Values[i], _cells.Values[i] == Files.XlsxScan.NoValue ? "The cell is a formula whose value was not saved." : "The cell holds an error.",
                    "Open the file in Excel, correct the cell and save it again; or add the text to 'missing' of the mapping.");
            }
        }
    }
}
