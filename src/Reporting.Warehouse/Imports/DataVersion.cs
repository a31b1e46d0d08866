namespace Reporting.Warehouse.Imports;

/// <summary>Which data an answer was made of: the key of the last import (0 when there is none) and when it was taken, UTC.</summary>
public sealed record DataVersion(long Version, DateTimeOffset? AsOf);
