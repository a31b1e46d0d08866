using Reporting.Engine.Reports.Documents;

namespace Reporting.Api.Engagements;

/// <summary>A page of engagements.</summary>
public sealed record EngagementsResponse(IReadOnlyList<ListedEngagement> Data, EngagementsPageResponse Meta);
