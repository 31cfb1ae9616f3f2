using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace MnistTrainer.Web;

/// <summary>
/// Limits the request rate of each client. A client is an IPv4 address or an IPv6 network of 64 bits, since one machine has all addresses of its
/// network.
/// </summary>
internal static class Clients
{
    /// <summary>The name of the rate limiting policy.</summary>
    public const string Policy = "client";

    private const int NetworkBytes = 8;

    /// <summary>The client that sent a request.</summary>
    public static string KeyOf(HttpContext context) => KeyOf(context.Connection.RemoteIpAddress);

    /// <summary>The client at an address.</summary>
    public static string KeyOf(IPAddress? address)
    {
        if (address is null)
            return "";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, NetworkBytes))
            : address.ToString();
    }

    public static void Limit(IServiceCollection services, WebServerOptions options) =>
        services.AddRateLimiter(limiter =>
        {
            limiter.AddPolicy(
                Policy,
                context =>
                    options.RequestsPerSecond == 0
                        ? RateLimitPartition.GetNoLimiter("")
                        : RateLimitPartition.GetTokenBucketLimiter(KeyOf(context), _ => Bucket(options.RequestsPerSecond))
            );
            limiter.OnRejected = async (context, cancellation) =>
            {
                context.HttpContext.Response.Headers.RetryAfter = "1";
                await Problems
                    .WriteAsync(
                        context.HttpContext,
                        StatusCodes.Status429TooManyRequests,
                        ProblemCode.TooManyRequests,
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"Expected at most {options.RequestsPerSecond} requests per second, found more. Wait a second."
                        ),
                        cancellation
                    )
                    .ConfigureAwait(false);
            };
        });

    private static TokenBucketRateLimiterOptions Bucket(int perSecond) =>
        new()
        {
            TokenLimit = perSecond,
            TokensPerPeriod = Math.Max(1, perSecond / 10),
            ReplenishmentPeriod = TimeSpan.FromSeconds(Math.Max(1, perSecond / 10) / (double)perSecond),
            QueueLimit = 0,
        };
}
