namespace Reporting.Rendering.Templates;

/// <summary>The help texts of the template's columns, shown when a cell is selected.</summary>
internal static class TemplateHelp
{
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["Code"] = "Your own code for the engagement, by which later imports find it. Rows of one engagement repeat it.",
        ["Title"] = "Short and neutral. Write it on the engagement's first row.",
        ["Start"] = "A day such as 2022-06-02, a month such as 2024-07, a year such as 2025, or unknown.",
        ["End"] = "A date like Start. Blank means the same day as Start.",
        ["Type"] = "Code from the list, or a new one.",
        ["TypeName"] = "Name of a new type; blank for a known one.",
        ["Category"] = "Category of a new type; blank for a known one.",
        ["City"] = "Where it took place.",
        ["PlaceCountry"] = "Country of the place, as an ISO 3166 code such as IN.",
        ["Headcount"] = "A whole number; blank when it is not known.",
        ["AmountUsd"] = "Amount in US dollars, such as 1250000.50; blank when it is not known.",
        ["Handling"] = "Classification; blank means the lowest.",
        ["Status"] = "held, planned, postponed or cancelled; blank means held.",
        ["Review"] = "reviewed or draft; blank means reviewed. Drafts count nowhere.",
        ["ReviewedBy"] = "Who reviewed the record, or blank.",
        ["ReviewedOn"] = "The day of the review, such as 2025-11-06, or blank.",
        ["Domain"] = "One for each row: a code from the list, or a new one.",
        ["Weight"] = "Share of this domain: 2 and 1 give two thirds and one third. Leave it blank on all rows for equal shares.",
        ["Primary"] = "1 in the row of the main domain.",
        ["Participant"] = "One participant for each row, the most exact one: a minister, without a row for the ministry.",
        ["ParticipantName"] = "Name of a new participant. For a known one, it replaces the name everywhere.",
        ["ParticipantKind"] = "Required for a new participant.",
        ["ParticipantCountry"] = "Country of a new participant.",
        ["Organisation"] = "The organisation that the participant acted for; blank if they acted for themselves.",
        ["Country"] = "Country of this line at the time; blank means the participant's country.",
        ["Role"] = "What the participant did, such as host, visitor or signatory; blank means participant.",
        ["Capacity"] = "The office held at the time.",
        ["Source"] = "One for each row: a code from the list, or a new one with publisher and title.",
        ["Relation"] = "What the engagement has to do with another: it implements, follows up, amends, replaces, cancels or prepares it. One for each row.",
        ["RelatedEngagement"] = "Code of the other engagement. It may come with a later import.",
        ["RelationDate"] = "A date like Start, or blank.",
        ["RelationSource"] = "Code of the source that says so, or blank.",
        ["Commitment"] = "Your own code for what the engagement undertakes. More rows of it add evidence and assessments.",
        ["CommitmentText"] = "What is undertaken. Write it on the first row of the commitment.",
        ["CommitmentParties"] = "Codes of responsible participants or organisations of this engagement, separated by semicolons.",
        ["CommitmentDomain"] = "One of the engagement's domains, or blank.",
        ["CommitmentDue"] = "By when: a date like Start, or blank.",
        ["CommitmentTarget"] = "A number to reach, or blank; its unit stands in CommitmentUnit.",
        ["CommitmentSource"] = "Code of the source that states it, or blank.",
        ["Evidence"] = "Code of an engagement that shows what came of it. It may come with a later import.",
        ["EvidenceKind"] = "advances, delivers or drops; blank means advances.",
        ["AssessedOn"] = "The day of an assessment: a date like Start.",
        ["Assessment"] = "0 nothing done, 1 begun, 2 mostly done, 3 done.",
        ["AssessmentSource"] = "Code of the source that assesses.",
        ["SourceUrl"] = "Web address of the source: https://…",
        ["SourceKind"] = "official, media, research or other; blank for a known source.",
        ["StatedField"] = "A field about which the source of this row states a value: start, end, city, country, headcount or amount_usd.",
        ["StatedValue"] = "What the source states, written as in the column of the engagement.",
        ["SourcePublishedOn"] = "Date of publication, such as 2025-11-06.",
    };

    /// <summary>The instructions for the template, one paragraph for each line.</summary>
    public static readonly IReadOnlyList<string> Paragraphs =
    [
        "Fill in the sheet Engagements. Then send this workbook to POST /api/v1/imports, or run 'reporting import FILE'. Send it with preview=true first to see the result and all errors.",
        "An engagement is one or more adjacent rows with the same Code. Write Title, Start, Type and other single values on its first row. Each row may add one domain, one participant and one source.",
        "Code, Title, Start and Type are required. Leave unknown values blank.",
        "Cells offer lists of codes; the sheet Lists has their names. If a list only warns, another code becomes a new member: write its name into the next column. If a list refuses other values, choose one of its codes.",
        "An engagement with a known Code is replaced by the rows of this workbook, including all its domains, participants and sources. Other engagements stay unchanged.",
        "All cells are text: 2024-07 stays a month, 0001 keeps its zeros, and formulas are not computed. Do not rename columns. You may delete columns that you do not need. Put your own columns on another sheet.",
    ];

    public static string Of(string column) => Words.GetValueOrDefault(column, "");
}
