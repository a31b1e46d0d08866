using Microsoft.AspNetCore.Authorization;
using Reporting.Engine.Access;

namespace Reporting.Api.Access;

/// <summary>What an endpoint's policy asks of the caller.</summary>
/// <param name="Permission">Null of an endpoint that names none: nobody has it.</param>
internal sealed record PermissionRequirement(Permission? Permission) : IAuthorizationRequirement;
