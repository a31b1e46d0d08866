namespace Reporting.Api.Pages.Languages;

public sealed partial record CommitmentCaptions
{
    public static readonly CommitmentCaptions English = new()
    {
        Title = "Commitments",
        Heading = "What it says and what came of it",
        Commitment = "Commitment",
        Agreement = "Agreement",
        State = "State",
        All = "All",
        OnDay = "Status on {0}",
        Day = "State on the day",
        Find = "Words of the agreement",
        DueFrom = "Due from",
        DueTo = "Due to",
        NothingFound = "No commitments match the filters.",
        Show = "Show",
        Due = "Due",
        NoDue = "no date",
        DaysLate = "Days late: {0}",
        Since = "Since {0}",
        Parties = "Responsible",
        Target = "Target",
        Assessed = "Assessed as {0} of 3: {1}",
        NoEvidence = "There is no evidence yet.",
        NotCounted = "does not count",
        Rule = "A commitment is overdue once its whole due date is over and it is neither delivered nor dropped. Only evidence that you may see counts.",
    };
}
