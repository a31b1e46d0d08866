using Reporting.Warehouse.Imports;

namespace Reporting.Delivery.IssuedReports;

/// <summary>What is known of a hash.</summary>
/// <param name="Answer">Null where no such answer went out, or the asker may not see it.</param>
/// <param name="IsCurrent">The same question would have the same answer now.</param>
/// <param name="Now">The data as they are now.</param>
public sealed record Verification(string Hash, IssuedReport? Answer, bool IsCurrent, DataVersion Now);
