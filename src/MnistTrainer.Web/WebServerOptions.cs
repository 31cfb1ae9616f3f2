using System.Net;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Web;

/// <summary>Where the page is served, and within which limits. Immutable; the defaults stand here and nowhere else.</summary>
public sealed record WebServerOptions
{
    /// <summary>The address to listen on; 127.0.0.1, which no other machine can reach, unless told.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port, 0 to 65535; 0 for any that is free. 5280 unless told.</summary>
    public int Port { get; init; } = 5280;

    /// <summary>The most bytes that an image may have, 1 to 64 MiB; 10 MiB unless told.</summary>
    public int MaximumBytes { get; init; } = 10 << 20;

    /// <summary>The most pixels that an image may have when it is decoded, 1 to 100 million; 40 million unless told.</summary>
    public int MaximumPixels { get; init; } = 40_000_000;

    /// <summary>Requests to the API that each client may make a second, at least 1, or 0 for as many as it likes; 20 unless told.</summary>
    public int RequestsPerSecond { get; init; } = 20;

    /// <summary>How long a request may take, at least one second; 10 seconds unless told.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Where drawings go that a user corrects, or null to keep none.</summary>
    public string? CorrectionFolder { get; init; }

    /// <summary>The most drawings that are kept there, at least 1; 10,000 unless told.</summary>
    public int MaximumCorrections { get; init; } = 10_000;

    /// <summary>Whether only programs on this machine can reach the server.</summary>
    public bool IsLocal => IPAddress.IsLoopback(Address);

    /// <summary>Checks all options.</summary>
    /// <exception cref="InvalidInputException">Something does not hold; the message lists all that does not.</exception>
    public void Validate()
    {
        (bool Holds, string Otherwise)[] all =
        [
            (
                Port is >= IPEndPoint.MinPort and <= IPEndPoint.MaxPort,
                FormattableString.Invariant($"the port must be from 0 to 65535, not {Port}")
            ),
            (
                MaximumBytes is >= 1 and <= 64 << 20,
                FormattableString.Invariant($"an image's bytes must be from 1 to {64 << 20}, not {MaximumBytes}")
            ),
            (
                MaximumPixels is >= 1 and <= ImageCodec.MaximumPixels,
                FormattableString.Invariant($"an image's pixels must be from 1 to {ImageCodec.MaximumPixels}, not {MaximumPixels}")
            ),
            (RequestsPerSecond >= 0, FormattableString.Invariant($"the requests a second must be at least 0, not {RequestsPerSecond}")),
            (
                Timeout >= TimeSpan.FromSeconds(1),
                FormattableString.Invariant($"the time for a request must be at least 1 s, not {Timeout.TotalSeconds} s")
            ),
            (MaximumCorrections >= 1, FormattableString.Invariant($"the corrections kept must be at least 1, not {MaximumCorrections}")),
        ];
        string[] violations = [.. all.Where(one => !one.Holds).Select(one => one.Otherwise)];
        if (violations.Length > 0)
            throw new InvalidInputException($"These server options do not hold: {string.Join("; ", violations)}.");
    }
}
