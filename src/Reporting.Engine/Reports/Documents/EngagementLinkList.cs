namespace Reporting.Engine.Reports.Documents;

/// <summary>All links of an engagement, those to "not stated" too, in the order of their source.</summary>
public sealed record EngagementLinkList(IReadOnlyList<ListedDomain> Domains, IReadOnlyList<ListedParticipation> Lines, IReadOnlyList<ListedSource> Sources);
