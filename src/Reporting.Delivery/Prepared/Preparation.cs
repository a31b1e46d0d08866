using Reporting.Warehouse.Problems;

namespace Reporting.Delivery.Prepared;

/// <summary>What became of making a mail: it is there, another process is at it, or it cannot be made.</summary>
/// <param name="IsPassing">Of a problem: trying again may help.</param>
public sealed record Preparation(PreparedMail? Mail, Problem? Problem, bool IsPassing)
{
    public static readonly Preparation Elsewhere = new(null, null, true);

    public static Preparation Ready(PreparedMail mail) => new(mail, null, false);

    public static Preparation Broken(Problem problem) => new(null, problem, problem.Kind == ProblemKind.Unavailable);
}
