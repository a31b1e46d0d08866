using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Reporting.Api.Access.Identity;
using Reporting.Api.Hosting;
using Reporting.Api.Requests;
using Reporting.Delivery.Links;
using Reporting.Delivery.Subscriptions;

namespace Reporting.Api.Links;

/// <summary>Registers what scheduled mail needs: the public address, the signing secret and the roles of anonymous recipients.</summary>
internal static class LinksRegistration
{
    public static void AddMailLinks(this IServiceCollection services)
    {
        services.TryAddSingleton<PublicAddress>();
        // All processes share the secret of the key hashes. Link signatures use keys derived from it.
        services.AddSingleton(provider => new MailLinks(new LinkSigner(() => provider.GetRequiredService<KeySecret>().Read()), () => Address(provider)));
        services.AddSingleton(provider => new AnonymousRecipients(AnonymousRoles.Of(provider.GetRequiredService<IOptions<AccessOptions>>().Value, provider.GetRequiredService<IHostEnvironment>())));
    }

    // Without PublicBaseUrl, links use the address of this machine, which is enough for a first test.
    private static string Address(IServiceProvider provider)
    {
        if (provider.GetRequiredService<PublicAddress>().Configured is { } configured)
        {
            return configured;
        }

        var listening = provider.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? WebServer.DefaultUrl;
        return listening.Replace("0.0.0.0", "localhost", StringComparison.Ordinal).Replace("[::]", "localhost", StringComparison.Ordinal).TrimEnd('/');
    }
}
