namespace Reporting.Delivery.Alerts;

public sealed partial record AlertPhrases
{
    private static readonly AlertPhrases English = new()
    {
        Above = "{0} above {1}",
        Below = "{0} below {1}",
        Changed = "{0} changed by {1} or more since the last check",
        First = "New in “{0}”",
        Silent = "No engagement for {0} months or more",
        SilentRule = "The last engagement that was held counts. One of which only the month or the year is known counts on the last day of it. Months end on the day of the data.",
        Matches = "New engagements",
        Overdue = "Planned engagements whose day has passed, not confirmed",
        OverdueCommitments = "Commitments whose due date has passed",
        CommitmentOf = "{0} ({1})",
        Stale = "No import for {0} days or more",
        AndMore = "and {0} more",
        WasBefore = "{0} at the last check",
        Engagement = "Engagement",
        Date = "Date",
        Before = "Last check",
        SetUpBy = "{0}: an alert, set up by {1}. The figures are those that {1} may see.",
        ShowFigures = "Show these figures",
        ShowAlert = "The alert and its history",
    };
}
