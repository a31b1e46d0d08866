namespace Reporting.Api.Responses;

/// <summary>The ids of the questions that an answer was made of, as the database's own tools show them in the comment of each statement.</summary>
internal static class QueryIdHeader
{
    public const string Name = "X-Question-Id";

    public static void Set(HttpResponse response, IReadOnlyList<string> questions)
    {
        if (questions.Count > 0)
        {
            response.Headers[Name] = string.Join(", ", questions);
        }
    }
}
