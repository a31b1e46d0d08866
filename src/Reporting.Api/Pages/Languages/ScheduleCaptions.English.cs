namespace Reporting.Api.Pages.Languages;

public sealed partial record ScheduleCaptions
{
    public static readonly ScheduleCaptions English = new()
    {
        DueAt = "{0}, {1}, {2} (UTC{3})",
        Active = "active",
        Paused = "paused",
        Ended = "ended",
        Waiting = "waiting",
        Sending = "sending",
        HandingOver = "handing over",
        Delivered = "delivered",
        Written = "written to a file",
        Refused = "refused",
        Failed = "failed",
        Ambiguous = "unconfirmed",
        Skipped = "skipped",
        Cancelled = "cancelled",
    };
}
