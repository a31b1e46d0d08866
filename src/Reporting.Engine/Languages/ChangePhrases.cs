namespace Reporting.Engine.Languages;

/// <summary>The words of a section with changes.</summary>
public sealed record ChangePhrases
{
    public static readonly ChangePhrases English = new()
    {
        Change = "Change", Title = "Title", Fields = "What changed", New = "New", Corrected = "Corrected", Recoded = "Links changed", Members = "Names of members corrected", Withdrawn = "Withdrawn",
        Summary = "summary", End = "end", Since = "Compared with data version {0}.", Compared = "Compared with the edition {0} of data version {1}.", Before = "{0}, edition {1}", Difference = "{0}, difference",
        Edition = "edition {0}", TitleCompared = "{0}: changes since edition {1}", OnlyDifferent = "Only rows that differ are shown: {0} of {1}.", NoneDiffers = "No figure differs from the edition.",
        ComparedWith = "Compared with", Parts = "New, corrected, recoded and withdrawn engagements add up to the difference.",
    };

    public static readonly ChangePhrases Hindi = new()
    {
        Change = "बदलाव", Title = "शीर्षक", Fields = "क्या बदला", New = "नई", Corrected = "सुधारी गई", Recoded = "संबंध बदले", Members = "सदस्यों के नाम सुधारे गए", Withdrawn = "हटाई गई",
        Summary = "सारांश", End = "अंत", Since = "आँकड़ों के संस्करण {0} से तुलना।", Compared = "संस्करण {0} (आँकड़ों का संस्करण {1}) से तुलना।", Before = "{0}, संस्करण {1}", Difference = "{0}, अंतर",
        Edition = "संस्करण {0}", TitleCompared = "{0}: संस्करण {1} के बाद के बदलाव", OnlyDifferent = "केवल अलग पंक्तियाँ दिखाई गई हैं: {1} में से {0}।", NoneDiffers = "कोई आँकड़ा संस्करण से अलग नहीं है।",
        ComparedWith = "तुलना", Parts = "नई, सुधारी गई, बदले संबंधों वाली और हटाई गई गतिविधियों का योग अंतर के बराबर है।",
    };

    // The mark keeps the parts of an id such as 2025-final in their order.
    public static readonly ChangePhrases Hebrew = new()
    {
        Change = "שינוי", Title = "כותרת", Fields = "מה השתנה", New = "חדשה", Corrected = "תוקנה", Recoded = "הקישורים השתנו", Members = "שמות של חברים תוקנו", Withdrawn = "הוסרה",
        Summary = "תקציר", End = "סיום", Since = "בהשוואה לגרסת הנתונים {0}.", Compared = "בהשוואה למהדורה \u200E{0} של גרסת הנתונים {1}.", Before = "{0}, מהדורה \u200E{1}", Difference = "{0}, הפרש",
        Edition = "מהדורה \u200E{0}", TitleCompared = "{0}: שינויים מאז מהדורה \u200E{1}", OnlyDifferent = "מוצגות רק השורות השונות מן המהדורה: {0} מתוך {1}.", NoneDiffers = "אין נתון השונה מן המהדורה.",
        ComparedWith = "בהשוואה אל", Parts = "פעילויות חדשות, מתוקנות, שקישוריהן השתנו ושהוסרו מסתכמות בהפרש.",
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

    /// <summary>An edition and its data version.</summary>
    public required string Compared { get; init; }

    /// <summary>A measure and an edition.</summary>
    public required string Before { get; init; }

    /// <summary>A measure.</summary>
    public required string Difference { get; init; }

    /// <summary>The id of an edition.</summary>
    public required string Edition { get; init; }

    /// <summary>The title of a section and an edition.</summary>
    public required string TitleCompared { get; init; }

    /// <summary>The number of rows that differ, and of all rows.</summary>
    public required string OnlyDifferent { get; init; }

    public required string NoneDiffers { get; init; }

    /// <summary>The caption of the parameter.</summary>
    public required string ComparedWith { get; init; }

    public required string Parts { get; init; }
}
