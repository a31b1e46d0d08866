namespace Reporting.Engine.Model;

/// <summary>The states of a commitment.</summary>
public static class CommitmentStates
{
    public const string Late = "late";
    public const string InProgress = "in-progress";
    public const string Open = "open";
    public const string Delivered = "delivered";
    public const string Dropped = "dropped";

    /// <summary>In the order of lists: what is overdue comes first.</summary>
    public static readonly IReadOnlyList<string> All = [Late, InProgress, Open, Delivered, Dropped];
}
