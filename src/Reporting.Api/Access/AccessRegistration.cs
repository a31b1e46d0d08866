using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.Options;
using Reporting.Api.Access.Identity;
using Reporting.Api.Access.Keys;
using Reporting.Api.Access.SignIn;
using Reporting.Api.Access.Tokens;
using Reporting.Engine.Access;
using Reporting.Engine.Model;

namespace Reporting.Api.Access;

/// <summary>Registers authentication and authorisation.</summary>
internal static class AccessRegistration
{
    /// <summary>Registers the services of API keys, which the command line also needs.</summary>
    public static void AddKeys(this IServiceCollection services)
    {
        services.AddOptions<AccessOptions>().BindConfiguration(AccessOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<SecretsFolder>();
        services.AddSingleton(provider => provider.GetRequiredService<SecretsFolder>().Work);
        services.AddSingleton<KeySecret>();
        services.AddSingleton<KeyHash>();
        services.AddSingleton<KeyRing>();
    }

    public static void AddAccess(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<ProviderOptions>().BindConfiguration(ProviderOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<AccessOptions>().Validate<Reloadable<AccessRules>>(
            (options, rules) => options.Anonymous is null or "none" || options.Anonymous.Split(',', StringSplitOptions.TrimEntries).All(rules.Value.Roles.Contains),
            "Access:Anonymous names an unknown role. Write roles separated by commas, or none.");
        services.AddSingleton<KeyCheck>();
        services.AddSingleton<ProviderMetadata>();
        services.AddSingleton<SignInTrail>();
        services.AddSingleton<IdentityResolver>();
        services.AddSingleton<Refusals>();
        builder.AddSchemes();
        services.AddPolicies();
        services.AddDataProtection().SetApplicationName("Reporting");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(options =>
        {
            // Encryption would not help: its key would be stored in the same folder, which only the program's user can read.
            options.XmlRepository = new FileSystemXmlRepository(provider.GetRequiredService<SecretsFolder>().Folder("sign-in"), provider.GetRequiredService<ILoggerFactory>());
            options.XmlEncryptor = new NullXmlEncryptor();
        }));
        services.AddSingleton<IHttpContextFactory, KeyRemovingContextFactory>();
    }

    // The kind of credential selects the handler. Requests without a credential use the session handler.
    private static void AddSchemes(this WebApplicationBuilder builder)
    {
        const string byCredential = "Credential";
        var services = builder.Services;
        var authentication = services.AddAuthentication(byCredential)
            .AddPolicyScheme(byCredential, null, options => options.ForwardDefaultSelector = context => Credential.Of(context.Request).Kind switch
            {
                CredentialKind.None => Session.Scheme,
                CredentialKind.Token => TokenScheme.Name,
                _ => KeyHandler.Name,
            })
            .AddScheme<AuthenticationSchemeOptions, KeyHandler>(KeyHandler.Name, null)
            .AddJwtBearer(TokenScheme.Name, _ => { });
        authentication.AddSession(builder.Configuration);
        services.AddSingleton<TokenScheme>();
        services.AddSingleton<IConfigureOptions<JwtBearerOptions>>(provider => provider.GetRequiredService<TokenScheme>());

        // Register the handler only with its settings, because it examines every request.
        if ((builder.Configuration.GetSection(ProviderOptions.Section).Get<ProviderOptions>() ?? new()).OffersSignIn())
        {
            authentication.AddOpenIdConnect(ProviderScheme.Name, _ => { });
            services.AddSingleton<IConfigureOptions<OpenIdConnectOptions>, ProviderScheme>();
        }
    }

    /// <summary>Adds a policy for each permission, and a fallback policy for endpoints without one.</summary>
    private static void AddPolicies(this IServiceCollection services)
    {
        var authorization = services.AddAuthorizationBuilder().SetFallbackPolicy(Policy(null));
        foreach (var permission in Enum.GetValues<Permission>())
        {
            authorization.AddPolicy(permission.ToString(), Policy(permission));
        }

        services.AddSingleton<IAuthorizationHandler, PermissionHandler>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler>(provider => provider.GetRequiredService<Refusals>());

        static AuthorizationPolicy Policy(Permission? permission) => new AuthorizationPolicyBuilder().AddRequirements(new PermissionRequirement(permission)).Build();
    }
}
