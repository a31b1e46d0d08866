using System.Text.Json.Serialization;

namespace Reporting.Warehouse.Problems;

/// <summary>An expected failure: a code from docs/errors.md, what is wrong, and what to do about it.</summary>
public sealed record Problem
{
    public Problem(ErrorCode code, string message, string hint)
        : this(code.Kind, code.Text, message, hint)
    {
        RetryAfter = code.RetryAfter;
    }

    // For problems that were stored, perhaps by an earlier version with other codes.
    [JsonConstructor]
    private Problem(ProblemKind kind, string code, string message, string hint) => (Kind, Code, Message, Hint) = (kind, code, message, hint);

    public ProblemKind Kind { get; init; }

    public string Code { get; }

    public string Message { get; init; }

    public string Hint { get; init; }

    /// <summary>Time after which the same request may succeed, usually that of its code; null where waiting does not help.</summary>
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

/// <summary>What sort of failure it is; each door has its own words for it (HTTP a status code).</summary>
public enum ProblemKind
{
    /// <summary>Unknown names or malformed values: 400.</summary>
    Invalid,

    /// <summary>Who asks did not say who they are, or not so that it can be believed: 401.</summary>
    NotSignedIn,

    /// <summary>Who asks may not do that: 403.</summary>
    Forbidden,

    /// <summary>There is no such thing: 404.</summary>
    NotFound,

    /// <summary>It clashes with what is there: 409.</summary>
    Conflict,

    /// <summary>Too large: 413.</summary>
    TooLarge,

    /// <summary>A question that cannot be answered safely: 422.</summary>
    Unanswerable,

    /// <summary>More requests than are answered: 429.</summary>
    TooMany,

    /// <summary>It does not come in the form that is wanted: 406.</summary>
    NotAcceptable,

    /// <summary>A known wish that is not fulfilled here: 501.</summary>
    Unsupported,

    /// <summary>A part that is needed is missing or away: 503.</summary>
    Unavailable,
}
