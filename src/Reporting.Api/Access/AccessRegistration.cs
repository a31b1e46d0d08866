using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.Options;
using Reporting.Api.Access.Keys;
using Reporting.Api.Access.SignIn;
using Reporting.Api.Access.Tokens;
using Reporting.Engine.Access;

namespace Reporting.Api.Access;

/// <summary>Adds who may come in to a host.</summary>
internal static class AccessRegistration
{
    /// <summary>What the command line needs too: making and revoking keys.</summary>
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
        services.AddOptions<OpenIdConnectOptions>().BindConfiguration(OpenIdConnectOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<AccessOptions>().Validate<AccessRules>(
            (options, rules) => options.Anonymous is null or "none" || options.Anonymous.Split(',', StringSplitOptions.TrimEntries).All(rules.Roles.Contains),
            "Access:Anonymous names a role that is not known; write roles separated by commas, or none.");
        services.AddSingleton<ProviderMetadata>();
        services.AddSingleton<TokenReader>();
        services.AddSingleton<ProviderSignIn>();
        services.AddSingleton<SignInTrail>();
        services.AddSingleton<IdentityResolver>();
        services.AddSingleton<Refusals>();
        services.AddSession(builder.Configuration);
        services.AddDataProtection().SetApplicationName("Reporting");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(options =>
        {
            // Not encrypted: only the program's user can read the folder, and a key to encrypt it with would lie beside it.
            options.XmlRepository = new FileSystemXmlRepository(provider.GetRequiredService<SecretsFolder>().Folder("sign-in"), provider.GetRequiredService<ILoggerFactory>());
            options.XmlEncryptor = new NullXmlEncryptor();
        }));
        services.AddSingleton<IHttpContextFactory, KeyHidingContexts>();
    }
}
