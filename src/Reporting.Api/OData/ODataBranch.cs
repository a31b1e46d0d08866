using Reporting.Engine.Feed;

namespace Reporting.Api.OData;

/// <summary>Rows of one shape.</summary>
internal sealed record ODataBranch(FeedQuery Query, JsonShape Shape);
