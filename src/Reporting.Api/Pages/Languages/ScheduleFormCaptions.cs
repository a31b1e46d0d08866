namespace Reporting.Api.Pages.Languages;

/// <summary>Texts of the pickers of a subscription, of its preview, and of what can be undone.</summary>
public sealed partial record ScheduleFormCaptions
{
    public required string Every { get; init; }

    public required string Daily { get; init; }

    public required string Weekdays { get; init; }

    public required string Weekly { get; init; }

    public required string Monthly { get; init; }

    public required string LastWorkingDay { get; init; }

    public required string Quarterly { get; init; }

    public required string OtherSchedule { get; init; }

    public required string Weekday { get; init; }

    public required string DayOfMonth { get; init; }

    public required string Time { get; init; }

    public required string WrittenSchedule { get; init; }

    public required string WrittenScheduleHelp { get; init; }

    public required string NextMails { get; init; }

    public required string NoNextMails { get; init; }

    public required string ShowNextMails { get; init; }

    public required string AddressesHelp { get; init; }

    /// <summary>{0}: the field.</summary>
    public required string AddAddress { get; init; }

    /// <summary>{0}: an address.</summary>
    public required string RemoveAddress { get; init; }

    /// <summary>{0}: what was typed.</summary>
    public required string NotAnAddress { get; init; }

    public required string PreviewMail { get; init; }

    public required string PreviewHelp { get; init; }

    /// <summary>{0}: the parameters that are not chosen yet.</summary>
    public required string ChooseToPreview { get; init; }

    public required string NoRecipient { get; init; }

    public required string NotPreviewed { get; init; }

    public required string Edition { get; init; }

    public required string DataOfTheDay { get; init; }

    public required string FurtherFilters { get; init; }

    /// <summary>{0}: a subscription.</summary>
    public required string DeleteQuestion { get; init; }

    /// <summary>{0}: days.</summary>
    public required string DeleteHelp { get; init; }

    /// <summary>{0}: a subscription.</summary>
    public required string PauseQuestion { get; init; }

    public required string PauseHelp { get; init; }

    /// <summary>{0}: a subscription.</summary>
    public required string WasDeleted { get; init; }

    public required string WasRestored { get; init; }

    public required string WasPaused { get; init; }

    public required string Undo { get; init; }

    public required string Restore { get; init; }

    /// <summary>{0}: days.</summary>
    public required string RecentlyDeleted { get; init; }

    public required string CorrectTheFields { get; init; }
}
