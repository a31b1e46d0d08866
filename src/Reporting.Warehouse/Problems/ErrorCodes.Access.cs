namespace Reporting.Warehouse.Problems;

// Codes of authentication and permissions.
public static partial class ErrorCodes
{
    public static readonly ErrorCode MalformedKey = new(ProblemKind.Invalid, "malformed-key");
    public static readonly ErrorCode BadKeyName = new(ProblemKind.Invalid, "bad-key-name");
    public static readonly ErrorCode UnknownRole = new(ProblemKind.Invalid, "unknown-role");
    public static readonly ErrorCode BadLifetime = new(ProblemKind.Invalid, "bad-lifetime");
    public static readonly ErrorCode CredentialsMissing = new(ProblemKind.NotSignedIn, "credentials-missing");
    public static readonly ErrorCode CredentialsUnknown = new(ProblemKind.NotSignedIn, "credentials-unknown");
    public static readonly ErrorCode KeyInvalid = new(ProblemKind.NotSignedIn, "key-invalid");
    public static readonly ErrorCode KeyExpired = new(ProblemKind.NotSignedIn, "key-expired");
    public static readonly ErrorCode KeyRevoked = new(ProblemKind.NotSignedIn, "key-revoked");
    public static readonly ErrorCode TokenInvalid = new(ProblemKind.NotSignedIn, "token-invalid");
    public static readonly ErrorCode TokenExpired = new(ProblemKind.NotSignedIn, "token-expired");
    public static readonly ErrorCode SignInFailed = new(ProblemKind.NotSignedIn, "sign-in-failed");
    public static readonly ErrorCode PermissionMissing = new(ProblemKind.Forbidden, "permission-missing");
    public static readonly ErrorCode CrossSite = new(ProblemKind.Forbidden, "cross-site");
    public static readonly ErrorCode UnknownKey = new(ProblemKind.NotFound, "unknown-key");
    public static readonly ErrorCode ProviderAway = new(ProblemKind.Unavailable, "provider-away", retryAfter: 30);
}
