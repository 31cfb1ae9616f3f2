using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace MnistTrainer.Web;

/// <summary>
/// Behind reverse proxies, the client, the scheme and the host of a request are those that the proxies report. Only a connection from one of the
/// trusted addresses is believed; whoever else sends such headers is answered as if there were none.
/// </summary>
internal static class TrustedProxies
{
    /// <summary>Replaces what a connection shows by what trusted proxies report. It comes before everything that reads an address.</summary>
    public static void Use(WebApplication application, WebServerOptions options)
    {
        // Without any, ASP.NET Core would trust every client.
        if (options.TrustedProxies.Count == 0)
            return;
        ForwardedHeadersOptions forwarded = new()
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost,
            // From the nearest proxy to the first address that is not trusted: addresses that the client wrote are beyond it.
            ForwardLimit = null,
        };
        // By default, this machine is trusted.
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (IPNetwork proxy in options.TrustedProxies)
            forwarded.KnownIPNetworks.Add(proxy);
        application.UseForwardedHeaders(forwarded);
    }

    /// <summary>Whether an address is one of them.</summary>
    public static bool Contain(IReadOnlyList<IPNetwork> proxies, IPAddress? address)
    {
        if (address is { IsIPv4MappedToIPv6: true })
            address = address.MapToIPv4();
        return address is not null && proxies.Any(proxy => proxy.Contains(address));
    }
}
