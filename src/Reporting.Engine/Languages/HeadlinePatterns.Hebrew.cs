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
            + "{leaders, select, two {; הפרטים החסרים ביותר: {first} ({firstCount}), {second} ({secondCount})} one {; הפרט החסר ביותר: {first} ({firstCount})}"
            + " tied {; חלק מהפרטים לא צוינו} nothing {; אף פרט שנבדק אינו חסר} other {}}"),
        Commitments = new(
            "{subject, select, none {} other {{subject}: }}"
            + "{all, plural, =0 {אין התחייבויות} one {התחייבות אחת} two {שתי התחייבויות} other {# התחייבויות}}"
            + "{period, select, year { בהסכמים מ{from}} range { בהסכמים מ{from} עד {to}} since { בהסכמים מ{from} ואילך} until { בהסכמים עד {to}} other {}}"
            + "{state, select, none {} other {, {state, select, undated {לאף אחת לא צוין מועד} other {{count, plural, =0 {אף אחת אינה באיחור} one {אחת באיחור} two {שתיים באיחור} other {# באיחור}}}}"
            + "{change, select, more {, {difference, plural, one {אחת} two {שתיים} other {#}} יותר מאשר ב{before}} fewer {, {difference, plural, one {אחת} two {שתיים} other {#}} פחות מאשר ב{before}} same {, כמו ב{before}} other {}}"
            + "; {delivered, plural, =0 {אף אחת לא קוימה} one {אחת קוימה} two {שתיים קוימו} other {# קוימו}}}}"
            + "{leaders, select, two {; רוב האיחורים: {first} ({firstCount}) ו{second} ({secondCount})} one {; רוב האיחורים: {first} ({firstCount})} other {}}"),
        Silence = new(
            "{subject, select, none {} other {{subject}: }}"
            + "{leaders, select, two {הזמן הארוך ביותר ללא קשר: {first} ({firstCount, plural, one {יום אחד} two {יומיים} other {# ימים}}{gap, select, longer {, יותר מאי פעם; הפער הארוך ביותר לפני כן: {all, plural, one {יום אחד} two {יומיים} other {# ימים}}} shorter {; הפער הארוך ביותר לפני כן: {all, plural, one {יום אחד} two {יומיים} other {# ימים}}} other {}}), ואחריו {second} ({secondCount, plural, one {יום אחד} two {יומיים} other {# ימים}})}"
            + " one {הזמן הארוך ביותר ללא קשר: {first} ({firstCount, plural, one {יום אחד} two {יומיים} other {# ימים}}{gap, select, longer {, יותר מאי פעם; הפער הארוך ביותר לפני כן: {all, plural, one {יום אחד} two {יומיים} other {# ימים}}} shorter {; הפער הארוך ביותר לפני כן: {all, plural, one {יום אחד} two {יומיים} other {# ימים}}} other {}})} other {}}"
            + "{last, select, none {} other {{leaders, select, two {; } one {; } other {}}"
            + "{state, select, none {אין פעילות עם תאריך} other {הפעילות האחרונה מכולן: {count, plural, =0 {ביום הנתונים} one {יום אחד לפני יום הנתונים} two {יומיים לפני יום הנתונים} other {# ימים לפני יום הנתונים}}}}}}"),
        Title = new("{title}{years, select, none {} other {, {years}}}{members, select, none {} other {: {members}}}"),
    };
}
