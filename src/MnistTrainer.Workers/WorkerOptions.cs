using System.Net;

namespace MnistTrainer.Workers;

/// <summary>Where a study and its workers meet. Immutable; defaults are defined here and nowhere else.</summary>
public sealed record WorkerOptions
{
    /// <summary>The usual port, 5290.</summary>
    public const int DefaultPort = 5290;

    /// <summary>The address and port of the study. Default: 127.0.0.1, which only this machine reaches, and 5290.</summary>
    public IPEndPoint EndPoint { get; init; } = new(IPAddress.Loopback, DefaultPort);

    /// <summary>The secret, at least 16 bytes.</summary>
    public required ReadOnlyMemory<byte> Secret { get; init; }

    /// <summary>How long a worker keeps trying when it cannot reach its study. Default: a minute.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(1);
}
