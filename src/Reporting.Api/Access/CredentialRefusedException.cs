using Microsoft.AspNetCore.Authentication;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Access;

/// <summary>The failure of an authentication handler: a credential was sent and is not good. A session that ended is no such failure.</summary>
internal sealed class CredentialRefusedException(Problem problem) : AuthenticationFailureException(problem.Message)
{
    public Problem Problem { get; } = problem;
}
