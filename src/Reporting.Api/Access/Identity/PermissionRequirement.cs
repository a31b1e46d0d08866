using Microsoft.AspNetCore.Authorization;
using Reporting.Engine.Access;

namespace Reporting.Api.Access.Identity;

/// <summary>The requirement of an endpoint's policy.</summary>
/// <param name="Permission">Null for an endpoint without a permission; the requirement then always fails.</param>
internal sealed record PermissionRequirement(Permission? Permission) : IAuthorizationRequirement;
