using System.Globalization;

namespace MnistTrainer.Cli.Terminal;

/// <summary>
/// Detects a closed stdin that is to be read, and a closed stdout. Linux gives their numbers to the next files that .NET opens for itself: reading would wait
/// for ever, and results would go nowhere.
/// </summary>
internal static class ClosedStream
{
    // Of the flags of an open file, octal: closed in programs that this one starts. .NET sets it on its own files, and none that is inherited can have it.
    private const int CloseOnExec = 0x80000;

    private const string Flags = "flags:";

    /// <summary>The message for users about what is closed; null if both are open or not needed, or on systems other than Linux.</summary>
    /// <param name="arguments">The arguments of the command.</param>
    public static string? Fault(string[] arguments) =>
        IsClosed(1) ? Localized.Of($"stdout: expected an open one, found a closed one. Redirect it to a file, or to /dev/null.")
        : arguments.Any(argument => argument is "-" or "/dev/stdin") && IsClosed(0)
            ? Localized.Of($"stdin: expected an open one, found a closed one. Name a file, or redirect one to stdin.")
        : null;

    private static bool IsClosed(int number)
    {
        string path = string.Create(CultureInfo.InvariantCulture, $"/proc/self/fdinfo/{number}");
        if (!OperatingSystem.IsLinux() || !Directory.Exists("/proc/self/fdinfo"))
            return false;
        try
        {
            return Array.Find(File.ReadAllLines(path), line => line.StartsWith(Flags, StringComparison.Ordinal)) is { } line
                && (Convert.ToInt64(line[Flags.Length..].Trim(), 8) & CloseOnExec) != 0;
        }
        catch (FileNotFoundException)
        {
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException)
        {
            return false;
        }
    }
}
