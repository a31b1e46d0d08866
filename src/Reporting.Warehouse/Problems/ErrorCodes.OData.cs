namespace Reporting.Warehouse.Problems;

// Codes of the OData feed.
public static partial class ErrorCodes
{
    public static readonly ErrorCode MalformedOData = new(ProblemKind.Invalid, "malformed-odata");
    public static readonly ErrorCode UnknownProperty = new(ProblemKind.Invalid, "unknown-property");
    public static readonly ErrorCode WrongOperand = new(ProblemKind.Invalid, "wrong-operand");
    public static readonly ErrorCode TooComplex = new(ProblemKind.Invalid, "too-complex");
    public static readonly ErrorCode MalformedSkiptoken = new(ProblemKind.Invalid, "malformed-skiptoken");
    public static readonly ErrorCode ODataVersion = new(ProblemKind.Invalid, "odata-version");
    public static readonly ErrorCode UnknownEntity = new(ProblemKind.NotFound, "unknown-entity");
    public static readonly ErrorCode NoIsolation = new(ProblemKind.Unsupported, "no-isolation");
    public static readonly ErrorCode NotAdditive = new(ProblemKind.Unanswerable, "not-additive");
    public static readonly ErrorCode ArithmeticOverflow = new(ProblemKind.Unanswerable, "arithmetic-overflow");
    public static readonly ErrorCode NotImplemented = new(ProblemKind.Unsupported, "not-implemented");
}
