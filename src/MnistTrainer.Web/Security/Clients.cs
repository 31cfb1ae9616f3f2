using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace MnistTrainer.Web;

/// <summary>Limits the request rate of each client. A client is an IP address.</summary>
internal static class Clients
{
    /// <summary>The name of the rate limiting policy.</summary>
    public const string Policy = "client";

    public static void Limit(IServiceCollection services, WebServerOptions options) =>
        services.AddRateLimiter(limiter =>
        {
            limiter.AddPolicy(
                Policy,
                context =>
                    options.RequestsPerSecond == 0
                        ? RateLimitPartition.GetNoLimiter("")
                        : RateLimitPartition.GetTokenBucketLimiter(
                            context.Connection.RemoteIpAddress?.ToString() ?? "",
                            _ => new TokenBucketRateLimiterOptions
                            {
                                TokenLimit = options.RequestsPerSecond,
                                TokensPerPeriod = Math.Max(1, options.RequestsPerSecond / 10),
                                ReplenishmentPeriod = TimeSpan.FromSeconds(
                                    Math.Max(1, options.RequestsPerSecond / 10) / (double)options.RequestsPerSecond
                                ),
                                QueueLimit = 0,
                            }
                        )
            );
            limiter.OnRejected = async (context, cancellation) =>
            {
                context.HttpContext.Response.Headers.RetryAfter = "1";
                await Problems
                    .WriteAsync(
                        context.HttpContext,
                        StatusCodes.Status429TooManyRequests,
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"Expected at most {options.RequestsPerSecond} requests per second, found more. Wait a second."
                        ),
                        cancellation
                    )
                    .ConfigureAwait(false);
            };
        });
}
