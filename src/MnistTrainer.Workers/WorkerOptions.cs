using System.Net;

namespace MnistTrainer.Workers;

/// <summary>The options of the process that serves jobs and of its workers. Immutable; this is the only definition of the defaults.</summary>
public sealed record WorkerOptions
{
    /// <summary>The default port: 5290.</summary>
    public const int DefaultPort = 5290;

    /// <summary>The address and port of that process. A worker with <see cref="Cluster"/> does not need it. Default: 127.0.0.1, which only this machine reaches, and 5290.</summary>
    public IPEndPoint EndPoint { get; init; } = new(IPAddress.Loopback, DefaultPort);

    /// <summary>The Redis server that workers use to find that process. Default: null, to use its address.</summary>
    public ClusterAddress? Cluster { get; init; }

    /// <summary>The secret, at least 16 bytes.</summary>
    public required ReadOnlyMemory<byte> Secret { get; init; }

    /// <summary>The time for which a worker keeps trying to reach that process. Default: one minute.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(1);
}
