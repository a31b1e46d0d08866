namespace Reporting.Warehouse.Members;

/// <summary>Where an engagement took place; the code is made of country and city.</summary>
internal sealed record PlaceStatement(string Code, string? City, string Country)
{
    public static readonly PlaceStatement Unstated = new(Members.Unstated.Code, null, Members.Unstated.Code);
}
