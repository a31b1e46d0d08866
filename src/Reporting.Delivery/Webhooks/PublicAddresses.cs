using System.Net;
using System.Net.Sockets;

namespace Reporting.Delivery.Webhooks;

/// <summary>Tells addresses of the public internet from those of this machine and its networks (the registries of special-purpose addresses, RFC 6890).</summary>
public static class PublicAddresses
{
    private static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16",
        }.Select(IPNetwork.Parse),
    ];

    // Only these are assigned to the internet. Loopback, unique local, link-local and multicast addresses lie outside.
    private static readonly IPNetwork Global = IPNetwork.Parse("2000::/3");

    // Translators (RFC 6052) and 6to4 carry the address of an IPv4 host, which decides.
    private static readonly (IPNetwork Network, int Offset)[] Carriers = [(IPNetwork.Parse("64:ff9b::/96"), 12), (IPNetwork.Parse("2002::/16"), 2)];

    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return IsPublic(address.MapToIPv4());
        }

        if (Array.Find(Carriers, c => c.Network.Contains(address)) is { Offset: > 0 } carrier)
        {
            return IsPublic(new IPAddress(address.GetAddressBytes().AsSpan(carrier.Offset, 4)));
        }

        return !Array.Exists(Special, network => network.Contains(address)) && (address.AddressFamily == AddressFamily.InterNetwork || Global.Contains(address));
    }
}
