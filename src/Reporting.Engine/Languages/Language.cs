using System.Globalization;
using Reporting.Warehouse.Dates;

namespace Reporting.Engine.Languages;

/// <summary>
/// A language of results: its direction, numbers, dates and phrases. They are defined here and not taken from the machine's cultures, so the same
/// query gives the same file on every machine.
/// </summary>
public sealed class Language
{
    public static readonly Language English = new("en", "English", [3], Months("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"), Phrases.English)
    {
        ShortMonths = Months("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    };

    public static readonly Language Hindi = new("hi", "हिन्दी", [3, 2], Months("जनवरी", "फ़रवरी", "मार्च", "अप्रैल", "मई", "जून", "जुलाई", "अगस्त", "सितंबर", "अक्तूबर", "नवंबर", "दिसंबर"), Phrases.Hindi)
    {
        Script = ('\u0900', '\u097F'),
        FullStop = "।",
        ShortMonths = Months("जन॰", "फ़र॰", "मार्च", "अप्रैल", "मई", "जून", "जुल॰", "अग॰", "सित॰", "अक्तू॰", "नव॰", "दिस॰"),
    };

    public static readonly Language Hebrew = new("he", "עברית", [3], Months("ינואר", "פברואר", "מרץ", "אפריל", "מאי", "יוני", "יולי", "אוגוסט", "ספטמבר", "אוקטובר", "נובמבר", "דצמבר"), Phrases.Hebrew)
    {
        IsRightToLeft = true,
        Script = ('\u05D0', '\u05EA'),
        BeforeMonth = "ב",
        ShortMonths = Months("ינו׳", "פבר׳", "מרץ", "אפר׳", "מאי", "יוני", "יולי", "אוג׳", "ספט׳", "אוק׳", "נוב׳", "דצמ׳"),
    };

    private readonly string[] _months;

    private Language(string code, string name, int[] groups, string[] months, Phrases phrases)
    {
        (Code, Name, _months, Phrases) = (code, name, months, phrases);
        var numbers = (NumberFormatInfo)NumberFormatInfo.InvariantInfo.Clone();
        numbers.NumberGroupSizes = groups;
        Numbers = NumberFormatInfo.ReadOnly(numbers);
    }

    public static IReadOnlyList<Language> All { get; } = [English, Hindi, Hebrew];

    /// <summary>ISO 639-1, the value of <c>lang</c>.</summary>
    public string Code { get; }

    /// <summary>Its name in the language itself.</summary>
    public string Name { get; }

    public bool IsRightToLeft { get; private init; }

    /// <summary>The value of the HTML attribute dir.</summary>
    public string Direction => IsRightToLeft ? "rtl" : "ltr";

    /// <summary>Hindi groups by lakh and crore: 12,34,567.</summary>
    public NumberFormatInfo Numbers { get; }

    /// <summary>The sentences that the program adds to those of the definitions.</summary>
    public Phrases Phrases { get; }

    /// <summary>The end of a sentence.</summary>
    public string FullStop { get; private init; } = ".";

    /// <summary>A prefix of the month after a day.</summary>
    private string BeforeMonth { get; init; } = string.Empty;

    /// <summary>The letters of its script (Unicode). Null for English, because every member has an English name.</summary>
    private (char First, char Last)? Script { get; init; }

    private string[] ShortMonths { get; init; } = [];

    /// <summary>Returns English for an unknown code, which is refused earlier.</summary>
    public static Language Of(string code) => All.FirstOrDefault(l => l.Code == code) ?? English;

    /// <summary>True for a name in the script of the language. Hindi shares its script with other languages of India, and their names are read alike.</summary>
    public bool Writes(string name) => Script is { } script && name.Any(letter => letter >= script.First && letter <= script.Last);

    /// <summary>Writes "2 June 2022", "July 2024", "2025" or "Date not stated".</summary>
    public string Date(PartialDate date) => date switch
    {
        { IsUnknown: true } => Phrases.DateNotStated,
        { IsExact: true } => string.Create(CultureInfo.InvariantCulture, $"{date.Day} {BeforeMonth}{_months[date.Month - 1]} {date.Year:0000}"),
        { Month: not 0 } => string.Create(CultureInfo.InvariantCulture, $"{_months[date.Month - 1]} {date.Year:0000}"),
        _ => date.Year.ToString("0000", CultureInfo.InvariantCulture),
    };

    /// <summary>Writes the day of an instant, in UTC.</summary>
    public string Day(DateTimeOffset time) => Date(PartialDate.On(DateOnly.FromDateTime(time.UtcDateTime)));

    /// <summary>"Jul", for the axes of charts.</summary>
    public string ShortMonth(int month) => ShortMonths[month - 1];

    /// <summary>Writes an instant to the minute, in UTC.</summary>
    public string Time(DateTimeOffset time) => string.Create(CultureInfo.InvariantCulture, $"{Day(time)}, {time.ToUniversalTime():HH:mm} UTC");

    /// <summary>The plural category of a whole number (Unicode CLDR): one, two or other.</summary>
    public string PluralOf(long number) => (Code, number) switch
    {
        ("hi", 0) or (_, 1) => "one",
        ("he", 2) => "two",
        _ => "other",
    };

    public string Count(long number) => number.ToString("#,##0", Numbers);

    private static string[] Months(params string[] names) => names;
}
