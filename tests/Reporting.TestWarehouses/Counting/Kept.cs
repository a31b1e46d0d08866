using Reporting.TestWarehouses.Data;

namespace Reporting.TestWarehouses.Counting;

/// <summary>An engagement with the links that count.</summary>
internal sealed record Kept(TestEngagement Engagement, IReadOnlyList<TestDomain> Domains, IReadOnlyList<TestLine> Lines, IReadOnlyList<string> Sources);
