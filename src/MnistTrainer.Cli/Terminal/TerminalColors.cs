namespace MnistTrainer.Cli.Terminal;

/// <summary>Whether stdout may carry escape sequences.</summary>
internal static class TerminalColors
{
    /// <summary>Only on a terminal that knows them, and not where NO_COLOR (https://no-color.org) forbids it.</summary>
    public static bool AreWanted =>
        !Console.IsOutputRedirected
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Environment.GetEnvironmentVariable("TERM") != "dumb";
}
