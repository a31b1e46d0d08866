namespace Reporting.Warehouse.Migrations;

/// <summary>One script, by its name without the engine (<c>0001-star-schema</c>), and when it was applied; of one left out, when and why.</summary>
public sealed record MigrationStatus(string Script, MigrationState State, DateTimeOffset? AppliedAt, string? Reason = null);
