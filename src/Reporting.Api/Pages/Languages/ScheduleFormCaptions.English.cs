namespace Reporting.Api.Pages.Languages;

public sealed partial record ScheduleFormCaptions
{
    public static readonly ScheduleFormCaptions English = new()
    {
        Every = "How often",
        Daily = "Every day",
        Weekdays = "Monday to Friday",
        Weekly = "Every week",
        Monthly = "Every month",
        LastWorkingDay = "Last working day of the month",
        Quarterly = "First day of each quarter",
        OtherSchedule = "As written below",
        Weekday = "Day of the week",
        DayOfMonth = "Day of the month",
        Time = "Time",
        WrittenSchedule = "Written schedule",
        WrittenScheduleHelp = "Five cron fields, such as 0 8 * * 1. Counts only with ‘As written below’.",
        NextMails = "The next mails",
        NoNextMails = "None: correct the schedule.",
        ShowNextMails = "Show the next mails",
        AddressesHelp = "One address on each line, or separated by commas.",
        AddAddress = "Add an address to {0}",
        RemoveAddress = "Remove {0}",
        NotAnAddress = "{0} is not an address.",
        PreviewMail = "Preview the mail",
        PreviewHelp = "The mail with your access rights, as of today.",
        NotPreviewed = "The mail cannot be shown yet.",
        FurtherFilters = "Further filters",
        DeleteQuestion = "Delete {0}?",
        DeleteHelp = "No more mails are sent, and the history is deleted. You can restore the subscription for {0} days.",
        PauseQuestion = "Pause {0}?",
        PauseHelp = "Mails that fall due during the pause are not sent later. You can resume at any time.",
        WasDeleted = "{0} was deleted.",
        WasRestored = "The subscription was restored.",
        WasPaused = "The subscription is paused.",
        Undo = "Undo",
        Restore = "Restore",
        RecentlyDeleted = "Deleted in the last {0} days",
        CorrectTheFields = "Correct these fields:",
        NeedsSchedule = "To mail this report on a schedule, ask an administrator for a role with the permission {0}.",
    };
}
