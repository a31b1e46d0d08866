namespace Reporting.Api.Pages.Languages;

public sealed partial record ChangesCaptions
{
    public static readonly ChangesCaptions Hindi = new()
    {
        Title = "क्या बदला",
        SinceVersion = "आँकड़ों के संस्करण {0} के बाद",
        Since = "प्रकाशित संस्करण, आँकड़ों के संस्करण या दिन के बाद",
        SinceHelp = "किसी प्रकाशित संस्करण का कोड, जैसे 2025-final, कोई संख्या, जैसे 3, या कोई दिन, जैसे 2025-07-01।",
        Show = "दिखाएँ",
        Recoded = "संबंध बदले",
        NamesCorrected = "केवल सदस्यों के नाम सुधारे गए",
        Members = "सुधारे गए सदस्य",
        Nothing = "आपको दिखने वाला कुछ नहीं बदला।",
        NoLongerShown = "कुछ गतिविधियाँ, जो पहले आपको दिखती थीं, अब नहीं दिखाई जातीं।",
        NotStated = "बताया नहीं गया",
        Field = "जानकारी",
        Old = "पहले",
        New = "अब",
        WhatChanged = "पुराने और नए मान",
        Parent = "मूल संगठन",
        Name = "नाम",
    };
}
