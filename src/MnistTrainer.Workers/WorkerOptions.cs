using System.Net;

namespace MnistTrainer.Workers;

/// <summary>Where the process that serves jobs and its workers meet. Immutable; defaults are defined here and nowhere else.</summary>
public sealed record WorkerOptions
{
    /// <summary>The usual port, 5290.</summary>
    public const int DefaultPort = 5290;

    /// <summary>The address and port of that process. A worker with <see cref="Cluster"/> does not need it. Default: 127.0.0.1, which only this machine reaches, and 5290.</summary>
    public IPEndPoint EndPoint { get; init; } = new(IPAddress.Loopback, DefaultPort);

    /// <summary>The Redis server by which workers find that process. Default: null, for its address alone.</summary>
    public ClusterAddress? Cluster { get; init; }

    /// <summary>The secret, at least 16 bytes.</summary>
    public required ReadOnlyMemory<byte> Secret { get; init; }

    /// <summary>How long a worker keeps trying when it cannot reach that process. Default: a minute.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(1);
}
