using System.Net;
using Microsoft.AspNetCore.Http;

namespace MnistTrainer.Web;

/// <summary>
/// Answers only to those who mean this server: a page elsewhere whose name somebody has pointed at this machine (DNS rebinding), or that posts to it,
/// gets nothing.
/// </summary>
internal sealed class SameOrigin(RequestDelegate next, WebServerOptions options)
{
    public Task InvokeAsync(HttpContext context)
    {
        HostString host = context.Request.Host;
        if (!IsOurs(host.Host))
        {
            return Problems.WriteAsync(
                context,
                StatusCodes.Status421MisdirectedRequest,
                $"Expected a request to localhost or to an address of this machine, found one to \"{host.Host}\". Open the page by the address that the command printed."
            );
        }

        string? origin = context.Request.Headers.Origin;
        if (
            !string.IsNullOrEmpty(origin)
            && !(Uri.TryCreate(origin, UriKind.Absolute, out Uri? from) && from.Authority == new Uri($"http://{host}").Authority)
        )
            return Problems.WriteAsync(
                context,
                StatusCodes.Status403Forbidden,
                "Expected a request of this server's own page, found one of another page. Open the page itself."
            );
        return next(context);
    }

    // Names other than localhost can be made to lead anywhere; an address cannot.
    private bool IsOurs(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address) && (!options.IsLocal || IPAddress.IsLoopback(address)))
        || (!options.IsLocal && string.Equals(host, Dns.GetHostName(), StringComparison.OrdinalIgnoreCase));
}
