namespace Reporting.Api.Pages.Languages;

public sealed partial record ScheduleCaptions
{
    public static readonly ScheduleCaptions Hebrew = new()
    {
        DueAt = "{0}, {1}, {2} (UTC{3})",
        Active = "פעיל",
        Paused = "מושהה",
        Ended = "הסתיים",
        Waiting = "ממתין",
        Sending = "בשליחה",
        HandingOver = "נמסר לשרת",
        Delivered = "נמסר",
        Written = "נכתב לקובץ",
        Refused = "נדחה",
        Failed = "נכשל",
        Ambiguous = "ללא אישור",
        Skipped = "דולג",
        Cancelled = "בוטל",
    };
}
