using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace MnistTrainer.Workers;

/// <summary>A worker's connection to a board that is served elsewhere. What fails because of the connection is a <see cref="BoardLostException"/>.</summary>
internal sealed class BoardClient : IAsyncDisposable
{
    private static readonly TimeSpan Answer = TimeSpan.FromSeconds(10);

    private readonly IHost _host;
    private readonly RedisMembership? _redis;
    private readonly IBoardGrain _board;
    private readonly string _worker;

    private BoardClient(IHost host, RedisMembership? redis, string worker)
    {
        (_host, _redis, _worker) = (host, redis, worker);
        _board = host.Services.GetRequiredService<IClusterClient>().GetGrain<IBoardGrain>(0);
    }

    /// <summary>Connects.</summary>
    /// <param name="options">Where to.</param>
    /// <param name="worker">The worker's name.</param>
    /// <param name="rejected">Called with what is wrong about the other side, as expected, found and remedy.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    public static async Task<BoardClient> ConnectAsync(
        WorkerOptions options,
        string worker,
        Action<string, string, string> rejected,
        CancellationToken cancellation
    )
    {
        // Otherwise, Orleans would retry endlessly.
        using CancellationTokenSource failed = new(Answer),
            any = CancellationTokenSource.CreateLinkedTokenSource(failed.Token, cancellation);
        bool isConnected = false;
        SecretHandshake handshake = new(
            options.Secret.ToArray(),
            rejected: (expected, found, remedy) =>
            {
                rejected(expected, found, remedy);
                if (!Volatile.Read(ref isConnected))
                    failed.Cancel();
            }
        );
        RedisMembership? redis = options.Cluster is null
            ? null
            : await RedisMembership.ConnectAsync(options.Cluster, cancellation).ConfigureAwait(false);
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.UseOrleansClient(orleans =>
        {
            if (redis is null)
                orleans.UseStaticClustering(options.EndPoint);
            else
                orleans.UseRedisClustering(redis.Configure);
            orleans
                .Configure<ClusterOptions>(names => JobServer.SetNames(names, options.Cluster))
                .Configure<ClientMessagingOptions>(messages => messages.ResponseTimeout = Answer)
                .Configure<ClientConnectionOptions>(connections => connections.ConfigureConnection(handshake.OnCaller));
        });
        IHost host = builder.Build();
        try
        {
            await AskAsync(async () =>
                {
                    await host.StartAsync(any.Token).ConfigureAwait(false);
                    return true;
                })
                .ConfigureAwait(false);
            Volatile.Write(ref isConnected, true);
            return new BoardClient(host, redis, worker);
        }
        catch (Exception e)
        {
            host.Dispose();
            if (redis is not null)
                await redis.DisposeAsync().ConfigureAwait(false);
            if (e is OperationCanceledException && !cancellation.IsCancellationRequested)
                throw new BoardLostException(e);
            throw;
        }
    }

    /// <summary>Joins.</summary>
    public async Task<JobTerms> JoinAsync() => (await AskAsync(() => _board.JoinAsync(_worker)).ConfigureAwait(false)).ToTerms();

    /// <summary>Asks for a job.</summary>
    public Task<JobMessage> TakeAsync() => AskAsync(() => _board.TakeAsync(_worker));

    /// <summary>Renews a job.</summary>
    /// <returns>Whether it is the worker's still. A board that does not answer for a moment may want the result all the same.</returns>
    public async Task<bool> RenewAsync(string key)
    {
        try
        {
            return await AskAsync(() => _board.RenewAsync(_worker, key)).ConfigureAwait(false);
        }
        catch (BoardLostException)
        {
            return true;
        }
    }

    /// <summary>Delivers the result of a job.</summary>
    /// <returns>What is wrong with it; null if nothing is.</returns>
    public async Task<string?> DeliverAsync(string key, ReadOnlyMemory<byte> result)
    {
        int offset = 0;
        do
        {
            byte[] piece = result.Slice(offset, Math.Min(IncomingResult.PieceBytes, result.Length - offset)).ToArray();
            int start = offset;
            if (await AskAsync(() => _board.SendAsync(_worker, key, start, piece)).ConfigureAwait(false) is string fault)
                return fault;
            offset += piece.Length;
        } while (offset < result.Length);
        byte[] hash = SHA256.HashData(result.Span);
        return await AskAsync(() => _board.CompleteAsync(_worker, key, hash)).ConfigureAwait(false);
    }

    /// <summary>Returns the job of the worker. If there is no response, it is leased again when the lease expires.</summary>
    public async Task LeaveAsync()
    {
        try
        {
            await AskAsync(() => _board.LeaveAsync(_worker)).ConfigureAwait(false);
        }
        catch (BoardLostException)
        {
            // As it says.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None).ConfigureAwait(false);
        _host.Dispose();
        if (_redis is not null)
            await _redis.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task<T> AskAsync<T>(Func<Task<T>> question)
    {
        try
        {
            return await question().ConfigureAwait(false);
        }
        catch (Exception e) when (e is OrleansException or TimeoutException or IOException or SocketException)
        {
            throw new BoardLostException(e);
        }
    }
}
