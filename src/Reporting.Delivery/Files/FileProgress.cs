namespace Reporting.Delivery.Files;

/// <summary>How many rows of how many are written.</summary>
public readonly record struct FileProgress(long Rows, long Of);
