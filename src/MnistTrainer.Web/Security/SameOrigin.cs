using System.Net;
using Microsoft.AspNetCore.Http;

namespace MnistTrainer.Web;

/// <summary>
/// Answers only requests meant for this server: pages of other sites get nothing, whether they post to it or their name is pointed at this
/// machine (DNS rebinding).
/// </summary>
internal sealed class SameOrigin(RequestDelegate next, WebServerOptions options)
{
    public Task InvokeAsync(HttpContext context)
    {
        HostString host = context.Request.Host;
        if (!Uri.TryCreate($"{context.Request.Scheme}://{host}", UriKind.Absolute, out Uri? own))
        {
            return Problems.WriteAsync(
                context,
                StatusCodes.Status400BadRequest,
                ProblemCode.InvalidRequest,
                "Expected a host name and a port of at most 65535 in the header Host, found others. Correct the request."
            );
        }

        if (!IsOurs(own.DnsSafeHost))
        {
            return Problems.WriteAsync(
                context,
                StatusCodes.Status421MisdirectedRequest,
                ProblemCode.OtherHost,
                $"Expected a request to localhost or to an IP address of this machine, found one to \"{host.Host}\". Open the address that the server printed, or start the server with this host name."
            );
        }

        string? origin = context.Request.Headers.Origin;
        if (!string.IsNullOrEmpty(origin) && !(Uri.TryCreate(origin, UriKind.Absolute, out Uri? from) && IsSame(from, own)))
        {
            return Problems.WriteAsync(
                context,
                StatusCodes.Status403Forbidden,
                ProblemCode.OtherOrigin,
                "Expected a request from this server's own page, found one from another page. Open the page itself."
            );
        }

        return next(context);
    }

    // Any name other than localhost can be pointed anywhere; an IP address cannot.
    private bool IsOurs(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out IPAddress? address) && (!options.IsLocal || IPAddress.IsLoopback(address)))
        || (!options.IsLocal && IsOwnName(host))
        || options.HostNames.Contains(host, StringComparer.OrdinalIgnoreCase);

    // The scheme is known only from a trusted proxy; otherwise, a page that others could modify in transit is not accepted as ours.
    private static bool IsSame(Uri from, Uri own) =>
        from.Authority == own.Authority && (own.Scheme != Uri.UriSchemeHttps || from.Scheme == own.Scheme);

    // With or without the domain of names in a local network.
    private static bool IsOwnName(string host) =>
        string.Equals(host, Dns.GetHostName(), StringComparison.OrdinalIgnoreCase)
        || string.Equals(host, $"{Dns.GetHostName()}.local", StringComparison.OrdinalIgnoreCase);
}
