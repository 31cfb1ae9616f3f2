using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using MnistTrainer.Workers;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>Where workers meet the process that serves their jobs: <c>PORT</c>, <c>ADDRESS</c> or <c>ADDRESS:PORT</c>.</summary>
internal static class WorkerAddress
{
    /// <summary>Parses where to listen; without a value, on the usual port for this machine alone.</summary>
    public static IPEndPoint? Listening(ArgumentResult result) =>
        result.Tokens.Count == 0 ? new WorkerOptions { Secret = default }.EndPoint
        : Split(OptionParser.Text(result)) is (string host, int port)
        && (host.Length == 0 ? IPAddress.Loopback : AddressOf(host)) is IPAddress address
            ? new IPEndPoint(address, port)
        : OptionParser.Reject<IPEndPoint?>(
            result,
            "an address of this machine at which workers can reach it, and a port, such as 192.168.0.7:5290"
        );

    /// <summary>Parses where to connect to.</summary>
    public static DnsEndPoint? Remote(ArgumentResult result) =>
        Split(OptionParser.Text(result)) is (string host, > 0 and int port)
        && Uri.CheckHostName(host) != UriHostNameType.Unknown
        && !(IPAddress.TryParse(host, out IPAddress? address) && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)))
            ? new DnsEndPoint(host, port)
            : OptionParser.Reject<DnsEndPoint?>(result, "the address of a process that serves jobs, such as 192.168.0.7:5290");

    private static IPAddress? AddressOf(string host) =>
        host == "localhost" ? IPAddress.Loopback
        : IPAddress.TryParse(host, out IPAddress? address) ? address
        : null;

    // A colon within brackets belongs to an address of IPv6.
    private static (string Host, int Port)? Split(string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int alone))
            return alone <= IPEndPoint.MaxPort ? ("", alone) : null;
        int colon = text.LastIndexOf(':');
        bool hasPort =
            colon > text.LastIndexOf(']') && text.IndexOf(':', StringComparison.Ordinal) == colon || (colon > 0 && text[colon - 1] == ']');
        if (!hasPort)
            return (text.Trim('[', ']'), WorkerOptions.DefaultPort);
        return
            int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port <= IPEndPoint.MaxPort
            ? (text[..colon].Trim('[', ']'), port)
            : null;
    }
}
