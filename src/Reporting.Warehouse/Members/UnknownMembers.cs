namespace Reporting.Warehouse.Members;

/// <summary>The members for values that a source does not state.</summary>
public static class UnknownMembers
{
    /// <summary>Their code in every dimension.</summary>
    public const string Code = "unknown";

    /// <summary>Their key in every dimension that has keys.</summary>
    public const int Key = 0;

    /// <summary>The publisher of a source without one.</summary>
    public const string Publisher = "not stated";
}
