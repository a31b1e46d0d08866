namespace Reporting.Api.Pages.Languages;

public sealed partial record ChangesCaptions
{
    public static readonly ChangesCaptions English = new()
    {
        Title = "What changed",
        SinceVersion = "Since data version {0}",
        Since = "Since edition, data version or day",
        SinceHelp = "The id of an edition such as 2025-final, a number such as 3, or a day such as 2025-07-01.",
        Show = "Show",
        Recoded = "Links changed",
        NamesCorrected = "Only names of members corrected",
        Members = "Corrected members",
        Nothing = "Nothing that you see changed.",
        NoLongerShown = "Some engagements that you saw before are no longer shown.",
        NotStated = "not stated",
        Field = "Field",
        Old = "Before",
        New = "Now",
        WhatChanged = "Old and new values",
        Parent = "Parent",
        Name = "Name",
    };
}
