using System.Diagnostics;
using System.Text;

namespace MnistTrainer.Cli.Tests.EndToEnd;

/// <summary>Training that was killed, interrupted or out of disk space resumes to the same bytes as training that was not.</summary>
public sealed class ResumeTests : IDisposable
{
    // Everything that a step may remember: moments, an average, dropout, statistics, augmentation, a schedule that heeds the history.
    private static readonly string[] Recipe =
    [
        "--data",
        "bars.csv",
        "--validation",
        "0.2",
        "--hidden",
        "60,30",
        "--epochs",
        "24",
        "--optimizer",
        "nadam",
        "--schedule",
        "reduce-on-plateau(0.5,2)",
        "--dropout",
        "0.2",
        "--batch-normalization",
        "--average",
        "0.99",
        "--augmentation",
        "elastic",
        "--class-weights",
        "balanced",
        "--seed",
        "3",
    ];

    // And what is particular to images: statistics of slices of rows, gradients summed over them, winners, dropout behind filters.
    private static readonly string[] Convolution =
    [
        "--data",
        "bars.csv",
        "--validation",
        "0.2",
        "--layers",
        "convolution(8,3,padding same,no-bias), batch-normalization(relu), max-pooling(2), convolution(12,3,relu), max-pooling(2), dropout(0.2), dense(8)",
        "--epochs",
        "24",
        "--batch-size",
        "40",
        "--optimizer",
        "nesterov",
        "--schedule",
        "one-cycle",
        "--average",
        "0.99",
        "--augmentation",
        "elastic",
        "--seed",
        "3",
    ];

    private readonly WorkFolder _work = new();
    private readonly string _elsewhere = Directory.CreateTempSubdirectory("mnist-elsewhere-").FullName;

    public void Dispose()
    {
        _work.Dispose();
        Directory.Delete(_elsewhere, recursive: true);
    }

    [Fact]
    public Task Killed_at_ten_random_moments_it_ends_with_the_same_bytes_and_leaves_no_other_file() =>
        EndsWithTheSameBytes(Recipe, threads: 0, kills: 10);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public Task Convolution_killed_at_random_moments_ends_with_the_same_bytes_as_on_one_thread(int threads) =>
        EndsWithTheSameBytes(Convolution, threads, kills: 4);

    private async Task EndsWithTheSameBytes(string[] recipe, int threads, int kills)
    {
        _work.WriteBars("bars.csv", 1500);
        long started = Stopwatch.GetTimestamp();
        byte[] whole = TrainWhole("whole.zip", recipe);
        TimeSpan length = Stopwatch.GetElapsedTime(started);

        Random random = new(20);
        string[] resume = ["train", .. recipe, "--threads", $"{threads}", "--model", "killed.zip", "--resume"];
        int killed = 0;
        while (killed < kills)
        {
            using Process process = MnistProcess.Start(_work.Folder, resume);
            process.StandardInput.Close();
            await Task.Delay(length * (random.NextDouble() / 2), TestContext.Current.CancellationToken);
            bool wasRunning = !process.HasExited;
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            killed += wasRunning ? 1 : 0;

            // One that reached its end before all blows fell is done again from the beginning.
            if (File.Exists(_work["killed.zip"]) && !File.Exists(_work["killed.zip.checkpoint"]))
                Finish("killed.zip", whole);
        }

        if (!File.Exists(_work["killed.zip"]) || File.Exists(_work["killed.zip.checkpoint"]))
            Assert.Equal(0, MnistProcess.Run(_work.Folder, resume).ExitCode);
        Finish("killed.zip", whole);
        Assert.Equal(["bars.csv", "whole.zip"], Directory.GetFiles(_work.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Interrupted_it_goes_on_by_the_name_of_its_model_alone(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no kill command to send an interrupt with.");
        Assert.SkipWhen(
            signal == "INT" && MnistProcess.IgnoresInterrupts(),
            "The tests run in the background, where the shell has SIGINT ignored."
        );
        _work.WriteBars("bars.csv", 1500);
        byte[] whole = TrainWhole("whole.zip", Recipe);
        using (Process process = MnistProcess.Start(_work.Folder, ["train", .. Recipe, "--model", "cut.zip", "--log", "cut.csv"]))
        {
            while (
                await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is string line
                && !line.StartsWith("    3 ", StringComparison.Ordinal)
            ) { }

            using (var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]))
                await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
            ProcessOutcome outcome = MnistProcess.Finish(process);
            Assert.Equal(130, outcome.ExitCode);
            Assert.Contains("./mnist train --resume --model cut.zip", outcome.StandardError, StringComparison.Ordinal);
        }

        Assert.NotEqual(whole, File.ReadAllBytes(_work["cut.zip"]));
        Assert.Equal(0, MnistProcess.Run(_work.Folder, "train", "--resume", "--model", "cut.zip", "--log", "cut.csv").ExitCode);
        Assert.Equal(25, File.ReadLines(_work["cut.csv"]).Count());
        Finish("cut.zip", whole);
    }

    [Fact]
    public async Task A_full_disk_leaves_the_last_checkpoint_and_is_gone_on_from()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no device here that is always full.");
        _work.WriteBars("bars.csv", 1500);
        byte[] whole = TrainWhole("whole.zip", Recipe);
        ProcessOutcome outcome = await RunOutOfRoom("full.zip", ["train", .. Recipe, "--model", "full.zip"]);
        Assert.Equal((1, ""), (outcome.ExitCode, outcome.StandardOutput));
        Assert.Contains(
            "full.zip.checkpoint: expected a writable path with enough disk space, found a full disk",
            outcome.StandardError,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("   at ", outcome.StandardError, StringComparison.Ordinal);
        Assert.Equal(
            ["bars.csv", "full.zip.checkpoint", "whole.zip"],
            Directory.GetFiles(_work.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );

        Assert.Equal(0, MnistProcess.Run(_work.Folder, "train", "--resume", "--model", "full.zip").ExitCode);
        Finish("full.zip", whole);
    }

    [Fact]
    public async Task Without_a_checkpoint_or_with_another_training_s_it_is_rejected()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no device here that is always full.");
        _work.WriteBars("bars.csv", 1500);
        ProcessOutcome outcome = MnistProcess.Run(_work.Folder, "train", "--resume", "--model", "none.zip");
        Assert.Equal((1, ""), (outcome.ExitCode, outcome.StandardOutput));
        Assert.StartsWith(
            "none.zip.checkpoint: expected the checkpoint of an interrupted training run, found none.",
            outcome.StandardError,
            StringComparison.Ordinal
        );

        await RunOutOfRoom("cut.zip", "train", "--data", "bars.csv", "--epochs", "300", "--model", "cut.zip");
        outcome = MnistProcess.Run(_work.Folder, "train", "--resume", "--model", "cut.zip", "--epochs", "40", "--optimizer", "sgd");
        Assert.Equal((1, ""), (outcome.ExitCode, outcome.StandardOutput));
        Assert.Contains("--epochs (300 there, 40 here)", outcome.StandardError, StringComparison.Ordinal);
        Assert.Contains("--optimizer (not given there, sgd here)", outcome.StandardError, StringComparison.Ordinal);
    }

    /// <summary>Runs a training whose disk is full after an early epoch: the next checkpoint is written to a device that is.</summary>
    private async Task<ProcessOutcome> RunOutOfRoom(string model, params string[] command)
    {
        using Process process = MnistProcess.Start(_work.Folder, command);
        process.StandardInput.Close();
        string checkpoint = _work[model + ".checkpoint"],
            kept = Path.Combine(_elsewhere, model),
            link = Path.Combine(_elsewhere, "full");
        StringBuilder errors = new();
        while (await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is string line)
        {
            errors.AppendLine(line);

            // A checkpoint that leads to the device: the last good one waits elsewhere. One that is being written in this moment
            // replaces the link, so every line looks again.
            if (File.Exists(checkpoint) && new FileInfo(checkpoint).LinkTarget is null)
            {
                File.Copy(checkpoint, kept, overwrite: true);
                File.CreateSymbolicLink(link, "/dev/full");
                File.Move(link, checkpoint, overwrite: true);
            }
        }

        ProcessOutcome outcome = MnistProcess.Finish(process) with { StandardError = errors.ToString() };
        File.Move(kept, checkpoint, overwrite: true);
        return outcome;
    }

    private byte[] TrainWhole(string model, string[] recipe)
    {
        MnistProcess.RunJson(_work.Folder, ["train", .. recipe, "--threads", "1", "--model", model]);
        Assert.False(File.Exists(_work[model + ".checkpoint"]));
        return File.ReadAllBytes(_work[model]);
    }

    private void Finish(string model, byte[] whole)
    {
        Assert.Equal(whole, File.ReadAllBytes(_work[model]));
        Assert.False(File.Exists(_work[model + ".checkpoint"]));
        File.Delete(_work[model]);
    }
}
