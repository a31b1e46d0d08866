namespace Reporting.Warehouse.Problems;

// Codes of requests: their parameters, bodies and responses.
public static partial class ErrorCodes
{
    public static readonly ErrorCode UnknownParameter = new(ProblemKind.Invalid, "unknown-parameter");
    public static readonly ErrorCode MalformedPeriod = new(ProblemKind.Invalid, "malformed-period");
    public static readonly ErrorCode BadChoice = new(ProblemKind.Invalid, "bad-choice");
    public static readonly ErrorCode BadLimit = new(ProblemKind.Invalid, "bad-limit");
    public static readonly ErrorCode EmptyValue = new(ProblemKind.Invalid, "empty-value");
    public static readonly ErrorCode ValueTooLong = new(ProblemKind.Invalid, "value-too-long");
    public static readonly ErrorCode MalformedText = new(ProblemKind.Invalid, "malformed-text");
    public static readonly ErrorCode NamedTwice = new(ProblemKind.Invalid, "named-twice");
    public static readonly ErrorCode MalformedAfter = new(ProblemKind.Invalid, "malformed-after");
    public static readonly ErrorCode MalformedBody = new(ProblemKind.Invalid, "malformed-body");
    public static readonly ErrorCode FormOutdated = new(ProblemKind.Invalid, "form-outdated");
    public static readonly ErrorCode MalformedRequest = new(ProblemKind.Invalid, "malformed-request");
    public static readonly ErrorCode MalformedPair = new(ProblemKind.Invalid, "malformed-pair");
    public static readonly ErrorCode Refused = new(ProblemKind.Invalid, "refused");
    public static readonly ErrorCode NotFound = new(ProblemKind.NotFound, "not-found");
    public static readonly ErrorCode MethodNotAllowed = new(ProblemKind.Invalid, "method-not-allowed");
    public static readonly ErrorCode NotAcceptable = new(ProblemKind.NotAcceptable, "not-acceptable");
    public static readonly ErrorCode BodyTooLarge = new(ProblemKind.TooLarge, "body-too-large");
    public static readonly ErrorCode AnswerTooLarge = new(ProblemKind.TooLarge, "answer-too-large");
    public static readonly ErrorCode UrlTooLong = new(ProblemKind.TooLarge, "url-too-long");
    public static readonly ErrorCode WrongContentType = new(ProblemKind.Invalid, "wrong-content-type");
    public static readonly ErrorCode BadIdempotencyKey = new(ProblemKind.Invalid, "bad-idempotency-key");
    public static readonly ErrorCode IdempotencyKeyReused = new(ProblemKind.Unanswerable, "idempotency-key-reused");
    public static readonly ErrorCode IdempotencyKeyInUse = new(ProblemKind.Conflict, "idempotency-key-in-use");
    public static readonly ErrorCode TooManyIdempotencyKeys = new(ProblemKind.TooMany, "too-many-idempotency-keys");
    public static readonly ErrorCode TooManyRequests = new(ProblemKind.TooMany, "too-many-requests");
    public static readonly ErrorCode TooManyFailures = new(ProblemKind.TooMany, "too-many-failures");
    public static readonly ErrorCode InternalError = new(ProblemKind.Unavailable, "internal-error");
    public static readonly ErrorCode RequestTimeout = new(ProblemKind.Unavailable, "request-timeout", retryAfter: 60);
    public static readonly ErrorCode Cancelled = new(ProblemKind.Unavailable, "cancelled");
    public static readonly ErrorCode OutOfMemory = new(ProblemKind.Unavailable, "out-of-memory", retryAfter: 10);
}
