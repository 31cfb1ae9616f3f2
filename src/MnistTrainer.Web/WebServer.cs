using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Web;

/// <summary>
/// Serves a page and its API until disposed. All content comes from the assembly or the network; no request reads a file.
/// </summary>
public sealed class WebServer : IAsyncDisposable
{
    // What a connection holds of a body before anybody reads it.
    private const int ConnectionBuffer = 64 << 10;

    private readonly WebApplication _application;

    private WebServer(WebApplication application) => _application = application;

    /// <summary>The address of the page: <c>http://127.0.0.1:5280/</c>.</summary>
    public Uri Address =>
        new(_application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Starts a server.</summary>
    /// <param name="options">The address and the limits.</param>
    /// <param name="site">The site to serve.</param>
    /// <param name="cancellation">Cancels the start.</param>
    /// <exception cref="InvalidInputException">An option is invalid, the port is in use, or the folder for corrections cannot be written
    /// to.</exception>
    public static async Task<WebServer> StartAsync(WebServerOptions options, ISite site, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(site);
        options.Validate();
        options.CheckCorrectionFolder();
        WebApplication application = Build(options, site);
        try
        {
            await application.StartAsync(cancellation).ConfigureAwait(false);
            return new WebServer(application);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            await application.DisposeAsync().ConfigureAwait(false);
            throw new InvalidInputException(
                FormattableString.Invariant($"{options.Address}:{options.Port}"),
                "an address and port to serve on",
                e.Message.TrimEnd('.'),
                "Choose another port, or 0 for any free one",
                e
            );
        }
    }

    /// <summary>Stops the server: rejects new requests and gives pending ones a moment to finish.</summary>
    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync(CancellationToken.None).ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
    }

    private static WebApplication Build(WebServerOptions options, ISite site)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.AddFilter(level => level >= LogLevel.Error);
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(kestrel =>
            {
                kestrel.Listen(
                    options.Address,
                    options.Port,
                    listen => listen.Use(new ClientConnections(options.MaximumConnections).Limit)
                );
                kestrel.AddServerHeader = false;
                // A data URL is a third larger than its image; a form adds some lines.
                kestrel.Limits.MaxRequestBodySize = (options.MaximumBytes / 3 * 4) + (64 << 10);
                kestrel.Limits.MaxRequestBufferSize = ConnectionBuffer;
                kestrel.Limits.RequestHeadersTimeout = options.Timeout;
                kestrel.Limits.KeepAliveTimeout = options.IdleTimeout;
                kestrel.Limits.MaxConcurrentConnections = 1000;
            });
        // The transport has a buffer of its own, of 1 MiB unless it is set.
        builder.Services.Configure<SocketTransportOptions>(sockets => sockets.MaxReadBufferSize = ConnectionBuffer);
        // A stream of events never ends by itself, so the server waits for it only briefly.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        builder.Services.AddRouting();
        builder.Services.AddSingleton(options);
        builder.Services.AddProblemDetails();
        builder.Services.AddRequestTimeouts(timeouts =>
            timeouts.DefaultPolicy = new() { Timeout = options.Timeout, TimeoutStatusCode = 503 }
        );
        ApiDocument.AddTo(builder.Services);
        Clients.Limit(builder.Services, options);
        site.AddServices(builder.Services);

        WebApplication application = builder.Build();
        application.UseMiddleware<Problems>();
        application.UseMiddleware<SecurityHeaders>();
        application.UseMiddleware<SameOrigin>();
        application.UseRouting();
        application.UseRateLimiter();
        application.UseRequestTimeouts();
        ApiDocument.Map(application);
        application.MapRead("/healthz", () => Results.Text("ok\n")).ExcludeFromDescription();
        site.Map(application);
        return application;
    }
}
