namespace Reporting.Api.Pages.Languages;

public sealed partial record HomeCaptions
{
    public static readonly HomeCaptions Hindi = new()
    {
        Title = "अवलोकन",
        FirstDate = "पहली गतिविधि",
        LastDate = "नवीनतम गतिविधि",
        Changes = "क्या बदला",
        LastImport = "पिछला आयात ({0})",
        SinceVisit = "आपकी पिछली यात्रा के बाद ({0})",
        Nothing = "कुछ नहीं बदला",
        New = "{0} नई",
        Corrected = "{0} सुधारी गईं",
        Withdrawn = "{0} वापस ली गईं",
        NewOrCorrected = "नई या सुधारी गई गतिविधियाँ: {0}",
        Imports = "{0} आयातों में",
        Show = "ये गतिविधियाँ दिखाएँ",
        SavedReports = "सहेजी गई रिपोर्टें",
        LastExports = "पिछले निर्यात",
        Next = "अगला: {0}",
        All = "सभी",
    };
}
