namespace MnistTrainer.Cli.Terminal;

/// <summary>Whether stdout may carry escape sequences.</summary>
internal static class TerminalColors
{
    /// <summary>Whether stdout is a terminal that supports them and NO_COLOR (https://no-color.org) is not set.</summary>
    public static bool AreWanted =>
        !Console.IsOutputRedirected
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Environment.GetEnvironmentVariable("TERM") != "dumb";
}
