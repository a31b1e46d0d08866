namespace Reporting.Engine.Languages;

public sealed partial record HeadlinePatterns
{
    public static readonly HeadlinePatterns Hebrew = new()
    {
        Activity = new(
            "{subject, select, none {} other {{subject}: }}"
            + "{count, plural, =0 {אין פעילויות} one {פעילות אחת} two {שתי פעילויות} other {# פעילויות}}"
            + "{period, select, year { ב{from}} range { בשנים {from} עד {to}} since { מ{from} ואילך} until { עד {to}} other { בכל השנים}}"
            + "{change, select,"
            + " more {, {difference, plural, one {אחת} two {שתיים} other {#}} יותר {period, select, year {מאשר ב{before}} other {מאשר בשנים {before}}}}"
            + " fewer {, {difference, plural, one {אחת} two {שתיים} other {#}} פחות {period, select, year {מאשר ב{before}} other {מאשר בשנים {before}}}}"
            + " same {, {period, select, year {כמו ב{before}} other {כמו בשנים {before}}}} other {}}"
            + "{leaders, select, two {; {by, select, with {בעיקר עם {first} ({firstCount}) ועם {second} ({secondCount})} pair {הזוגות הפעילים ביותר: {first} ({firstCount}) ו{second} ({secondCount})} other {בעיקר ב{first} ({firstCount}) וב{second} ({secondCount})}}}"
            + " one {; {by, select, with {בעיקר עם {first} ({firstCount})} pair {הזוג הפעיל ביותר: {first} ({firstCount})} other {בעיקר ב{first} ({firstCount})}}} other {}}"),
        Gaps = new(
            "{subject, select, none {} other {{subject}: }}"
            + "{count, plural, =0 {אין פעילויות} one {פעילות אחת} two {שתי פעילויות} other {# פעילויות}}"
            + "{period, select, year { ב{from}} range { בשנים {from} עד {to}} since { מ{from} ואילך} until { עד {to}} other { בכל השנים}}"
            + "{leaders, select, two {; לרוב לא צוינו: {first} ({firstCount}), {second} ({secondCount})} one {; לרוב לא צוין: {first} ({firstCount})}"
            + " tied {; חלק מהפרטים לא צוינו} nothing {; אף פרט שנבדק אינו חסר} other {}}"),
        Title = new("{title}{years, select, none {} other {, {years}}}{members, select, none {} other {: {members}}}"),
    };
}
