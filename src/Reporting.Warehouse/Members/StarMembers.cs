using Reporting.Warehouse.Imports.Staging;

namespace Reporting.Warehouse.Members;

/// <summary>The members of all dimensions that an import fills, as of its transaction.</summary>
internal sealed record StarMembers(
    CountryCodes Countries,
    GroupedMembers Domains,
    GroupedMembers Types,
    ParticipantMembers Participants,
    PlaceMembers Places,
    SourceMembers Sources,
    VisibleMembers Visible,
    MemberChanges Changes)
{
    /// <summary>The country names for lookups.</summary>
    public CountryNames CountryNames => field ??= new CountryNames(Countries);

    public NewMembers New => new(Domains.Added, Participants.Added, Types.Added, Places.Added, Sources.Added);

    public int Changed => Domains.Changed + Participants.Changed + Types.Changed + Sources.Changed;

    public static async Task<StarMembers> LoadAsync(ImportSession session, VisibleMembers visible, MemberChanges changes) => new(
        await CountryCodes.LoadAsync(session),
        await GroupedMembers.LoadDomainsAsync(session, changes, await HiddenCodes.OfDomainsAsync(session, visible)),
        await GroupedMembers.LoadTypesAsync(session, changes, await HiddenCodes.OfTypesAsync(session, visible)),
        await ParticipantMembers.LoadAsync(session, changes, await HiddenCodes.OfParticipantsAsync(session, visible)),
        await PlaceMembers.LoadAsync(session),
        await SourceMembers.LoadAsync(session, changes, await HiddenCodes.OfSourcesAsync(session, visible)),
        visible,
        changes);
}
