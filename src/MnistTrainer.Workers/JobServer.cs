using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MnistTrainer.Experiments;
using MnistTrainer.NeuralNetwork;
using Orleans.Configuration;

namespace MnistTrainer.Workers;

/// <summary>Serves the jobs of a board to workers in other processes and on other machines: an Orleans silo with one grain.</summary>
/// <example>
/// <code>
/// JobBoard board = new();
/// await using JobServer server = await JobServer.StartAsync(options, board, new JobTerms("search", arguments, identity));
/// StudyResult result = (search with { Board = board }).Run(data);
/// </code>
/// </example>
public sealed class JobServer : IAsyncDisposable
{
    // Longer than the interval at which a training worker contacts the server.
    private static readonly TimeSpan Farewell = (JobBoard.Lease / 3) + TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly IHost _host;
    private readonly ServedBoard _served;
    private readonly RedisMembership? _redis;

    private JobServer(IHost host, ServedBoard served, IPEndPoint endPoint, RedisMembership? redis) =>
        (_host, _served, EndPoint, _redis) = (host, served, endPoint, redis);

    /// <summary>The address that workers connect to.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>Starts listening.</summary>
    /// <param name="options">The address, which workers use as well, the port (0 for a free one), the secret, and the cluster.</param>
    /// <param name="board">The board.</param>
    /// <param name="terms">The terms, which workers receive.</param>
    /// <param name="joined">Called with the name of every worker that joins. Default: none.</param>
    /// <param name="left">Called with the name of every worker that leaves voluntarily. Default: none.</param>
    /// <param name="cancellation">Cancels the start.</param>
    /// <exception cref="InvalidInputException">
    /// The address cannot be listened on, or is a loopback address with a remote Redis server, or Redis cannot be used or has another process with the same name.
    /// </exception>
    public static async Task<JobServer> StartAsync(
        WorkerOptions options,
        JobBoard board,
        JobTerms terms,
        Action<string>? joined = null,
        Action<string>? left = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        IPEndPoint gateway = new(options.EndPoint.Address, FreePort(options.EndPoint));
        if (gateway.Address.Equals(IPAddress.Any) || gateway.Address.Equals(IPAddress.IPv6Any))
            throw new InvalidInputException(
                $"{gateway}",
                "one address of this machine at which workers can reach it",
                "all of them",
                "Choose one"
            );
        if (IPAddress.IsLoopback(gateway.Address) && options.Cluster is { IsLoopback: false })
            throw new InvalidInputException(
                $"{gateway}",
                $"an address of this machine that workers can reach, because they find it through {options.Cluster}",
                "one that only this machine can reach",
                "Choose another one"
            );
        ServedBoard served = new(board, terms) { Joined = joined, Left = left };
        RedisMembership? redis = options.Cluster is null
            ? null
            : await RedisMembership.ConnectAsync(options.Cluster, cancellation).ConfigureAwait(false);
        IHost host = Build(options, gateway, served, redis);
        try
        {
            if (redis is not null)
                await redis.ClaimAsync(host.Services.GetRequiredService<IMembershipTable>(), gateway, cancellation).ConfigureAwait(false);
            await host.StartAsync(cancellation).ConfigureAwait(false);
        }
        catch
        {
            host.Dispose();
            if (redis is not null)
                await redis.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        return new JobServer(host, served, gateway, redis);
    }

    /// <summary>Notifies workers if all jobs are done, which takes at most eleven seconds, and stops listening.</summary>
    public async ValueTask DisposeAsync()
    {
        long began = Stopwatch.GetTimestamp();
        while (_served.Board.HasEnded && _served.IsAwaited && Stopwatch.GetElapsedTime(began) < Farewell)
            await Task.Delay(50).ConfigureAwait(false);
        try
        {
            // Otherwise, connecting to a lost Redis server would be retried endlessly.
            await EndAsync().WaitAsync(Patience).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The process ends soon, and its entry in Redis is taken over by the next one.
        }
    }

    private async Task EndAsync()
    {
        await _host.StopAsync().ConfigureAwait(false);
        _host.Dispose();
        if (_redis is not null)
            await _redis.DisposeAsync().ConfigureAwait(false);
    }

    internal static void SetNames(ClusterOptions cluster, ClusterAddress? address) =>
        (cluster.ClusterId, cluster.ServiceId) = (address?.Name ?? SecretHandshake.Protocol, SecretHandshake.Protocol);

    private static IHost Build(WorkerOptions options, IPEndPoint gateway, ServedBoard served, RedisMembership? redis)
    {
        // Only this process connects to the silo itself.
        IPEndPoint silo = new(gateway.Address, FreePort(new IPEndPoint(IPAddress.Loopback, 0)));
        SecretHandshake handshake = new(options.Secret.ToArray(), gateway);
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton(served);
        builder.UseOrleans(orleans =>
        {
            if (redis is null)
                orleans.UseDevelopmentClustering(silo);
            else
                orleans.UseRedisClustering(redis.Configure);
            orleans
                .Configure<ClusterOptions>(names => SetNames(names, options.Cluster))
                .Configure<EndpointOptions>(endpoints =>
                {
                    endpoints.AdvertisedIPAddress = silo.Address;
                    endpoints.SiloPort = silo.Port;
                    endpoints.SiloListeningEndpoint = new IPEndPoint(IPAddress.Loopback, silo.Port);
                    endpoints.GatewayPort = gateway.Port;
                    endpoints.GatewayListeningEndpoint = gateway;
                })
                .Configure<SiloConnectionOptions>(connections =>
                {
                    connections.ConfigureGatewayInboundConnection(handshake.OnListener);
                    connections.ConfigureSiloInboundConnection(handshake.OnListener);
                    connections.ConfigureSiloOutboundConnection(handshake.OnCaller);
                });
        });
        return builder.Build();
    }

    private static int FreePort(IPEndPoint endPoint)
    {
        try
        {
            using Socket socket = new(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(endPoint);
            return ((IPEndPoint)socket.LocalEndPoint!).Port;
        }
        catch (SocketException e)
        {
            throw new InvalidInputException(
                $"{endPoint}",
                "an address of this machine with a free port",
                e.Message,
                "Choose another one, or end the program that uses it",
                e
            );
        }
    }
}
