namespace Reporting.Warehouse.Problems;

/// <summary>An expected failure: a code from docs/errors.md, what is wrong, and what to do about it.</summary>
public sealed record Problem(ProblemKind Kind, string Code, string Message, string Hint)
{
    /// <summary>After how long it makes sense to ask again; null where waiting does not help, or nobody knows.</summary>
    public TimeSpan? RetryAfter { get; init; }
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
