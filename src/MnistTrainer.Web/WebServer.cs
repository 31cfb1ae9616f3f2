using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Web;

/// <summary>
/// Serves a page and its API until disposed. All content comes from the assembly or the neural network; no request reads a file.
/// </summary>
public sealed class WebServer : IAsyncDisposable
{
    // The bytes of a body that a connection buffers before they are read.
    private const int ConnectionBuffer = 64 << 10;

    // The time for stopping, in addition to the longest request.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(2);

    private readonly WebApplication _application;
    private readonly Readiness _readiness;
    private readonly TimeSpan _drainTime;
    private readonly Task _prepared;
    private readonly Lazy<Task> _stop;

    private WebServer(WebApplication application, WebServerOptions options, ISite site)
    {
        _application = application;
        _readiness = application.Services.GetRequiredService<Readiness>();
        _drainTime = options.DrainTime;
        _prepared = PrepareAsync(site);
        _stop = new(StopOnceAsync);
    }

    /// <summary>The name of the meter of servers, for <see cref="System.Diagnostics.Metrics.MeterListener"/> and OpenTelemetry's <c>AddMeter</c>.</summary>
    public const string MeterName = "MnistTrainer.Web";

    /// <summary>The services of the server.</summary>
    internal IServiceProvider Services => _application.Services;

    /// <summary>The address of the page: <c>http://127.0.0.1:5280/</c>.</summary>
    public Uri Address =>
        new(_application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Starts a server.</summary>
    /// <param name="options">The address and the limits.</param>
    /// <param name="site">The site to serve.</param>
    /// <param name="cancellation">Cancels the start.</param>
    /// <exception cref="InvalidInputException">An option is invalid, the port is in use, or corrections cannot be stored.</exception>
    public static async Task<WebServer> StartAsync(WebServerOptions options, ISite site, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(site);
        options.Validate();
        WebApplication application = Build(options, site);
        try
        {
            if (application.Services.GetService<Corrections>() is Corrections corrections)
                await corrections.TryAsync(cancellation).ConfigureAwait(false);
            await application.StartAsync(cancellation).ConfigureAwait(false);
            return new WebServer(application, options, site);
        }
        catch (Exception e)
        {
            await application.DisposeAsync().ConfigureAwait(false);
            if (e is not (IOException or SocketException))
                throw;
            throw new InvalidInputException(
                FormattableString.Invariant($"{options.Address}:{options.Port}"),
                "an address and port to serve on",
                e.Message.TrimEnd('.'),
                "Choose another port, or 0 for any free one",
                e
            );
        }
    }

    /// <summary>
    /// Stops the server. <c>/readyz</c> reports 503 at once; if it has been requested before, new connections are still accepted for
    /// <see cref="WebServerOptions.DrainTime"/>. Then they are rejected, and requests that have begun are answered within
    /// <see cref="WebServerOptions.Timeout"/>; event streams are closed. The instruments can be read until the server is disposed.
    /// </summary>
    public Task StopAsync() => _stop.Value;

    /// <summary>Stops the server, if <see cref="StopAsync"/> was not called, and disposes its instruments.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
    }

    private async Task StopOnceAsync()
    {
        if (_readiness.Drain())
            await Task.Delay(_drainTime).ConfigureAwait(false);
        await _prepared.ConfigureAwait(false);
        await _application.StopAsync(CancellationToken.None).ConfigureAwait(false);
    }

    private async Task PrepareAsync(ISite site)
    {
        try
        {
            // If it is not requested, it does not delay the start.
            await _readiness.Asked.ConfigureAwait(false);
            await Task.Run(() => site.PrepareAsync(_application.Lifetime.ApplicationStopping)).ConfigureAwait(false);
            _readiness.Open(failure: null);
        }
        catch (Exception e)
        {
            // Requests will report the same, whatever it is; the server does not end because of it.
            _readiness.Open(e.Message);
        }
    }

    private static WebApplication Build(WebServerOptions options, ISite site)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.AddFilter(level => level >= LogLevel.Error);
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(kestrel =>
            {
                ServerMeter meter = kestrel.ApplicationServices.GetRequiredService<ServerMeter>();
                kestrel.Listen(
                    options.Address,
                    options.Port,
                    listen =>
                        listen.Use(
                            new ClientConnections(options.MaximumConnections, options.TrustedProxies, meter.RejectedConnection).Limit
                        )
                );
                kestrel.AddServerHeader = false;
                // A data URL is a third larger than its image; a form adds some lines.
                kestrel.Limits.MaxRequestBodySize = (options.MaximumBytes / 3 * 4) + (64 << 10);
                kestrel.Limits.MaxRequestBufferSize = ConnectionBuffer;
                kestrel.Limits.RequestHeadersTimeout = options.Timeout;
                kestrel.Limits.KeepAliveTimeout = options.IdleTimeout;
                kestrel.Limits.MaxConcurrentConnections = 1000;
            });
        // The transport has its own buffer of 1 MiB by default.
        builder.Services.Configure<SocketTransportOptions>(sockets => sockets.MaxReadBufferSize = ConnectionBuffer);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.Timeout + Corrections.Patience + Margin);
        builder.Services.AddRouting();
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<Readiness>();
        builder.Services.AddMetrics();
        builder.Services.AddSingleton<ServerMeter>();
        builder.Services.AddProblemDetails();
        builder.Services.AddRequestTimeouts(timeouts =>
            timeouts.DefaultPolicy = new() { Timeout = options.Timeout, TimeoutStatusCode = 503 }
        );
        ApiDocument.AddTo(builder.Services);
        Clients.Limit(builder.Services, options);
        site.AddServices(builder.Services);

        WebApplication application = builder.Build();
        Readiness readiness = application.Services.GetRequiredService<Readiness>();
        TrustedProxies.Use(application, options);
        HealthEndpoints.UseDraining(application, readiness);
        application.UseMiddleware<Problems>();
        application.UseMiddleware<SecurityHeaders>();
        application.UseMiddleware<SameOrigin>();
        application.UseRouting();
        application.UseRateLimiter();
        application.UseRequestTimeouts();
        ApiDocument.Map(application);
        HealthEndpoints.Map(application, readiness);
        site.Map(application);
        return application;
    }
}
