namespace Reporting.Engine.Languages;

public sealed partial record MeasurePhrases
{
    public static readonly MeasurePhrases Hebrew = new()
    {
        Previous = "{0}, התקופה הקודמת",
        PreviousYear = "{0}, שנה קודם לכן",
        Change = "{0}, שינוי",
        ChangePct = "{0}, שינוי (%)",
        ToDate = "{0}, עד כה",
        Rolling = "{0}, {1} התקופות האחרונות",
        Running = "{0}, עד התקופה",
        Share = "{0}, חלק מהסך הכול",
        ShareOfRow = "{0}, חלק מהשורה",
        ShareOfColumn = "{0}, חלק מהעמודה",
        ShareOfParent = "{0}, חלק מהרמה שמעל",
        IsFiltered = "{0}, רק עם {1}.",
        IsRatio = "{0} חלקי {1}. ריק כשהמחלק הוא 0.",
        IsRatioPer = "{0} לכל {2} של {1}. ריק כשהמחלק הוא 0.",
        IsSum = "{0} ועוד {1} יחד.",
        IsDifference = "{0} פחות {1}.",
        IsPrevious = "{0} בתקופה הקלנדרית הקודמת.",
        IsPreviousYear = "{0} באותה תקופה שנה קודם לכן.",
        IsChange = "{0}: ההפרש מהתקופה הקלנדרית הקודמת.",
        IsChangePct = "{0}: השינוי באחוזים מהתקופה הקלנדרית הקודמת. ריק כשבתקופה ההיא 0.",
        IsToDate = "{0} מתחילת {2} ועד התקופה ועד בכלל.",
        IsRolling = "{0} ב־{1} התקופות האחרונות יחד, כולל זו.",
        IsRunning = "{0} מהתקופה הראשונה שהתבקשה עד התקופה ועד בכלל.",
        IsShare = "חלק מהסך הכול של השאילתה: {0}.",
        IsShareOfRow = "חלק מסך השורה: {0}.",
        IsShareOfColumn = "חלק מסך העמודה: {0}.",
        IsShareOfParent = "חלק מהרמה שמעל: {0}.",
        AddsUpNowhere = "השורות אינן מסתכמות.",
        IncompleteAsOf = "תקופות שאינן מלאות: {0}. הנתונים נכונים ליום {1}.",
        IncompleteByFilter = "המסננים משאירים רק חלק מהתקופות האלה: {0}.",
    };
}
