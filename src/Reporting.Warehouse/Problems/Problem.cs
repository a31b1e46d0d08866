namespace Reporting.Warehouse.Problems;

/// <summary>An expected failure: a code from docs/errors.md, what happened, and what to do about it.</summary>
public sealed record Problem(ProblemKind Kind, string Code, string Message, string Hint)
{
    /// <summary>When to try again; null when waiting does not help or the time is unknown.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

/// <summary>The kind of failure. HTTP maps it to a status code.</summary>
public enum ProblemKind
{
    /// <summary>Unknown names or malformed values: 400.</summary>
    Invalid,

    /// <summary>Authentication is missing or not valid: 401.</summary>
    NotSignedIn,

    /// <summary>The caller is not allowed to do this: 403.</summary>
    Forbidden,

    /// <summary>Not found: 404.</summary>
    NotFound,

    /// <summary>A conflict with existing data: 409.</summary>
    Conflict,

    /// <summary>Too large: 413.</summary>
    TooLarge,

    /// <summary>A query without a safe answer: 422.</summary>
    Unanswerable,

    /// <summary>Too many requests: 429.</summary>
    TooMany,

    /// <summary>None of the accepted formats is available: 406.</summary>
    NotAcceptable,

    /// <summary>A known feature that is not supported here: 501.</summary>
    Unsupported,

    /// <summary>A required part is missing or cannot be reached: 503.</summary>
    Unavailable,
}
