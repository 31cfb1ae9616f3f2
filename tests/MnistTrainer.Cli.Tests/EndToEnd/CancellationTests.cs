using System.Diagnostics;

namespace MnistTrainer.Cli.Tests.EndToEnd;

/// <summary>SIGTERM ends a command that waits or computes, soon and without harm.</summary>
public sealed class CancellationTests : IDisposable
{
    private const int EndedBySignal = 128 + 15;

    private readonly WorkFolder _work = new();

    public void Dispose() => _work.Dispose();

    [Theory]
    [InlineData("train", "--data", "-")]
    [InlineData("doctor", "--data", "-")]
    [InlineData("inspect", "-")]
    [InlineData("find-rate", "--data", "/dev/stdin")]
    public async Task A_pipe_that_stays_silent_is_not_waited_for(params string[] arguments)
    {
        ProcessOutcome outcome = await InterruptAsync(arguments);
        Assert.Equal((130, "Canceled.\n"), (outcome.ExitCode, outcome.StandardError));
    }

    [Fact]
    public async Task A_canceled_calibration_leaves_the_model_as_it_was()
    {
        File.Copy(ShippedModel, Path.Combine(_work.Folder, "m.zip"));
        ProcessOutcome outcome = await InterruptAsync("calibrate", "--model", "m.zip");
        Assert.Equal(130, outcome.ExitCode);
        Assert.EndsWith("Canceled.\n", outcome.StandardError, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(ShippedModel), File.ReadAllBytes(Path.Combine(_work.Folder, "m.zip")));
        Assert.Equal(["m.zip"], Directory.GetFiles(_work.Folder).Select(Path.GetFileName));
    }

    private static string ShippedModel => Path.Combine(MnistProcess.CommandFolder, "models", "digits.zip");

    // A command that is not there yet when the signal comes ends as any program does; then it gets longer.
    private async Task<ProcessOutcome> InterruptAsync(params string[] arguments)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no kill command to send an interrupt with.");
        for (int milliseconds = 500; ; milliseconds *= 2)
        {
            using Process process = MnistProcess.Start(_work.Folder, arguments);
            await Task.Delay(milliseconds, TestContext.Current.CancellationToken);
            using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
                await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
            ProcessOutcome outcome = MnistProcess.Finish(process);
            if (outcome.ExitCode != EndedBySignal || milliseconds > 10_000)
                return outcome;
        }
    }
}
