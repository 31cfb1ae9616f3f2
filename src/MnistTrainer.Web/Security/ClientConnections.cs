using System.Net;
using Microsoft.AspNetCore.Connections;

namespace MnistTrainer.Web;

/// <summary>Limits the connections of each client, so that nobody can take all of them. One too many gets a short answer and is closed.</summary>
/// <param name="maximum">The maximum number of connections of a client.</param>
/// <param name="proxies">The proxies that are trusted: the connections of one are those of many clients, and are not limited.</param>
/// <param name="onRejected">Called for each connection that is one too many.</param>
internal sealed class ClientConnections(int maximum, IReadOnlyList<IPNetwork> proxies, Action onRejected)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _open = [];

    /// <summary>The middleware of a connection.</summary>
    public ConnectionDelegate Limit(ConnectionDelegate next) =>
        async connection =>
        {
            IPAddress? address = (connection.RemoteEndPoint as IPEndPoint)?.Address;
            if (TrustedProxies.Contain(proxies, address))
            {
                await next(connection).ConfigureAwait(false);
                return;
            }

            string client = Clients.KeyOf(address);
            if (!Enter(client))
            {
                onRejected();
                await connection
                    .Transport.Output.WriteAsync(
                        "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 2\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"u8.ToArray()
                    )
                    .ConfigureAwait(false);
                return;
            }

            try
            {
                await next(connection).ConfigureAwait(false);
            }
            finally
            {
                Leave(client);
            }
        };

    private bool Enter(string client)
    {
        lock (_lock)
        {
            int open = _open.GetValueOrDefault(client);
            if (open >= maximum)
                return false;
            _open[client] = open + 1;
            return true;
        }
    }

    private void Leave(string client)
    {
        lock (_lock)
        {
            if (--_open[client] == 0)
                _open.Remove(client);
        }
    }
}
