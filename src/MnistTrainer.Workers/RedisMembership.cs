using System.Net;
using System.Net.Sockets;
using MnistTrainer.NeuralNetwork;
using Orleans.Clustering.Redis;
using StackExchange.Redis;

namespace MnistTrainer.Workers;

/// <summary>A connection to the Redis server where it stands which process serves jobs.</summary>
internal sealed class RedisMembership : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly ConnectionMultiplexer _connection;
    private readonly ClusterAddress _address;

    private RedisMembership(ConnectionMultiplexer connection, ClusterAddress address) => (_connection, _address) = (connection, address);

    /// <summary>Connects.</summary>
    /// <exception cref="InvalidInputException">There is no Redis server, or it rejects user and password.</exception>
    public static async Task<RedisMembership> ConnectAsync(ClusterAddress address, CancellationToken cancellation)
    {
        ConfigurationOptions options = new()
        {
            User = address.User,
            Password = address.Password,
            Ssl = address.UsesTls,
            ConnectTimeout = (int)Patience.TotalMilliseconds,
            ConnectRetry = 1,
        };
        options.EndPoints.Add(address.Host, address.Port);
        try
        {
            await Dns.GetHostAddressesAsync(address.Host, cancellation).ConfigureAwait(false);
            return new RedisMembership(await ConnectionMultiplexer.ConnectAsync(options).ConfigureAwait(false), address);
        }
        catch (SocketException e)
        {
            throw new InvalidInputException(address.Host, "a machine whose address is known", e.Message, "Specify its IP address", e);
        }
        catch (RedisConnectionException e) when (e.FailureType == ConnectionFailureType.AuthenticationFailure)
        {
            throw new InvalidInputException(
                $"{address}",
                address.Password is null ? "a Redis server without a password" : "a Redis server with this password",
                address.Password is null ? "one that requires it" : "one that rejects it",
                "Specify the correct password in a file",
                e
            );
        }
        catch (RedisConnectionException e)
        {
            throw new InvalidInputException(
                $"{address}",
                "a Redis server",
                e.FailureType == ConnectionFailureType.UnableToConnect ? "no answer" : $"{e.FailureType}",
                "Start it, or check whether a firewall blocks the connection",
                e
            );
        }
    }

    /// <summary>Has Orleans use this connection.</summary>
    public void Configure(RedisClusteringOptions options)
    {
        options.ConfigurationOptions = new ConfigurationOptions();
        options.CreateMultiplexer = _ => Task.FromResult<(IConnectionMultiplexer, bool)>((_connection, true));
    }

    /// <summary>Takes the place of a process that has served under this name and is gone.</summary>
    /// <param name="table">Orleans' table of processes.</param>
    /// <param name="own">Where this process will listen.</param>
    /// <param name="cancellation">Ends the search for others.</param>
    /// <exception cref="InvalidInputException">Another one is there, or the server cannot be written.</exception>
    public async Task ClaimAsync(IMembershipTable table, IPEndPoint own, CancellationToken cancellation)
    {
        try
        {
            await table.InitializeMembershipTableAsync(true, cancellation).ConfigureAwait(false);
            MembershipTableData all = await table.ReadAllAsync(cancellation).ConfigureAwait(false);
            foreach (MembershipEntry entry in all.Members.Select(member => member.Item1).Where(entry => entry.Status != SiloStatus.Dead))
            {
                IPEndPoint other = new(entry.SiloAddress.Endpoint.Address, entry.ProxyPort);
                if (!other.Equals(own) && await SecretHandshake.IsServedAsync(other, cancellation).ConfigureAwait(false))
                    throw new InvalidInputException(
                        $"{_address}",
                        "no other process that serves jobs under this name",
                        $"one at {other}",
                        $"Choose another name, such as {_address}-2"
                    );
            }

            await table.DeleteMembershipTableEntriesAsync(_address.Name, cancellation).ConfigureAwait(false);
        }
        catch (RedisException e)
        {
            throw new InvalidInputException(
                $"{_address}",
                "a Redis server that can be written",
                e.Message,
                "Specify a user with write permission",
                e
            );
        }
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
