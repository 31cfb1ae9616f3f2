using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Web;

/// <summary>Serves a page and its API until it is disposed. All it sends comes from the assembly or from the network; it reads no file for a request.</summary>
public sealed class WebServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private WebServer(WebApplication application) => _application = application;

    /// <summary>Where the page is: <c>http://127.0.0.1:5280/</c>.</summary>
    public Uri Address =>
        new(_application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Begins to serve.</summary>
    /// <param name="options">Where, and within which limits.</param>
    /// <param name="site">What is served.</param>
    /// <param name="cancellation">Gives up starting.</param>
    /// <exception cref="InvalidInputException">An option does not hold, or the port is taken.</exception>
    public static async Task<WebServer> StartAsync(WebServerOptions options, ISite site, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(site);
        options.Validate();
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
                "Choose another with --port, or 0 for any that is free",
                e
            );
        }
    }

    /// <summary>Stops: no new request is taken, those under way are given a moment.</summary>
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
                kestrel.Listen(options.Address, options.Port);
                kestrel.AddServerHeader = false;
                // An image in a data URL takes a third more; a form some lines around it.
                kestrel.Limits.MaxRequestBodySize = (options.MaximumBytes / 3 * 4) + (64 << 10);
                kestrel.Limits.RequestHeadersTimeout = options.Timeout;
                kestrel.Limits.MaxConcurrentConnections = 1000;
            });
        // A stream of events has no end of its own: the server does not wait long for it.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        builder.Services.AddRouting();
        builder.Services.AddSingleton(options);
        builder.Services.AddProblemDetails();
        builder.Services.AddRequestTimeouts(timeouts =>
            timeouts.DefaultPolicy = new() { Timeout = options.Timeout, TimeoutStatusCode = 503 }
        );
        builder.Services.AddOpenApi();
        Clients.Limit(builder.Services, options);
        site.AddServices(builder.Services);

        WebApplication application = builder.Build();
        application.UseMiddleware<Problems>();
        application.UseMiddleware<SecurityHeaders>();
        application.UseMiddleware<SameOrigin>();
        application.UseRouting();
        application.UseRateLimiter();
        application.UseRequestTimeouts();
        application.MapOpenApi("/openapi.json");
        application.MapGet("/healthz", () => Results.Text("ok\n")).ExcludeFromDescription();
        site.Map(application);
        return application;
    }
}
