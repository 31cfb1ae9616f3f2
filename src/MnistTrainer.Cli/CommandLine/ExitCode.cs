namespace MnistTrainer.Cli.CommandLine;

/// <summary>What the command tells the shell.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>The user's input was at fault: a file, a data set, a disk that is full.</summary>
    public const int InvalidInput = 1;

    /// <summary>The command was typed wrongly.</summary>
    public const int WrongUsage = 2;

    /// <summary>A fault of the program itself (EX_SOFTWARE of sysexits.h).</summary>
    public const int ProgramFault = 70;

    /// <summary>Cancelled from the keyboard; what was reached is saved.</summary>
    public const int Cancelled = 130;
}
