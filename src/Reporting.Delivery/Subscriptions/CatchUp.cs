namespace Reporting.Delivery.Subscriptions;

/// <summary>What becomes of occurrences that passed while nobody could send them.</summary>
public enum CatchUp
{
    /// <summary>The last of them is sent, and stands for all.</summary>
    Latest,

    /// <summary>Each is sent.</summary>
    All,

    /// <summary>None; a short delay is no miss.</summary>
    None,
}
