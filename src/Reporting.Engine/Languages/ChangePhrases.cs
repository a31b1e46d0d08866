namespace Reporting.Engine.Languages;

/// <summary>The words of a section with changes.</summary>
public sealed record ChangePhrases
{
    public static readonly ChangePhrases English = new()
    {
        Change = "Change", Title = "Title", Fields = "What changed", New = "New", Corrected = "Corrected", Recoded = "Links changed", Members = "Names of members corrected", Withdrawn = "Withdrawn",
        Summary = "summary", End = "end", Since = "Compared with data version {0}.",
    };

    public static readonly ChangePhrases Hindi = new()
    {
        Change = "बदलाव", Title = "शीर्षक", Fields = "क्या बदला", New = "नई", Corrected = "सुधारी गई", Recoded = "संबंध बदले", Members = "सदस्यों के नाम सुधारे गए", Withdrawn = "हटाई गई",
        Summary = "सारांश", End = "अंत", Since = "आँकड़ों के संस्करण {0} से तुलना।",
    };

    public static readonly ChangePhrases Hebrew = new()
    {
        Change = "שינוי", Title = "כותרת", Fields = "מה השתנה", New = "חדשה", Corrected = "תוקנה", Recoded = "הקישורים השתנו", Members = "שמות של חברים תוקנו", Withdrawn = "הוסרה",
        Summary = "תקציר", End = "סיום", Since = "בהשוואה לגרסת הנתונים {0}.",
    };

    public required string Change { get; init; }

    public required string Title { get; init; }

    public required string Fields { get; init; }

    public required string New { get; init; }

    public required string Corrected { get; init; }

    public required string Recoded { get; init; }

    public required string Members { get; init; }

    public required string Withdrawn { get; init; }

    public required string Summary { get; init; }

    public required string End { get; init; }

    /// <summary>The data version.</summary>
    public required string Since { get; init; }
}
