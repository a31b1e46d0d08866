namespace Reporting.Engine.Languages;

public sealed partial record HeadlinePatterns
{
    public static readonly HeadlinePatterns English = new()
    {
        Activity = new(
            "{subject, select, none {} other {{subject}: }}"
            + "{count, plural, =0 {no engagements} one {# engagement} other {# engagements}}"
            + "{period, select, year { in {from}} range { from {from} to {to}} since { since {from}} until { up to {to}} other { in all years}}"
            + "{change, select, more {, {difference} more than in {before}} fewer {, {difference} fewer than in {before}} same {, as many as in {before}} other {}}"
            + "{leaders, select, two {; {by, select, with {most with {first}} pair {most active pairs: {first}} other {most in {first}}} ({firstCount}) and {second} ({secondCount})}"
            + " one {; {by, select, with {most with {first}} pair {most active pair: {first}} other {most in {first}}} ({firstCount})} other {}}"),
        Gaps = new(
            "{subject, select, none {} other {{subject}: }}"
            + "{count, plural, =0 {no engagements} one {# engagement} other {# engagements}}"
            + "{period, select, year { in {from}} range { from {from} to {to}} since { since {from}} until { up to {to}} other { in all years}}"
            + "{leaders, select, two {; most often not stated: {first} ({firstCount}) and {second} ({secondCount})} one {; most often not stated: {first} ({firstCount})}"
            + " tied {; some details are not stated} nothing {; none of the details checked is missing} other {}}"),
        Commitments = new(
            "{subject, select, none {} other {{subject}: }}"
            + "{all, plural, =0 {no commitments} one {# commitment} other {# commitments}}"
            + "{period, select, year { of agreements in {from}} range { of agreements from {from} to {to}} since { of agreements since {from}} until { of agreements up to {to}} other {}}"
            + "{state, select, none {} other {, {state, select, undated {none with a due date} other {{count, plural, =0 {none overdue} other {# overdue}}}}"
            + "{change, select, more {, {difference} more than on {before}} fewer {, {difference} fewer than on {before}} same {, as many as on {before}} other {}}"
            + "; {delivered, plural, =0 {none delivered} other {# delivered}}}}"
            + "{leaders, select, two {; most overdue: {first} ({firstCount}) and {second} ({secondCount})} one {; most overdue: {first} ({firstCount})} other {}}"),
        Silence = new(
            "{subject, select, none {} other {{subject}: }}"
            + "{leaders, select, two {{first} longest without contact ({firstCount, plural, one {# day} other {# days}}"
            + "{gap, select, longer {, longer than ever; longest gap before: {all, plural, one {# day} other {# days}}} shorter {; longest gap before: {all, plural, one {# day} other {# days}}} other {}}), then {second} ({secondCount, plural, one {# day} other {# days}})}"
            + " one {{first} longest without contact ({firstCount, plural, one {# day} other {# days}}"
            + "{gap, select, longer {, longer than ever; longest gap before: {all, plural, one {# day} other {# days}}} shorter {; longest gap before: {all, plural, one {# day} other {# days}}} other {}})} other {}}"
            + "{last, select, none {} other {{leaders, select, two {; } one {; } other {}}"
            + "{state, select, none {no engagement with a date} other {last engagement of all {count, plural, =0 {on the day of the data} one {# day before the day of the data} other {# days before the day of the data}}}}}}"),
        Title = new("{title}{years, select, none {} other {, {years}}}{members, select, none {} other {: {members}}}"),
    };
}
