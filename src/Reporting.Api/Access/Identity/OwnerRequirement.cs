using Reporting.Warehouse.Problems;

namespace Reporting.Api.Access.Identity;

/// <summary>Anonymous callers share one name, and so would share their saved reports. In Development they may.</summary>
internal static class OwnerRequirement
{
    private static readonly Problem NeedsCredentials = new(ErrorCodes.CredentialsMissing, "Keeping a report needs a key or a session.", "Send an API key as X-Api-Key, or sign in at /sign-in.");

    public static Problem? Refusal(HttpRequest request, IHostEnvironment environment) =>
        request.RequestIdentity().IsAnonymous && !environment.IsDevelopment() ? NeedsCredentials : null;
}
