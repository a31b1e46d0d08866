namespace Reporting.Warehouse.Imports;

/// <summary>How many members of each dimension an import added.</summary>
public sealed record NewMembers(int Domains, int Participants, int EngagementTypes, int Places, int Sources)
{
    public int Total => Domains + Participants + EngagementTypes + Places + Sources;
}
