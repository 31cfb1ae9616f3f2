using System.Globalization;

namespace MnistTrainer.Cli.Terminal;

/// <summary>
/// Detects a limit of open files below what the command needs. .NET opens its libraries when they are first used, and would report them as missing. The message
/// is in English, since translations are in libraries, too.
/// </summary>
internal static class OpenFileLimit
{
    // The server needs 160 before the first connection.
    private const int Least = 256;

    private const string Limits = "/proc/self/limits";
    private const string Name = "Max open files";

    /// <summary>The message for users if the limit is too low; null if it is not, or is unknown.</summary>
    public static string? Fault()
    {
        try
        {
            foreach (string line in File.Exists(Limits) ? File.ReadAllLines(Limits) : [])
            {
                if (line.StartsWith(Name, StringComparison.Ordinal))
                    return Fault(line[Name.Length..].TrimStart().Split(' ')[0]);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        return null;
    }

    private static string? Fault(string limit) =>
        int.TryParse(limit, CultureInfo.InvariantCulture, out int count) && count < Least
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"mnist: expected at least {Least} open files to be allowed, found a limit of {count}. Raise it with \"ulimit -n {Least}\", or have it raised by the administrator."
            )
            : null;
}
