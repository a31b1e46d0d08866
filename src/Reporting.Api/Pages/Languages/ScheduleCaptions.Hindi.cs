namespace Reporting.Api.Pages.Languages;

public sealed partial record ScheduleCaptions
{
    public static readonly ScheduleCaptions Hindi = new()
    {
        DueAt = "{0}, {1}, {2} (UTC{3})",
        Active = "सक्रिय",
        Paused = "रोकी गई",
        Ended = "समाप्त",
        Waiting = "प्रतीक्षा में",
        Sending = "भेजी जा रही है",
        HandingOver = "सर्वर को सौंपी जा रही है",
        Delivered = "पहुँचाई गई",
        Written = "फ़ाइल में लिखी गई",
        Refused = "अस्वीकृत",
        Failed = "विफल",
        Ambiguous = "अपुष्ट",
        Skipped = "छोड़ी गई",
        Cancelled = "रद्द",
    };
}
