namespace Reporting.Rendering.Templates;

/// <summary>The help texts of the template's columns, shown when a cell is selected.</summary>
internal static class TemplateHelp
{
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["Code"] = "Your own code of the engagement; a later import finds it again by this. Rows of one engagement repeat it.",
        ["Title"] = "Short and neutral. Stands on the engagement's first row.",
        ["Start"] = "2022-06-02, 2024-07 for a month, 2025 for a year, or unknown.",
        ["End"] = "As Start; blank for the same day.",
        ["Type"] = "Code from the list, or a new one.",
        ["TypeName"] = "Name of a new type; blank for a known one.",
        ["Category"] = "Category of a new type; blank for a known one.",
        ["City"] = "Where it took place.",
        ["PlaceCountry"] = "Country of the place, ISO 3166: IN.",
        ["Headcount"] = "A whole number; blank where it is not known.",
        ["AmountUsd"] = "US dollars: 1250000.50; blank where it is not known.",
        ["Handling"] = "Classification; blank is the lowest.",
        ["Domain"] = "One a row: code from the list, or a new one.",
        ["Weight"] = "Relative, such as 2 and 1; blank on all rows for equal weights.",
        ["Primary"] = "1 on the main domain.",
        ["Participant"] = "One a row, the lowest level that is named: a minister, not the ministry too.",
        ["ParticipantName"] = "Name of a new participant; for a known one, it replaces the name everywhere.",
        ["ParticipantKind"] = "A new participant needs it.",
        ["ParticipantCountry"] = "Of a new participant.",
        ["Organisation"] = "For whom the participant acted; blank where they acted for themselves.",
        ["Country"] = "Of this line at the time of the act; blank is the participant's.",
        ["Role"] = "Such as host, visitor, signatory; blank is participant.",
        ["Capacity"] = "The office held at the time.",
        ["Source"] = "One a row: code from the list, or a new one with publisher and title.",
        ["SourceUrl"] = "https://…",
        ["SourcePublishedOn"] = "2025-11-06.",
    };

    /// <summary>The instructions for the template, one or two sentences a line.</summary>
    public static readonly IReadOnlyList<string> Paragraphs =
    [
        "Fill in the sheet Engagements and send this workbook to POST /api/v1/imports, or give it to 'reporting import FILE'. Send it with preview=true first: that says what it would do, and what is wrong.",
        "An engagement is one or more rows below each other with the same Code. Title, Start, Type and all else that it has once stand on the first of them. Each row may add one domain, one participant and one source.",
        "Code, Title, Start and Type must be there. Leave blank what you do not know.",
        "Cells offer lists of codes; the sheet Lists has their names. Where a list warns, a code that is not in it becomes a new member: give it a name in the column beside. Where a list stops you, nothing else is taken.",
        "An engagement whose Code is known already is replaced by what stands here, with all its domains, participants and sources. Engagements that do not stand here stay as they are.",
        "All cells are text: 2024-07 stays a month, 0001 keeps its zeros, and nothing is computed. Do not rename columns; those that you do not need may go. Columns of your own belong on another sheet.",
    ];

    public static string Of(string column) => Words.GetValueOrDefault(column, "");
}
