namespace Reporting.Warehouse.Operations;

/// <summary>Selects rows of the trail: <c>From</c> inclusive, <c>To</c> exclusive, older than <c>After</c>.</summary>
public sealed record AuditFilter
{
    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? To { get; init; }

    public string? Caller { get; init; }

    public AuditAction? Action { get; init; }

    /// <summary>The key of the last row of the previous page.</summary>
    public long? After { get; init; }
}
