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
            + "{leaders, select, two {; {by, select, with {सबसे अधिक {first} ({firstCount}) और {second} ({secondCount}) के साथ} pair {सबसे सक्रिय जोड़े: {first} ({firstCount}) और {second} ({secondCount})} other {सबसे अधिक {first} ({firstCount}) और {second} ({secondCount}) में}}}"
            + " one {; {by, select, with {सबसे अधिक {first} ({firstCount}) के साथ} pair {सबसे सक्रिय जोड़ा: {first} ({firstCount})} other {सबसे अधिक {first} ({firstCount}) में}}} other {}}"),
        Gaps = new(
            "{subject, select, none {} other {{subject}: }}"
            + "{period, select, year {{from} में } range {{from} से {to} तक } since {{from} से अब तक } until {{to} तक } other {सभी वर्षों में }}"
            + "{count, plural, =0 {कोई गतिविधि नहीं} one {# गतिविधि} other {# गतिविधियाँ}}"
            + "{leaders, select, two {; सबसे अधिक बार अज्ञात: {first} ({firstCount}) और {second} ({secondCount})} one {; सबसे अधिक बार अज्ञात: {first} ({firstCount})}"
            + " tied {; कुछ विवरण अज्ञात हैं} nothing {; जाँचे गए विवरणों में से कोई अज्ञात नहीं} other {}}"),
        Commitments = new(
            "{subject, select, none {} other {{subject}: }}"
            + "{period, select, year {{from} के समझौतों की } range {{from} से {to} तक के समझौतों की } since {{from} से अब तक के समझौतों की } until {{to} तक के समझौतों की } other {}}"
            + "{all, plural, =0 {कोई प्रतिबद्धता नहीं} one {# प्रतिबद्धता} other {# प्रतिबद्धताएँ}}"
            + "{state, select, none {} other {, {state, select, undated {किसी की समय-सीमा नहीं बताई गई} other {{count, plural, =0 {किसी की समय-सीमा नहीं बीती} other {# की समय-सीमा बीती}}}}"
            + "{change, select, more {, {before} की तुलना में {difference} अधिक} fewer {, {before} की तुलना में {difference} कम} same {, {before} के बराबर} other {}}"
            + "; {delivered, plural, =0 {कोई पूरी नहीं हुई} one {# पूरी हुई} other {# पूरी हुईं}}}}"
            + "{leaders, select, two {; सबसे अधिक विलंबित: {first} ({firstCount}) और {second} ({secondCount})} one {; सबसे अधिक विलंबित: {first} ({firstCount})} other {}}"),
        Silence = new(
            "{subject, select, none {} other {{subject}: }}"
            + "{leaders, select, two {सबसे लंबे समय से संपर्क नहीं: {first} ({firstCount} दिन{gap, select, longer {, पहले से कहीं अधिक; पिछला सबसे लंबा अंतराल: {all} दिन} shorter {; पिछला सबसे लंबा अंतराल: {all} दिन} other {}}), फिर {second} ({secondCount} दिन)}"
            + " one {सबसे लंबे समय से संपर्क नहीं: {first} ({firstCount} दिन{gap, select, longer {, पहले से कहीं अधिक; पिछला सबसे लंबा अंतराल: {all} दिन} shorter {; पिछला सबसे लंबा अंतराल: {all} दिन} other {}})} other {}}"
            + "{last, select, none {} other {{leaders, select, two {; } one {; } other {}}"
            + "{state, select, none {तिथि वाली कोई गतिविधि नहीं} other {कुल मिलाकर अंतिम गतिविधि {count, plural, =0 {आँकड़ों की तिथि पर} other {आँकड़ों की तिथि से # दिन पहले}}}}}}"),
        Title = new("{title}{years, select, none {} other {, {years}}}{members, select, none {} other {: {members}}}"),
    };
}
