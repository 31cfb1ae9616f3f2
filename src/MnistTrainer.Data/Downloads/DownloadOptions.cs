namespace MnistTrainer.Data;

/// <summary>Retries and timeouts of a download.</summary>
public sealed record DownloadOptions
{
    /// <summary>
    /// The number of consecutive failed attempts after which a mirror is given up, at least 1. Default: 4. An interrupted attempt that made
    /// good progress does not count, so that a large file can be fetched over an unreliable connection.
    /// </summary>
    public int Attempts { get; init; } = 4;

    /// <summary>The delay after the first failed attempt at a mirror, doubled after each further one. Default: 1 second.</summary>
    public TimeSpan BackOff { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The time without received data after which an attempt fails. Default: 30 seconds.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
