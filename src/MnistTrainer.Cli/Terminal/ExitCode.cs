namespace MnistTrainer.Cli.Terminal;

/// <summary>The exit codes of the command.</summary>
internal static class ExitCode
{
    /// <summary>Success.</summary>
    public const int Done = 0;

    /// <summary>Invalid input: a file, a data set, a full disk.</summary>
    public const int InvalidInput = 1;

    /// <summary>Invalid usage of the command line.</summary>
    public const int WrongUsage = 2;

    /// <summary>An internal error (EX_SOFTWARE of sysexits.h).</summary>
    public const int ProgramFault = 70;

    /// <summary>Canceled by Ctrl+C; what was reached is saved.</summary>
    public const int Canceled = 130;
}
