namespace Reporting.Warehouse.Copies;

/// <summary>What was copied, or only compared, and found equal.</summary>
public sealed record CopyResult(int Tables, long Rows, int Years, long DataVersion, TimeSpan Took);
