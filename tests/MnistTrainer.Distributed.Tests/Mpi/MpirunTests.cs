using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Distributed.Tests.Mpi;

/// <summary>The command under Open MPI's launcher.</summary>
public sealed class MpirunTests : IDisposable
{
    private const string LeNet =
        "convolution(6,5,relu,padding same),max-pooling,convolution(16,5,relu),max-pooling,dense(120,relu),dense(84,relu),dense(10,softmax)";

    private readonly string _folder = Directory.CreateTempSubdirectory("mnist-mpirun-").FullName;
    private readonly string _data;

    public MpirunTests()
    {
        Mpirun.Require();
        _data = Path.Combine(_folder, "digits.csv");
        Samples<byte> images = RankProblems.Images(400);
        File.WriteAllLines(
            _data,
            Enumerable
                .Range(0, images.Count)
                .Select(row =>
                    string.Create(CultureInfo.InvariantCulture, $"{images.Labels[row]},{string.Join(',', images.Row(row).ToArray())}")
                )
        );
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(2, "dropout(0.2),dense(50,relu),dense(10,softmax)")]
    [InlineData(3, LeNet)]
    public async Task Writes_the_same_file_as_one_process(int ranks, string layers)
    {
        Mpirun.Run alone = await Mpirun.RunAsync(1, [.. Training("alone.zip", 2, layers), "--threads", "2"]),
            together = await Mpirun.RunAsync(ranks, [.. Training("together.zip", 2, layers), "--json"]);
        Assert.True(alone.ExitCode == 0, alone.All);
        Assert.True(together.ExitCode == 0, together.All);
        Assert.Equal(Bytes("alone.zip"), Bytes("together.zip"));

        // One object, of one rank.
        using var json = JsonDocument.Parse(together.Output);
        Assert.Equal(2, json.RootElement.GetProperty("epochs").GetArrayLength());
    }

    /// <summary>Through memory that they share; by messages where Open MPI's component for it, "sm", is left out.</summary>
    [Theory]
    [InlineData("OMPI_MCA_osc=sm", true)]
    [InlineData("OMPI_MCA_osc=^sm", false)]
    public async Task States_whether_ranks_share_memory(string component, bool isShared)
    {
        Mpirun.Run together = await Mpirun.RunAsync(["env", component, .. Mpirun.Line(2, Training("together.zip", 1, LeNet))]);
        Mpirun.Run alone = await Mpirun.RunAsync(1, Training("alone.zip", 1, LeNet));
        Assert.True(together.ExitCode == 0, together.All);
        Assert.True(alone.ExitCode == 0, alone.All);
        Assert.Contains(
            isShared ? "2 ranks of Open MPI with shared memory," : "2 ranks of Open MPI,",
            together.Errors,
            StringComparison.Ordinal
        );
        Assert.Equal(Bytes("alone.zip"), Bytes("together.zip"));
    }

    /// <summary>Over TCP, as between machines.</summary>
    [Fact]
    public async Task Two_machines_write_the_same_file_as_one_process()
    {
        string script = Path.Combine(Repository.Root, "tests", "MnistTrainer.Distributed.Tests", "Mpi", "two-machines.sh");
        Mpirun.Run together = await Mpirun.RunAsync([script, .. Mpirun.Command, .. Training("together.zip", 2, LeNet)]);
        Assert.SkipWhen(together.ExitCode == 77, "Network namespaces, which stand for machines here, need root on Linux.");
        Assert.True(together.ExitCode == 0, together.All);
        Assert.DoesNotContain("shared memory", together.All, StringComparison.Ordinal);
        Mpirun.Run alone = await Mpirun.RunAsync(1, Training("alone.zip", 2, LeNet));
        Assert.True(alone.ExitCode == 0, alone.All);
        Assert.Equal(Bytes("alone.zip"), Bytes("together.zip"));
    }

    [Fact]
    public async Task Killed_at_ten_moments_it_resumes_with_any_number_of_ranks()
    {
        const int epochs = 20;
        string[] training = Training("killed.zip", epochs, LeNet);
        string checkpoint = Path.Combine(_folder, "killed.zip.checkpoint");
        (int Ranks, int Epoch)[] kills = [(2, 0), (3, 1), (4, 3), (2, 5), (3, 7), (4, 9), (3, 11), (2, 13), (4, 15), (2, 17)];
        foreach ((int ranks, int epoch) in kills)
        {
            using Process process = Mpirun.Start(ranks, epoch == 0 ? training : ["train", "--resume", "--model", training[^1]]);
            Task<Mpirun.Run> end = Mpirun.EndAsync(process);
            while (!File.Exists(checkpoint) || Checkpoint.Load(checkpoint).Epochs.Length < epoch || RanksOf(process).Length < ranks)
            {
                Assert.False(end.IsCompleted, "It ended before it was killed.");
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }

            long killed = Stopwatch.GetTimestamp();
            using (var rank = Process.GetProcessById(RanksOf(process)[epoch % ranks]))
                rank.Kill();
            Assert.NotEqual(0, (await end).ExitCode);
            Assert.InRange(Stopwatch.GetElapsedTime(killed).TotalSeconds, 0, 15);
        }

        Mpirun.Run rest = await Mpirun.RunAsync(1, "train", "--resume", "--model", training[^1]),
            alone = await Mpirun.RunAsync(1, Training("alone.zip", epochs, LeNet));
        Assert.True(rest.ExitCode == 0, rest.All);
        Assert.True(alone.ExitCode == 0, alone.All);
        Assert.Equal(Bytes("alone.zip"), Bytes("killed.zip"));
    }

    [Fact]
    public async Task Names_what_differs_between_ranks()
    {
        Mpirun.Run run = await Mpirun.RunAsync(Training("a.zip", 1, LeNet), [.. Training("a.zip", 1, LeNet), "--batch-size", "64"]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Differences: batch size (128 on rank 0, 64 on rank 1).", run.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder, "a.zip")));
    }

    [Fact]
    public async Task A_rank_that_fails_ends_all_with_its_message()
    {
        string[] other = Training("a.zip", 1, LeNet);
        other[2] = Path.Combine(_folder, "missing.csv");
        Mpirun.Run run = await Mpirun.RunAsync(Training("a.zip", 1, LeNet), other);
        Assert.Equal(1, run.ExitCode);
        Assert.Matches(@"Rank 1 on .*: .*missing\.csv: expected a file", run.Errors);
    }

    [Theory]
    [InlineData("mnist inspect", "inspect", "digits")]
    [InlineData("mnist train --folds", "train", "--data", "digits", "--folds", "3")]
    public async Task Rejects_what_ranks_do_not_divide(string name, params string[] arguments)
    {
        Mpirun.Run run = await Mpirun.RunAsync(2, arguments);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(
            $"2 ranks of MPI: expected mnist train, which divides a training among them, found {name}. Start it without mpirun.",
            run.Errors,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("--data", "-")]
    [InlineData("--test", "/dev/stdin")]
    [InlineData("--validation", "/dev/fd/63")]
    [InlineData("--add", "-")]
    [InlineData("--sample-weights", "-")]
    [InlineData("--without", "/proc/self/fd/0")]
    public async Task Rejects_what_comes_once_through_a_pipe(string option, string source)
    {
        string[] data = option == "--data" ? [] : ["--data", _data];
        Mpirun.Run run = await Mpirun.RunAsync(2, ["train", .. data, option, source]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(
            $"2 ranks of MPI: expected data that every rank can read, found {option} {source}, which comes once. Save it to a file.",
            run.Errors,
            StringComparison.Ordinal
        );
    }

    private string[] Training(string model, int epochs, string layers) =>
        [
            "train",
            "--data",
            _data,
            "--layers",
            layers,
            "--epochs",
            $"{epochs}",
            "--checkpoint-every",
            "1",
            "--model",
            Path.Combine(_folder, model),
        ];

    private byte[] Bytes(string model) => File.ReadAllBytes(Path.Combine(_folder, model));

    private static int[] RanksOf(Process launcher) =>
        [
            .. File.ReadAllText($"/proc/{launcher.Id}/task/{launcher.Id}/children")
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(text => int.Parse(text, CultureInfo.InvariantCulture))
                .Where(id => File.ReadAllText($"/proc/{id}/comm").StartsWith("dotnet", StringComparison.Ordinal)),
        ];
}
