using Reporting.Warehouse.Imports;

namespace Reporting.Warehouse.Members;

/// <summary>The members of all dimensions that an import fills, as they are in its transaction.</summary>
internal sealed record StarMembers(
    CountryCodes Countries,
    GroupedMembers Domains,
    GroupedMembers Types,
    ParticipantMembers Participants,
    PlaceMembers Places,
    SourceMembers Sources,
    VisibleMembers Seen)
{
    public NewMembers New => new(Domains.Added, Participants.Added, Types.Added, Places.Added, Sources.Added);

    public int Changed => Domains.Changed + Participants.Changed + Types.Changed + Sources.Changed;

    public static async Task<StarMembers> LoadAsync(ImportSession session, VisibleMembers seen) => new(
        await CountryCodes.LoadAsync(session),
        await GroupedMembers.LoadDomainsAsync(session, await HiddenCodes.OfDomainsAsync(session, seen)),
        await GroupedMembers.LoadTypesAsync(session, await HiddenCodes.OfTypesAsync(session, seen)),
        await ParticipantMembers.LoadAsync(session, await HiddenCodes.OfParticipantsAsync(session, seen)),
        await PlaceMembers.LoadAsync(session),
        await SourceMembers.LoadAsync(session, await HiddenCodes.OfSourcesAsync(session, seen)),
        seen);
}
