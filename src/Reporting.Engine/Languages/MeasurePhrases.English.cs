namespace Reporting.Engine.Languages;

public sealed partial record MeasurePhrases
{
    public static readonly MeasurePhrases English = new()
    {
        Previous = "{0}, previous period",
        PreviousYear = "{0}, a year before",
        Change = "{0}, change",
        ChangePct = "{0}, change (%)",
        ToDate = "{0}, to date",
        Rolling = "{0}, last {1} periods",
        Running = "{0}, up to the period",
        Share = "{0}, share of the total",
        ShareOfRow = "{0}, share of the row",
        ShareOfColumn = "{0}, share of the column",
        ShareOfParent = "{0}, share of the level above",
        IsFiltered = "{0}, counted only with {1}.",
        IsRatio = "{0} divided by {1}. Empty where that is 0.",
        IsRatioPer = "{0} for every {2} of {1}. Empty where that is 0.",
        IsSum = "{0} and {1} together.",
        IsDifference = "{0} less {1}.",
        IsPrevious = "{0} in the calendar period before.",
        IsPreviousYear = "{0} in the same period a year before.",
        IsChange = "{0}: difference from the calendar period before.",
        IsChangePct = "{0}: change from the calendar period before in percent. Empty where that period has 0.",
        IsToDate = "{0} from the beginning of the {2} up to and including the period.",
        IsRolling = "{0} in the last {1} periods together, this one included.",
        IsRunning = "{0} from the first requested period up to and including this one.",
        IsShare = "Share of the total of the query: {0}.",
        IsShareOfRow = "Share of the total of the row: {0}.",
        IsShareOfColumn = "Share of the total of the column: {0}.",
        IsShareOfParent = "Share of the level above: {0}.",
        AddsUpNowhere = "Its rows do not add up.",
        IncompleteAsOf = "Incomplete periods: {0}. The data are as of {1}.",
        IncompleteByFilter = "The filters keep only a part of these periods: {0}.",
    };
}
