namespace Reporting.Warehouse.Members;

/// <summary>The members that stand for what a source leaves out.</summary>
public static class UnknownMembers
{
    /// <summary>Their code in every dimension.</summary>
    public const string Code = "unknown";

    /// <summary>Their key in every dimension that has keys.</summary>
    public const int Key = 0;

    /// <summary>The publisher of a source that names none.</summary>
    public const string Publisher = "not stated";
}
