using System.Globalization;
using Reporting.Engine.Engagements;
using Reporting.Engine.Languages;
using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Dates;
using Reporting.Warehouse.Members;

namespace Reporting.Rendering.Values;

/// <summary>Formats values for reading in one language: 1,234 · 12.50 · 25.0% · $1,500,000 · July 2024.</summary>
public sealed class ValueText
{
    public const string Missing = "–";

    /// <summary>The minus sign of figures for reading. Cells and files for programs keep the hyphen.</summary>
    private const string Minus = "\u2212";

    private static readonly IReadOnlyDictionary<string, ValueText> All = Language.All.ToDictionary(l => l.Code, l => new ValueText(l));

    private readonly bool _isBrief;

    private ValueText(Language language, bool isBrief = false)
    {
        (Language, Captions, _isBrief) = (language, Captions.In(language), isBrief);
        Brief = isBrief ? this : new ValueText(language, true);
    }

    /// <summary>The same, with amounts from a million shortened: $13.1B. The exact amount must stand beside it.</summary>
    public ValueText Brief { get; }

    public Language Language { get; }

    /// <summary>Keeps a sign to the left of its number in right-to-left text.</summary>
    private string Mark => Language.IsRightToLeft ? "\u200E" : string.Empty;

    /// <summary>The captions of the language.</summary>
    public Captions Captions { get; }

    /// <summary>Isolates a name, an address or a file name within a right-to-left sentence, so that it keeps its own direction.</summary>
    public string Apart(string text) => Language.IsRightToLeft ? $"\u2068{text}\u2069" : text;

    public static ValueText In(string language) => All[Language.Of(language).Code];

    public static ValueText In(ReportDocument document) => In(document.Language);

    /// <summary>A text with a capital first letter, for a heading or the start of a line: "Edition 2025-final".</summary>
    public static string Begun(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    public string Of(object? value, ValueFormat format) => value switch
    {
        null => Missing,
        string text => text,
        PartialDate date => Language.Date(date),
        DateOnly day => Language.Date(PartialDate.On(day)),
        Proportion share => Captions.Format(Captions.OutOf, Of(share.Part, share.Format), Of(share.Base, share.Format)),
        decimal amount when format == ValueFormat.Money => Money(amount),
        IConvertible number => format switch
        {
            ValueFormat.Fraction => Text(number, "#,##0.00"),
            ValueFormat.Percent => Text(ValueNumber.Of(number)!.Value * 100, "#,##0.0") + "%",
            ValueFormat.Money => Money(Convert.ToDecimal(number, CultureInfo.InvariantCulture)),
            ValueFormat.Count => Text(number, "#,##0"),
            _ => number.ToString(CultureInfo.InvariantCulture),
        },
        _ => value.ToString() ?? Missing,
    };

    /// <summary>A value in a column of a table. Changes have a sign.</summary>
    public string Of(object? value, TableColumn column) => column.IsChange ? Signed(value, column.Format) : Of(value, column.Format);

    /// <summary>"1 engagement", "1,234 engagements".</summary>
    public string Counted(long count, string one, string several) => Captions.Format(count == 1 ? one : several, Of(count, ValueFormat.Count));

    public string Rows(long count) => Counted(count, Captions.OneRow, Captions.Rows);

    public string Publisher(ListedSource source) => source.Publisher == UnknownMembers.Publisher ? Language.Phrases.PublisherNotStated : source.Publisher;

    /// <summary>A change with its sign: +3 · −5 · 0.</summary>
    public string Signed(object? value, ValueFormat format) => ValueNumber.Of(value) switch
    {
        null => Missing,
        > 0 => Mark + "+" + Of(value, format),
        _ => Of(value, format),
    };

    /// <summary>A change with its share of the earlier value: +7 (+70.0%). Both follow the direction of the language.</summary>
    public string Signed(object? value, ValueFormat format, double? share) =>
        Signed(value, format) + (share is { } ratio ? (Language.IsRightToLeft ? "\u200F" : string.Empty) + $" ({Signed(ratio, ValueFormat.Percent)})" : string.Empty);

    /// <summary>A figure beside that of the period before: "+7 compared with 10 in 2024", or "the same as in 2024".</summary>
    public string Against(KpiChange change, ValueFormat format, double? share = null) => ValueNumber.Of(change.Difference) == 0
        ? Captions.Format(Captions.AgainstSame, change.Period)
        : Captions.Format(Captions.Against, Signed(change.Difference, format, share), Of(change.Before, format), change.Period);

    /// <summary>The line below a key figure: <see cref="Against"/> with the change in percent, or the earlier figure alone where no difference can be computed.</summary>
    public string BesideFigure(KpiChange change, ValueFormat format) =>
        change.Difference is null ? $"{Begun(change.Period)}: {Of(change.Before, format)}" : Against(change, format, change.Ratio);

    /// <summary>A label of a chart's value axis, as short as possible: 1,500 · 2.5 · 40% · $1.5M.</summary>
    public string Tick(double value, ValueFormat format) => format switch
    {
        ValueFormat.Percent => Text(value * 100, "#,##0.##") + "%",
        ValueFormat.Money => Dollar(value < 0) + Shortened(Math.Abs(value)),
        _ => Text(value, "#,##0.##"),
    };

    private string Money(decimal amount) => _isBrief && Math.Abs(amount) >= 1_000_000 ? BriefMoney((double)amount) : Exact(amount);

    private string Exact(decimal amount) => Dollar(amount < 0) + Text(Math.Abs(amount), decimal.IsInteger(amount) ? "#,##0" : "#,##0.00");

    private string BriefMoney(double amount) => Dollar(amount < 0) + Math.Abs(amount) switch
    {
        >= 999_950_000 and var billions => Text(billions / 1e9, "#,##0.0") + "B",
        var millions => Text(millions / 1e6, "#,##0.0") + "M",
    };

    private string Dollar(bool isNegative) => isNegative ? Mark + Minus + "$" : "$";

    private string Shortened(double value) => value switch
    {
        >= 1e9 => Text(value / 1e9, "#,##0.##") + "B",
        >= 1e6 => Text(value / 1e6, "#,##0.##") + "M",
        >= 1e4 => Text(value / 1e3, "#,##0.##") + "K",
        _ => Text(value, "#,##0.##"),
    };

    private string Text(IConvertible number, string format)
    {
        var text = ((IFormattable)number).ToString(format, Language.Numbers);
        return text[0] == '-' ? Mark + Minus + text[1..] : text;
    }
}
