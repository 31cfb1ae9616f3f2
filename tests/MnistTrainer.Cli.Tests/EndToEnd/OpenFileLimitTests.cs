using System.Diagnostics;

namespace MnistTrainer.Cli.Tests.EndToEnd;

/// <summary>Limits of open files with which .NET cannot load all of its libraries.</summary>
public sealed class OpenFileLimitTests
{
    [Theory]
    [InlineData(60)]
    [InlineData(150)]
    public void The_command_names_a_low_limit_and_the_remedy(int limit) =>
        AssertNames(limit, Path.Combine(MnistProcess.CommandFolder, "mnist"));

    /// <summary>With so few, .NET ends before any code of the command runs.</summary>
    [Fact]
    public void The_script_names_a_limit_below_that_of_the_runtime() => AssertNames(20, Path.Combine(Repository.Root, "mnist"));

    private static void AssertNames(int limit, string command)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The limit is that of Linux.");
        using Process process = Process.Start(
            new ProcessStartInfo("/bin/sh", ["-c", $"ulimit -n {limit}; exec \"$0\" --version", command]) { RedirectStandardError = true }
        )!;
        Assert.Equal(
            $"mnist: expected at least 256 open files to be allowed, found a limit of {limit}. "
                + "Raise it with \"ulimit -n 256\", or have it raised by the administrator.\n",
            process.StandardError.ReadToEnd()
        );
        process.WaitForExit();
        Assert.Equal(1, process.ExitCode);
    }
}
