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
        Title = new("{title}{years, select, none {} other {, {years}}}{members, select, none {} other {: {members}}}"),
    };
}
