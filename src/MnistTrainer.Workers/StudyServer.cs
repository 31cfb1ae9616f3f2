using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MnistTrainer.Experiments;
using MnistTrainer.NeuralNetwork;
using Orleans.Configuration;

namespace MnistTrainer.Workers;

/// <summary>Lends the jobs of a study to workers of other processes and machines: a silo of Orleans that has one grain.</summary>
/// <example>
/// <code>
/// TrialBoard board = new();
/// await using StudyServer server = await StudyServer.StartAsync(options, board, new StudyTerms(arguments, identity));
/// StudyResult result = (search with { Board = board }).Run(data);
/// </code>
/// </example>
public sealed class StudyServer : IAsyncDisposable
{
    internal const string Name = "mnist-study";

    // A worker that trains asks this often.
    private static readonly TimeSpan Farewell = (TrialBoard.Lease / 3) + TimeSpan.FromSeconds(1);

    private readonly IHost _host;
    private readonly ServedStudy _study;

    private StudyServer(IHost host, ServedStudy study, IPEndPoint endPoint) => (_host, _study, EndPoint) = (host, study, endPoint);

    /// <summary>Where workers connect to.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>Starts to listen.</summary>
    /// <param name="options">The address, which workers use as well, the port (0 for a free one), and the secret.</param>
    /// <param name="board">The board of the study.</param>
    /// <param name="terms">What workers need to know.</param>
    /// <param name="joined">Called with the name of every worker that joins. Default: none.</param>
    /// <param name="left">Called with the name of every worker that leaves by itself. Default: none.</param>
    /// <param name="cancellation">Ends the start.</param>
    /// <exception cref="InvalidInputException">The address cannot be listened on.</exception>
    public static async Task<StudyServer> StartAsync(
        WorkerOptions options,
        TrialBoard board,
        StudyTerms terms,
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
                "one address of this machine, by which workers reach it",
                "all of them",
                "Choose one"
            );
        // Nobody but this process connects to the silo itself.
        IPEndPoint silo = new(gateway.Address, FreePort(new IPEndPoint(IPAddress.Loopback, 0)));
        SecretHandshake handshake = new(options.Secret.ToArray(), gateway);
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        ServedStudy study = new(board, terms) { Joined = joined, Left = left };
        builder.Services.AddSingleton(study);
        builder.UseOrleans(orleans =>
            orleans
                .UseDevelopmentClustering(silo)
                .Configure<ClusterOptions>(SetNames)
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
                })
        );
        IHost host = builder.Build();
        try
        {
            await host.StartAsync(cancellation).ConfigureAwait(false);
        }
        catch
        {
            host.Dispose();
            throw;
        }

        return new StudyServer(host, study, gateway);
    }

    /// <summary>Lets workers learn that the study has ended, if it has, for eleven seconds at most, and stops listening.</summary>
    public async ValueTask DisposeAsync()
    {
        long began = Stopwatch.GetTimestamp();
        while (_study.Board.HasEnded && _study.IsAwaited && Stopwatch.GetElapsedTime(began) < Farewell)
            await Task.Delay(50).ConfigureAwait(false);
        await _host.StopAsync().ConfigureAwait(false);
        _host.Dispose();
    }

    internal static void SetNames(ClusterOptions cluster) => (cluster.ClusterId, cluster.ServiceId) = (Name, Name);

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
                "Choose another one, or end the program that has it",
                e
            );
        }
    }
}
