namespace Reporting.Warehouse.Members;

/// <summary>Where an engagement took place; the code is made of country and city.</summary>
internal sealed record PlaceStatement(string Code, string? City, string Country)
{
    public static readonly PlaceStatement UnknownMembers = new(Members.UnknownMembers.Code, null, Members.UnknownMembers.Code);
}
