namespace Reporting.Api.Pages.Languages;

public sealed partial record EditionCaptions
{
    public static readonly EditionCaptions English = new()
    {
        Title = "Editions",
        About = "Publish, withdraw and delete editions: data and definitions frozen under a name.",
        Banner = "This page shows the edition {0}.",
        ShowToday = "Show today's data",
        Id = "Id",
        IdHelp = "Small letters, digits and hyphens, such as {0}. An id is never used again.",
        State = "State",
        Preliminary = "preliminary",
        Final = "final",
        Withdrawn = "withdrawn",
        Note = "Note",
        NoteHelp = "Readers see it.",
        Publish = "Publish",
        PublishAbout = "Publishing copies the data, and compares data and reports with today’s. That can take a minute.",
        Published = "Published",
        Maker = "{0} by {1}",
        Size = "Size",
        Kept = "{0} of at most {1} editions, {2} of at most {3}. Nothing is deleted automatically.",
        None = "There are no editions yet.",
        MakeRelease = "Make a release",
        ReleaseOf = "Release of the edition {0}",
        Withdraw = "Withdraw",
        WithdrawMeans = "From then on only administrators may read the edition {0}. Others see the note.",
        Delete = "Delete",
        DeleteMeans = "The data of the edition {0} are deleted for good. Its id is never used again.",
    };
}
