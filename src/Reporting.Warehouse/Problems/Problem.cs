using System.Text.Json.Serialization;

namespace Reporting.Warehouse.Problems;

/// <summary>An expected failure: a code from docs/errors.md, what happened, and what to do about it.</summary>
public sealed record Problem
{
    public Problem(ErrorCode code, string message, string hint)
        : this(code.Kind, code.Text, message, hint)
    {
        RetryAfter = code.RetryAfter;
    }

    // For stored problems. An earlier version may have stored them with other codes.
    [JsonConstructor]
    private Problem(ProblemKind kind, string code, string message, string hint) => (Kind, Code, Message, Hint) = (kind, code, message, hint);

    public ProblemKind Kind { get; init; }

    public string Code { get; }

    public string Message { get; init; }

    public string Hint { get; init; }

    /// <summary>The field of a form that the problem concerns; null for none. It is not part of an answer.</summary>
    [JsonIgnore]
    public string? Field { get; init; }

    /// <summary>The time after which the same request may succeed, usually that of its code. Null when waiting does not help.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public bool Is(params ReadOnlySpan<ErrorCode> codes)
    {
        foreach (var code in codes)
        {
            if (code.Text == Code)
            {
                return true;
            }
        }

        return false;
    }
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

    /// <summary>The resource was changed since it was read: 412.</summary>
    Outdated,
}
