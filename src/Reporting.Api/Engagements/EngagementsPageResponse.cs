using Reporting.Engine.Reports.Documents;

using Reporting.Engine.Classifications;

namespace Reporting.Api.Engagements;

/// <summary>What a page was read from; <c>RowsInAll</c> counts all pages, <c>Next</c> is the <c>after</c> of the next one.</summary>
public sealed record EngagementsPageResponse(
    long DataVersion, DateTimeOffset? DataAsOf, int Rows, long RowsInAll, bool Truncated, int Limit, string Filters, string? Next, Classification Handling);
