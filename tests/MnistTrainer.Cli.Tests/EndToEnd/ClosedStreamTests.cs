using System.Diagnostics;

namespace MnistTrainer.Cli.Tests.EndToEnd;

/// <summary>Commands whose stdin or stdout was closed by the shell.</summary>
public sealed class ClosedStreamTests
{
    [Theory]
    [InlineData("predict - <&-", "stdin: expected an open one, found a closed one. Name a file, or redirect one to stdin.\n")]
    [InlineData("predict /dev/stdin <&-", "stdin: expected an open one, found a closed one. Name a file, or redirect one to stdin.\n")]
    [InlineData("inspect - <&-", "stdin: expected an open one, found a closed one. Name a file, or redirect one to stdin.\n")]
    [InlineData("--version >&-", "stdout: expected an open one, found a closed one. Redirect it to a file, or to /dev/null.\n")]
    public void The_command_names_what_is_closed_and_the_remedy(string command, string message)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Closed streams are detected on Linux.");
        using Process process = Process.Start(
            new ProcessStartInfo("/bin/sh", ["-c", $"exec \"$0\" {command}", Path.Combine(MnistProcess.CommandFolder, "mnist")])
            {
                RedirectStandardError = true,
                Environment = { ["LC_ALL"] = "C" },
            }
        )!;
        Assert.Equal(message, process.StandardError.ReadToEnd());
        process.WaitForExit();
        Assert.Equal(1, process.ExitCode);
    }
}
