using System.Net;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Web;

/// <summary>The address of a server and its limits. Immutable.</summary>
public sealed record WebServerOptions
{
    /// <summary>The default port: 5280.</summary>
    public const int DefaultPort = 5280;

    /// <summary>The address to listen on. Default: 127.0.0.1, which other machines cannot reach.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port, 0 to 65535; 0 for any free one. Default: <see cref="DefaultPort"/>.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>The maximum size of an image in bytes, 1 to 64 MiB. Default: 10 MiB.</summary>
    public int MaximumBytes { get; init; } = 10 << 20;

    /// <summary>The maximum number of pixels of a decoded image, 1 to 100 million. Default: 40 million.</summary>
    public int MaximumPixels { get; init; } = 40_000_000;

    /// <summary>The maximum number of API requests per second and client, at least 1; 0 for no limit. Default: 20.</summary>
    public int RequestsPerSecond { get; init; } = 20;

    /// <summary>The maximum duration of a request, at least 1 second. Default: 10 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The memory in bytes that the bodies of all requests share, at least 1 MiB. Default: 64 MiB. One client can use at most three quarters.</summary>
    public int UploadMemory { get; init; } = 64 << 20;

    /// <summary>The duration after which a connection without a request is closed, at least 1 second. Default: 15 seconds.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The maximum number of connections of a client, at least 1. Default: 200, a fifth of all.</summary>
    public int MaximumConnections { get; init; } = 200;

    /// <summary>The folder for corrected drawings; null to store none. Default: null.</summary>
    public string? CorrectionFolder { get; init; }

    /// <summary>The bucket for corrected drawings, instead of a folder; null for none. Default: null.</summary>
    public CorrectionBucket? CorrectionBucket { get; init; }

    /// <summary>The maximum number of stored drawings, at least 1. Default: 10,000.</summary>
    public int MaximumCorrections { get; init; } = 10_000;

    /// <summary>Who may change the network of the drawing page, if there is a teacher. Default: browsers on this machine.</summary>
    public TeachingAccess Teaching { get; init; } = TeachingAccess.ThisMachine;

    /// <summary>The reverse proxies that are trusted to report the client, scheme and host of a request in <c>X-Forwarded-For</c>,
    /// <c>X-Forwarded-Proto</c> and <c>X-Forwarded-Host</c>. They may have any number of connections. Default: none; these headers are
    /// ignored.</summary>
    public IReadOnlyList<IPNetwork> TrustedProxies { get; init; } = [];

    /// <summary>The host names that the server answers to besides localhost, its addresses and its machine's name: the names that users of a reverse
    /// proxy enter, without a port. Default: none.</summary>
    public IReadOnlyList<string> HostNames { get; init; } = [];

    /// <summary>The time, from 0 to 1 hour, for which a stopping server still accepts connections while <c>/readyz</c> reports 503, so that a load
    /// balancer notices. Skipped if <c>/readyz</c> has never been requested. Default: 10 seconds.</summary>
    public TimeSpan DrainTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether the server can be reached only from this machine.</summary>
    public bool IsLocal => IPAddress.IsLoopback(Address);

    /// <summary>Checks that the folder for corrections, if any, is writable, without leaving a file.</summary>
    /// <exception cref="InvalidInputException">The folder is not writable.</exception>
    public void CheckCorrectionFolder()
    {
        if (CorrectionFolder is string folder)
            CorrectionTrial.Run(folder);
    }

    /// <summary>Validates all options.</summary>
    /// <exception cref="InvalidInputException">An option is invalid; the message lists all invalid ones.</exception>
    public void Validate()
    {
        (bool IsValid, string Violation)[] all =
        [
            (
                Port is >= IPEndPoint.MinPort and <= IPEndPoint.MaxPort,
                FormattableString.Invariant($"the port must be from 0 to 65535, not {Port}")
            ),
            (
                MaximumBytes is >= 1 and <= 64 << 20,
                FormattableString.Invariant($"the maximum size of an image must be from 1 to {64 << 20} bytes, not {MaximumBytes}")
            ),
            (
                MaximumPixels is >= 1 and <= ImageCodec.MaximumPixels,
                FormattableString.Invariant(
                    $"the maximum number of pixels must be from 1 to {ImageCodec.MaximumPixels}, not {MaximumPixels}"
                )
            ),
            (RequestsPerSecond >= 0, FormattableString.Invariant($"the requests per second must be at least 0, not {RequestsPerSecond}")),
            (
                Timeout >= TimeSpan.FromSeconds(1),
                FormattableString.Invariant($"the maximum duration of a request must be at least 1 s, not {Timeout.TotalSeconds} s")
            ),
            (
                UploadMemory >= 1 << 20,
                FormattableString.Invariant($"the memory for bodies must be at least {1 << 20} bytes, not {UploadMemory}")
            ),
            (
                IdleTimeout >= TimeSpan.FromSeconds(1),
                FormattableString.Invariant(
                    $"the maximum duration without a request must be at least 1 s, not {IdleTimeout.TotalSeconds} s"
                )
            ),
            (
                MaximumConnections >= 1,
                FormattableString.Invariant($"the maximum number of connections of a client must be at least 1, not {MaximumConnections}")
            ),
            (
                MaximumCorrections >= 1,
                FormattableString.Invariant($"the maximum number of corrections must be at least 1, not {MaximumCorrections}")
            ),
            (CorrectionFolder is null || CorrectionBucket is null, "corrections must be stored in a folder or a bucket, not in both"),
            (Enum.IsDefined(Teaching), FormattableString.Invariant($"who may teach must be one of the named values, not {(int)Teaching}")),
            (
                HostNames.All(name => Uri.CheckHostName(name) == UriHostNameType.Dns),
                $"host names must be names without a port, such as digits.example, not \"{HostNames.FirstOrDefault(name => Uri.CheckHostName(name) != UriHostNameType.Dns)}\""
            ),
            (
                DrainTime >= TimeSpan.Zero && DrainTime <= TimeSpan.FromHours(1),
                FormattableString.Invariant($"the time to drain must be from 0 to 3600 s, not {DrainTime.TotalSeconds} s")
            ),
        ];
        string[] violations = [.. all.Where(one => !one.IsValid).Select(one => one.Violation)];
        if (violations.Length > 0)
            throw new InvalidInputException($"Invalid server options: {string.Join("; ", violations)}.");
    }
}
