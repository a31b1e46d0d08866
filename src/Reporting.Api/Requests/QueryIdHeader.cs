namespace Reporting.Api.Requests;

/// <summary>The ids of the queries behind a response. The database's tools show them in the comment of each statement.</summary>
internal static class QueryIdHeader
{
    public const string Name = "X-Question-Id";

    public static void Set(HttpResponse response, IReadOnlyList<string> queryIds)
    {
        if (queryIds.Count > 0)
        {
            response.Headers[Name] = string.Join(", ", queryIds);
        }
    }
}
