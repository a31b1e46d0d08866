namespace Reporting.Warehouse.Migrations;

/// <summary>The scripts that this run applied, in order; empty when the database was up to date.</summary>
public sealed record MigrationResult(IReadOnlyList<string> Applied);
