using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text.RegularExpressions;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Workers;

/// <summary>
/// A Redis server that workers use to find the process that serves jobs: <c>redis://[USER@]HOST[:PORT][/NAME]</c>, or <c>rediss://</c> over TLS. Immutable.
/// </summary>
/// <param name="Host">The server's name or address.</param>
/// <param name="Port">The port, 1 to 65535.</param>
/// <param name="Name">The name of the cluster, so that several clusters can share a Redis server: up to 40 letters, digits and hyphens.</param>
public sealed partial record ClusterAddress(string Host, int Port, string Name)
{
    private const int UsualPort = 6379;
    private const string UsualName = "mnist";

    /// <summary>Whether the connection to Redis is encrypted. Default: false.</summary>
    public bool UsesTls { get; init; }

    /// <summary>The user of the Redis server. Default: null, for the default user.</summary>
    public string? User { get; init; }

    /// <summary>The user's password. Default: null, for none.</summary>
    public string? Password { get; init; }

    /// <summary>Whether the server has a loopback address: <c>localhost</c>, 127.0.0.1 or ::1.</summary>
    public bool IsLoopback => Host == "localhost" || (IPAddress.TryParse(Host, out IPAddress? address) && IPAddress.IsLoopback(address));

    /// <summary>Parses an address. An address with a password is invalid, because other users of a machine can read command lines.</summary>
    /// <param name="text">The text. Default port: 6379. Default name: <c>mnist</c>.</param>
    /// <param name="address">The address; null if the text is invalid.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out ClusterAddress? address)
    {
        address = null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("redis" or "rediss") || uri.Host.Length == 0)
            return false;
        string name = uri.AbsolutePath.Trim('/');
        if (uri.UserInfo.Contains(':', StringComparison.Ordinal) || uri.Query.Length > 0 || uri.Fragment.Length > 0 || uri.Port == 0)
            return false;
        if (name.Length > 0 && !NamePattern.IsMatch(name))
            return false;
        address = new ClusterAddress(uri.DnsSafeHost, uri.Port > 0 ? uri.Port : UsualPort, name.Length > 0 ? name : UsualName)
        {
            UsesTls = uri.Scheme == "rediss",
            User = uri.UserInfo.Length > 0 ? Uri.UnescapeDataString(uri.UserInfo) : null,
        };
        return true;
    }

    /// <summary>Reads a password.</summary>
    /// <param name="path">The file. White space around the text is ignored.</param>
    /// <exception cref="InvalidInputException">The file cannot be read, is empty or has more than 1024 characters.</exception>
    public static string ReadPassword(string path)
    {
        string text = SecretText.Read(path, "a readable file with the password of Redis", "Create it, readable by its owner alone");
        return text.Length is > 0 and <= SecretText.MaximumLength
            ? text
            : throw new InvalidInputException(
                path,
                $"a password of 1 to {SecretText.MaximumLength} characters",
                $"{text.Length}",
                "Correct the file"
            );
    }

    /// <summary>The address in the format that can be parsed, without the password.</summary>
    public override string ToString()
    {
        string user = User is null ? "" : $"{Uri.EscapeDataString(User)}@",
            host = Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host;
        return FormattableString.Invariant($"{(UsesTls ? "rediss" : "redis")}://{user}{host}:{Port}/{Name}");
    }

    [GeneratedRegex("^[A-Za-z0-9-]{1,40}$")]
    private static partial Regex NamePattern { get; }
}
