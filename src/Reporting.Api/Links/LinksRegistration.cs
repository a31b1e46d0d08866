using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Reporting.Api.Access;
using Reporting.Api.Hosting;
using Reporting.Delivery.Links;
using Reporting.Delivery.Subscriptions;

namespace Reporting.Api.Links;

/// <summary>Adds what scheduled mail needs to know of the service: its address, its secret, and what anonymous callers may see.</summary>
internal static class LinksRegistration
{
    public static void AddMailLinks(this IServiceCollection services)
    {
        services.TryAddSingleton<PublicAddress>();
        // The same for all processes, as for the hashes of keys; what is derived from it is another.
        services.AddSingleton(provider => new MailLinks(new LinkSigner(() => provider.GetRequiredService<KeySecret>().Read()), () => Address(provider)));
        services.AddSingleton(provider => new AnonymousRecipients(AnonymousRoles.Of(provider.GetRequiredService<IOptions<AccessOptions>>().Value, provider.GetRequiredService<IHostEnvironment>())));
    }

    // Without PublicBaseUrl links lead to this machine: good for a first look.
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
