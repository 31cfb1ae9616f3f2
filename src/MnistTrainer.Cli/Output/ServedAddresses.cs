using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace MnistTrainer.Cli.Output;

/// <summary>The addresses that a browser can open, on this machine or on a phone beside it.</summary>
internal static class ServedAddresses
{
    /// <summary>Returns the addresses of a page, the best first: for 0.0.0.0, those of this machine's networks, then that of the machine itself.</summary>
    /// <param name="listening">The address that the server listens on.</param>
    public static IReadOnlyList<Uri> Of(Uri listening)
    {
        if (
            !IPAddress.TryParse(listening.DnsSafeHost, out IPAddress? address)
            || !(address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
        )
            return [listening];
        return [.. InNetworks().Append(IPAddress.Loopback).Select(one => new UriBuilder(listening) { Host = one.ToString() }.Uri)];
    }

    // Networks with a way out first: those of virtual machines have none.
    private static IEnumerable<IPAddress> InNetworks()
    {
        try
        {
            return
            [
                .. NetworkInterface
                    .GetAllNetworkInterfaces()
                    .Where(one =>
                        one.OperationalStatus == OperationalStatus.Up && one.NetworkInterfaceType != NetworkInterfaceType.Loopback
                    )
                    .Select(one => one.GetIPProperties())
                    .OrderBy(one => one.GatewayAddresses.Count == 0)
                    .SelectMany(one => one.UnicastAddresses)
                    .Select(one => one.Address)
                    .Where(one => one.AddressFamily == AddressFamily.InterNetwork && !IsLinkLocal(one)),
            ];
        }
        catch (NetworkInformationException)
        {
            return [];
        }
    }

    // 169.254.0.0/16: a network without anybody who assigns addresses.
    private static bool IsLinkLocal(IPAddress address) => address.GetAddressBytes() is [169, 254, ..];
}
