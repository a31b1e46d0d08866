namespace Reporting.Engine.Languages;

public sealed partial record HeadlinePatterns
{
    public static readonly HeadlinePatterns Hindi = new()
    {
        Activity = new(
            "{subject, select, none {} other {{subject}: }}"
            + "{period, select, year {{from} में } range {{from} से {to} तक } since {{from} से अब तक } until {{to} तक } other {सभी वर्षों में }}"
            + "{count, plural, =0 {कोई गतिविधि नहीं} one {# गतिविधि} other {# गतिविधियाँ}}"
            + "{change, select, more {, {before} की तुलना में {difference} अधिक} fewer {, {before} की तुलना में {difference} कम} same {, {before} के बराबर} other {}}"
            + "{leaders, select, two {; सबसे अधिक {first} ({firstCount}) और {second} ({secondCount}) {by, select, with {के साथ} pair {के बीच} other {में}}}"
            + " one {; सबसे अधिक {first} ({firstCount}) {by, select, with {के साथ} pair {के बीच} other {में}}} other {}}"),
        Gaps = new(
            "{subject, select, none {} other {{subject}: }}"
            + "{period, select, year {{from} में } range {{from} से {to} तक } since {{from} से अब तक } until {{to} तक } other {सभी वर्षों में }}"
            + "{count, plural, =0 {कोई गतिविधि नहीं} one {# गतिविधि} other {# गतिविधियाँ}}"
            + "{leaders, select, two {; सबसे अधिक बार अज्ञात: {first} ({firstCount}) और {second} ({secondCount})} one {; सबसे अधिक बार अज्ञात: {first} ({firstCount})}"
            + " tied {; कुछ विवरण अज्ञात हैं} nothing {; कोई विवरण अज्ञात नहीं} other {}}"),
        Title = new("{title}{years, select, none {} other {, {years}}}{members, select, none {} other {: {members}}}"),
    };
}
