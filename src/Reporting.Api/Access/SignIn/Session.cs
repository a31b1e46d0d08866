using System.Security.Claims;
using Reporting.Warehouse.Operations;

namespace Reporting.Api.Access.SignIn;

/// <summary>A person who signed in on the pages, kept in a cookie that scripts cannot read and other sites cannot send along with a change.</summary>
internal static class Session
{
    public const string Scheme = "Session";
    public const string CookieName = "reporting.session";
    public const string KeyClaim = "key";
    public const string RoleClaim = "role";
    public const string SubjectClaim = "sub";
    private const string NameClaim = "name";

    public static void AddSession(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddAuthentication().AddCookie(Scheme, options =>
        {
            options.Cookie.Name = CookieName;
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.Cookie.IsEssential = true;
            options.ExpireTimeSpan = TimeSpan.FromHours(configuration.GetValue($"{AccessOptions.Section}:{nameof(AccessOptions.SignInHours)}", new AccessOptions().SignInHours));
            options.SlidingExpiration = false;
        });
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "reporting.form";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.SuppressXFrameOptionsHeader = true;
        });
    }

    /// <summary>The key's id alone: what it may do is read anew each time, and revoking it ends the session.</summary>
    public static ClaimsPrincipal Of(StoredKey key) => Person(new Claim(NameClaim, key.Name), new Claim(KeyClaim, key.Id), new Claim(SubjectClaim, "key:" + key.Id));

    public static ClaimsPrincipal Of(string name, string subject, IEnumerable<string> roles) =>
        Person([new Claim(NameClaim, name), new Claim(SubjectClaim, subject), .. roles.Select(role => new Claim(RoleClaim, role))]);

    private static ClaimsPrincipal Person(params Claim[] claims) => new(new ClaimsIdentity(claims, Scheme, NameClaim, RoleClaim));
}
