namespace Reporting.Api.Requests;

/// <summary>Maximum sizes of requests.</summary>
internal static class RequestSize
{
    /// <summary>Maximum length of a request line. Longer ones get the status 414.</summary>
    public const int MaxRequestLine = 64 * 1024;

    /// <summary>Maximum size of a request body, except for imports.</summary>
    public const int MaxBody = 1024 * 1024;
}
