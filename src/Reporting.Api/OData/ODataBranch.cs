using Reporting.Engine.Sets;

namespace Reporting.Api.OData;

/// <summary>Rows of one shape.</summary>
internal sealed record ODataBranch(SetQuery Query, JsonShape Shape);
