using System.Net;
using System.Net.Sockets;

namespace MnistTrainer.Cli.Tests.EndToEnd;

/// <summary>A port of this machine that nobody listens on, for servers that cannot choose one themselves.</summary>
internal static class FreePort
{
    public static int Find()
    {
        using TcpListener any = new(IPAddress.Loopback, 0);
        any.Start();
        return ((IPEndPoint)any.LocalEndpoint).Port;
    }
}
