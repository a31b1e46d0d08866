using Microsoft.AspNetCore.Authentication;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Access.Identity;

/// <summary>Thrown by authentication handlers for a credential that is not valid. A session that ended makes the caller anonymous instead.</summary>
internal sealed class CredentialRefusedException(Problem problem) : AuthenticationFailureException(problem.Message)
{
    public Problem Problem { get; } = problem;
}
