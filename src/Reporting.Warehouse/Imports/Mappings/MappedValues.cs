using System.Globalization;
using Reporting.Warehouse.Dates;
using Reporting.Warehouse.Imports.Native;
using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Members;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Mappings;

/// <summary>The single values of an engagement in the current row, as texts in the order of <see cref="NativeColumns.Engagement"/>.</summary>
internal sealed class MappedValues
{
    public const int Title = 0, Summary = 1, Start = 2, End = 3, Type = 4, TypeName = 5, Category = 6, CategoryName = 7, City = 8, Country = 9, Headcount = 10, Amount = 11, Handling = 12, Status = 13,
        Review = 14, ReviewedBy = 15, ReviewedOn = 16;

    private readonly ValueReader?[] _readers;
    private readonly DateReader? _start;
    private readonly DateReader? _end;
    private readonly DateReader? _reviewed;
    private readonly NumberValue? _headcount;
    private readonly NumberValue? _amount;
    private readonly MemberNames _names;
    private readonly MappedRow _row;

    public MappedValues(MappingKeys.EngagementKeys keys, MappedCells cells, MemberNames names, MappedRow row)
    {
        (_names, _row) = (names, row);
        _readers = [.. Of(keys).Select((value, i) => i is Start or End or ReviewedOn or Headcount or Amount ? null : ValueReader.Of(value, cells))];
        _headcount = keys.Headcount is null ? null : new NumberValue(keys.Headcount, cells, isMoney: false);
        _amount = keys.AmountUsd is null ? null : new NumberValue(keys.AmountUsd, cells, isMoney: true);
        (_start, _end, _reviewed) = (DateReader.Of(keys.Start, cells), DateReader.Of(keys.End, cells), DateReader.Of(keys.ReviewedOn, cells));
    }

    /// <summary>Warnings about whole columns.</summary>
    public IEnumerable<string> Doubts => new[] { _start?.Doubt, _end?.Doubt, _reviewed?.Doubt, _headcount?.Doubt, _amount?.Doubt, _headcount?.Repeated, _amount?.Repeated }.OfType<string>();

    /// <summary>The values of the last row read.</summary>
    public string[] Last { get; private set; } = [];

    /// <summary>The mapping's rules for them, in their order.</summary>
    public static MappingKeys.ValueKeys?[] Of(MappingKeys.EngagementKeys e) =>
    [
        e.Title, e.Summary, e.Start, e.End, e.Type, e.TypeName, e.Category, e.CategoryName, e.City, e.Country, e.Headcount, e.AmountUsd, e.Handling, e.Status, e.Review, e.ReviewedBy, e.ReviewedOn,
        .. NativeColumns.Languages.Select(language => e.Titles?.GetValueOrDefault(language)), .. NativeColumns.Languages.Select(language => e.Summaries?.GetValueOrDefault(language)),
    ];

    /// <summary>The file's name for the column of a value; empty without one.</summary>
    public string ColumnOf(int value) => value switch
    {
        Start => _start?.Column ?? "",
        End => _end?.Column ?? "",
        ReviewedOn => _reviewed?.Column ?? "",
        Headcount => _headcount?.Column ?? "",
        Amount => _amount?.Column ?? "",
        TypeName when _readers[TypeName] is null => ColumnOf(Type),
        _ => _readers[value]?.Column ?? "",
    };

    public IReadOnlyDictionary<string, string> Columns(string code) => NativeColumns.Engagement.Select((name, i) => (name, Column: ColumnOf(i))).Append(("Code", code))
        .Where(c => c.Item2.Length > 0).ToDictionary(c => c.Item1, c => c.Item2, StringComparer.Ordinal);

    public string[] Read(EngagementRecord record)
    {
        var values = new string[_readers.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = i switch
            {
                Start => Date(record, _start),
                End => Date(record, _end),
                ReviewedOn => Date(record, _reviewed),
                Country => _row.Country(record, Text(Country), _readers[Country]),
                Headcount => Number(record, _headcount),
                Amount => Number(record, _amount),
                City => _names.Resolve("cities", Text(City)),
                _ => Text(i),
            };
        }

        var type = values[Type].Length == 0 ? "" : _names.Resolve("types", values[Type]);
        if (type is "" or UnknownMembers.Code)
        {
            RefuseWithoutType(record, values);
        }
        else
        {
            (values[Type], values[TypeName]) = (CodeGenerator.Of(type), values[TypeName].Length > 0 ? values[TypeName] : type);
        }

        values[CategoryName] = values[CategoryName].Length > 0 ? values[CategoryName] : values[Category];
        values[Category] = CodeGenerator.OrBlank(values[Category]);
        values[Handling] = CodeGenerator.OrBlank(values[Handling]);
        values[Status] = CodeGenerator.OrBlank(values[Status]);
        values[Review] = CodeGenerator.OrBlank(values[Review]);
        return Last = values;
    }

    /// <summary>Counts numbers of the row that stand in a row above and count again in this one.</summary>
    public void CountRepeated(bool isNew)
    {
        _headcount?.CountRepeated(isNew);
        _amount?.CountRepeated(isNew);
    }

    /// <summary>The record with its values. An end before the start is left out.</summary>
    public EngagementRecord Complete(EngagementRecord record, string[] v, int row, bool refuseEnds)
    {
        var end = v[End];
        if (!refuseEnds && PartialDate.TryParse(v[Start], out var first) && PartialDate.TryParse(end, out var last) && !first.IsUnknown && !last.IsUnknown && last.Last < first.First)
        {
            record.Warnings.Add(new ImportWarning(row, $"The end, {end}, is before the start, {first}, and was left out."));
            end = "";
        }

        // A blank start is taken from a source that states one.
        var start = v[Start].Length == 0 && !record.Statements.Exists(s => s.Field == StatedFields.Start) ? UnknownMembers.Code : v[Start];
        return record with
        {
            Title = v[Title], Summary = v[Summary], Start = start, End = end, Type = v[Type].Length == 0 ? UnknownMembers.Code : v[Type],
            TypeName = v[TypeName], Category = v[Category], CategoryName = v[CategoryName], City = v[City], PlaceCountry = v[Country], Headcount = v[Headcount],
            AmountUsd = v[Amount].Length == 0 ? "" : decimal.Round(decimal.Parse(v[Amount], CultureInfo.InvariantCulture), ExactAmount.Decimals, MidpointRounding.AwayFromZero).ToString(CultureInfo.InvariantCulture),
            Handling = v[Handling], Status = v[Status], Review = v[Review], ReviewedBy = v[ReviewedBy], ReviewedOn = v[ReviewedOn], Texts = NativeColumns.TextsOf(v), IsTypeOfName = _readers[TypeName] is null, IsCategoryOfName = _readers[CategoryName] is null,
        };
    }

    private string Text(int value) => _readers[value]?.Read() ?? "";

    // A category belongs to a type. Without a type it would be lost, and the engagement would be missing in counts by category.
    private void RefuseWithoutType(EngagementRecord record, string[] values)
    {
        if (Array.Find([Category, CategoryName, TypeName], i => values[i].Length > 0) is > 0 and var lost)
        {
            _row.Refuse(
                record, ColumnOf(lost), values[lost], "The row has no type for this value.",
                "Write a type into the file, or a default into the mapping: 'type: {from: …, default: Agreement}'.");
        }

        (values[Type], values[TypeName], values[Category], values[CategoryName]) = ("", "", "", "");
    }

    private string Date(EngagementRecord record, DateReader? reader)
    {
        if (reader is null)
        {
            return "";
        }

        var date = reader.Read(message => _row.Warn(record, message), out var problem);
        _row.Refuse(record, problem);
        _row.Countries.On = reader == _start && !date.IsUnknown ? date : _row.Countries.On;
        return date.ToString();
    }

    private string Number(EngagementRecord record, NumberValue? reader)
    {
        if (reader is null)
        {
            return "";
        }

        var number = reader.Read(message => _row.Warn(record, message), out var problem);
        if (number is { } people && reader == _headcount && people != decimal.Truncate(people))
        {
            problem = new Unread(reader.Column, people.ToString(CultureInfo.InvariantCulture), "It is not a whole number.", "Correct it, or set 'decimal_mark' in the mapping.");
        }

        _row.Refuse(record, problem);
        return number is null || problem is not null ? "" : (reader == _headcount ? decimal.Truncate(number.Value) : number.Value).ToString(CultureInfo.InvariantCulture);
    }
}
