namespace Reporting.Api.Pages.Languages;

public sealed partial record VerifyCaptions
{
    public static readonly VerifyCaptions English = new()
    {
        Title = "Verify a file",
        Lead = "Every file of this service contains a hash. Enter it here to see whether its figures are still the same.",
        Hash = "Hash (64 digits and letters)",
        Check = "Verify",
        Unknown = "No issued report has this hash, or you may not see it.",
        Current = "This service issued the report, and it is current: data version {0}.",
        SameData = "This service issued the report, but its definition or the model has changed.",
        Same = "Of data version {0}. All {1} figures are the same in data version {2}.",
        Changed = "Of data version {0}, since then {1} of its {2} figures changed.",
        ChangedOne = "Of data version {0}, since then 1 of its {2} figures changed.",
        SameEngagements = "Of data version {0}. All {1} engagements are the same in data version {2}.",
        ChangedEngagements = "Of data version {0}, since then {1} of its {2} engagements changed.",
        ChangedEngagement = "Of data version {0}, since then 1 of its {2} engagements changed.",
        OtherTexts = "Names or other texts have changed.",
        OtherDefinitions = "Its definition or the model has changed.",
        Older = "This service issued the report from data version {0}. The current data version is {1}.",
        NotCompared = "The figures were not compared with those of today.",
        FinalEdition = "Final edition {0}, figures unchanged.",
        PreliminaryEdition = "Preliminary edition {0}, figures unchanged.",
        Followed = "Superseded by the final edition {0}.",
        WithdrawnEdition = "Superseded: the edition {0} was withdrawn.",
        DeletedEdition = "Superseded: the edition {0} was deleted.",
        UnknownEdition = "This service issued the report from the edition {0}, which is unknown now.",
        SameToday = "All {0} figures are the same today.",
        DifferToday = "{0} of {1} figures differ today.",
        DiffersToday = "1 of {1} figures differs today.",
        SomeDiffer = "Some of the {0} figures or texts differ today.",
        Differences = "Figures that differ today",
        More = "Only the first {0} of them are shown.",
        Where = "Where",
        Old = "In the file",
        New = "Today",
        Kind = "Change",
        KindChanged = "changed",
        KindAdded = "new",
        KindRemoved = "removed",
    };
}
