namespace Reporting.Api.Pages.Languages;

public sealed partial record CalendarCaptions
{
    public static readonly CalendarCaptions English = new()
    {
        Title = "Calendar",
        Name = "Engagements",
        Today = "This month",
        Month = "Month",
        Show = "Show",
        Nothing = "Nothing is recorded or planned for this month.",
        OnlyYear = "In {0}, month not stated",
        OnlyMonth = "In this month, day not stated",
        NotAll = "The first {0} of {1} are listed. Choose filters to see the others.",
        Engagement = "Engagement",
        Status = "Status",
        Held = "held",
        Place = "Place",
        Date = "Date",
        CommitmentsDue = "Commitments due",
        InOther = "In Outlook, Google or Apple Calendar",
        InOtherHelp = "The calendar has the filters of this page and every month. Commitments are on the day when they are due. Those without a known day are left out.",
        Download = "Download as a file",
        MakeAddress = "Make an address to subscribe to",
        Made = "Add this address as a calendar from the web. It shows what you may see, to everybody who has it, until {0}.",
    };
}
