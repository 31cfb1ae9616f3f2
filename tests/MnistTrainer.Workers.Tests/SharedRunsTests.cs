using System.Net;
using System.Text;
using MnistTrainer.Data;
using MnistTrainer.Experiments;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Workers.Tests;

/// <summary>Series of trainings that workers of the same process do, over loopback connections.</summary>
public sealed class SharedRunsTests : IDisposable
{
    private static readonly byte[] Secret = Encoding.UTF8.GetBytes("a secret for tests");

    internal static readonly TrainingData Data = new(
        "D",
        DigitSynthesizer.Synthesize(400, 5, DataSplit.Train),
        null,
        DigitSynthesizer.Synthesize(80, 5, DataSplit.Test)
    );

    private static readonly Recipe Quick = Recipe.Fast with
    {
        Network = new() { HiddenUnits = [24] },
        Training = Recipe.Fast.Training with { BatchSize = 32, Epochs = 2, Threads = 1 },
    };

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("mnist-shared-runs-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _root.Delete(recursive: true);

    /// <summary>The whole claim: the model and every figure are those of one process, whoever trains.</summary>
    [Fact]
    public async Task Any_number_of_workers_gives_the_model_and_the_figures_of_one_process()
    {
        TrainingSeries alone = Experiment("alone", checkpoints: false).Run(Data, cancellation: Cancellation);
        foreach ((int workers, int own) in ((int, int)[])[(1, 0), (2, 1), (3, 0)])
        {
            string name = $"served-{workers}";
            TrainingExperiment experiment = Experiment(name);
            SharedRuns shared = Share(experiment) with { Workers = own };
            await using (JobServer server = await ServeAsync(shared))
            {
                Task<int>[] others = [.. Enumerable.Range(0, workers).Select(i => Worker(server, $"{name}-{i}").RunAsync(Cancellation))];
                Assert.True(await Task.Run(() => shared.Train(Cancellation), Cancellation));
                int done = (await Task.WhenAll(others)).Sum();
                Assert.True(own == 0 ? done == alone.Runs : done <= alone.Runs);
            }

            AssertSame(alone, experiment.Run(Data, cancellation: Cancellation), name);
            Assert.False(Directory.Exists(experiment.Checkpoints!.Path));
        }
    }

    /// <summary>One worker is lost with a run that it has begun, another joins late: what was begun is begun again.</summary>
    [Fact]
    public async Task A_worker_that_is_lost_loses_nothing()
    {
        TrainingSeries alone = Experiment("alone", checkpoints: false).Run(Data, cancellation: Cancellation);
        Clock clock = new();
        TrainingExperiment experiment = Experiment("served");
        SharedRuns shared = Share(experiment, clock) with { Workers = 0 };
        await using (JobServer server = await ServeAsync(shared))
        {
            HangingRuns hanging = new(experiment.RunsOn(Data));
            using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
            Task<int> lost = Worker(server, "lost", hanging).RunAsync(end.Token);
            Task<bool> training = Task.Run(() => shared.Train(Cancellation), Cancellation);
            await hanging.Began.WaitAsync(Cancellation);
            Task<int> late = Worker(server, "late").RunAsync(Cancellation);
            clock.Pass(JobBoard.Lease * 2);
            Assert.True(await training);
            Assert.Equal(alone.Runs, await late);
            await end.CancelAsync();
            Assert.Equal(0, await lost);
        }

        AssertSame(alone, experiment.Run(Data, cancellation: Cancellation), "served");
    }

    /// <summary>The process that serves was killed after a run: what is finished is not trained again, what is half trained is continued.</summary>
    [Fact]
    public void A_series_that_was_interrupted_is_continued()
    {
        TrainingSeries alone = Experiment("alone", checkpoints: false).Run(Data, cancellation: Cancellation);
        TrainingExperiment experiment = Experiment("served");
        using (CancellationTokenSource first = CancellationTokenSource.CreateLinkedTokenSource(Cancellation))
            Assert.False((Share(experiment) with { Finished = _ => first.Cancel() }).Train(first.Token));
        // Killed while it received a run.
        string received = Path.Combine(experiment.Checkpoints!.Path, "seed-2.0123456789abcdef.received");
        File.WriteAllText(received, "half");
        List<string> finished = [];
        Assert.True((Share(experiment) with { Finished = finished.Add }).Train(Cancellation));
        Assert.Equal(["seed-2", "seed-3"], finished.Order(StringComparer.Ordinal));
        AssertSame(alone, experiment.Run(Data, cancellation: Cancellation), "served");
        Assert.False(Directory.Exists(experiment.Checkpoints!.Path));
    }

    [Fact]
    public async Task What_is_no_checkpoint_of_the_run_is_named_and_does_not_get_into_the_folder()
    {
        TrainingExperiment experiment = Experiment("served");
        SharedRuns shared = Share(experiment) with { Workers = 0 };
        await using JobServer server = await ServeAsync(shared);
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        Task<bool> training = Task.Run(() => shared.Train(end.Token), Cancellation);
        foreach (
            (byte[] bytes, string text) in ((byte[], string)[])
                [
                    ([1, 2, 3], "expected"),
                    (
                        await CheckpointOfAsync(
                            Experiment("other") with
                            {
                                Recipe = Quick with { Training = Quick.Training with { BatchSize = 16 } },
                            }
                        ),
                        "batch size"
                    ),
                    (
                        await CheckpointOfAsync(
                            Experiment("other-seed") with
                            {
                                Recipe = Quick with { Training = Quick.Training with { Seed = 9 } },
                            }
                        ),
                        "seed"
                    ),
                ]
        )
        {
            InvalidInputException error = await Assert.ThrowsAsync<InvalidInputException>(() =>
                new JobWorker(Options(server), _ => new JoinedJobs(new ScriptedResult(bytes), shared.Runs.Identity)).RunAsync(Cancellation)
            );
            Assert.StartsWith("seed-1 of worker ", error.Message, StringComparison.Ordinal);
            Assert.Contains(text, error.Message, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Empty(Directory.GetFiles(shared.Folder.Path));
        await end.CancelAsync();
        Assert.False(await training);
    }

    /// <summary>Results are sent in pieces of 1 MB, and are whole on the other side.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(IncomingResult.PieceBytes)]
    [InlineData((2 * IncomingResult.PieceBytes) + 5)]
    public void Pieces_are_joined_and_compared_with_their_checksum(int length)
    {
        byte[] bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        byte[] hash = System.Security.Cryptography.SHA256.HashData(bytes);
        IncomingResult incoming = new();
        foreach (int start in Enumerable.Range(0, (length / IncomingResult.PieceBytes) + 1).Select(i => i * IncomingResult.PieceBytes))
            Assert.Null(incoming.Add("a", start, bytes[start..Math.Min(length, start + IncomingResult.PieceBytes)]));
        Assert.NotNull(incoming.Add("a", length + 1, [1]));
        Assert.NotNull(incoming.Add("b", length + 1, [1]));
        Assert.True(incoming.Take("a", hash)!.Value.Span.SequenceEqual(bytes));
        Assert.Null(incoming.Take("a", hash));
        Assert.NotNull(incoming.Add("a", 0, new byte[IncomingResult.PieceBytes + 1]));
        Assert.Null(incoming.Add("a", 0, [1]));
        Assert.Null(incoming.Take("a", hash));
    }

    private static void AssertSame(TrainingSeries alone, TrainingSeries served, string name)
    {
        Assert.Equal(alone.Models.Select(one => one.Test.Metrics.LogLoss), served.Models.Select(one => one.Test.Metrics.LogLoss));
        Assert.Equal(alone.Accuracy, served.Accuracy);
        Assert.Equal(
            alone.Models.Select(one => one.Network.Parameters.ToArray()),
            served.Models.Select(one => one.Network.Parameters.ToArray())
        );
        Assert.True(served.IsSaved, name);
    }

    private static WorkerOptions Options(JobServer server) => new() { EndPoint = server.EndPoint, Secret = Secret };

    private static Task<JobServer> ServeAsync(SharedRuns shared) =>
        JobServer.StartAsync(
            new WorkerOptions { EndPoint = new(IPAddress.Loopback, 0), Secret = Secret },
            shared.Board,
            new JobTerms("train", [], shared.Runs.Identity),
            cancellation: Cancellation
        );

    private static SharedRuns Share(TrainingExperiment experiment, TimeProvider? clock = null) =>
        new(experiment.RunsOn(Data), new RunFolder(experiment.Checkpoints!.Path), new JobBoard(clock));

    private static async Task<byte[]> CheckpointOfAsync(TrainingExperiment experiment)
    {
        string path = $"{experiment.ModelPath}.one";
        Assert.True(experiment.RunsOn(Data).Train(0, path, Cancellation));
        return await File.ReadAllBytesAsync(path, Cancellation);
    }

    private TrainingExperiment Experiment(string name, bool checkpoints = true) => ExperimentIn(_root, name, checkpoints);

    internal static TrainingExperiment ExperimentIn(DirectoryInfo root, string name, bool checkpoints = true)
    {
        string model = Path.Combine(root.FullName, $"{name}.zip");
        return new TrainingExperiment(Quick)
        {
            Runs = 3,
            ModelPath = model,
            Checkpoints = checkpoints ? new Checkpointing($"{model}.runs") { KeepAtEnd = true } : null,
        };
    }

    private JobWorker Worker(JobServer server, string name, IRunSet? runs = null)
    {
        runs ??= Experiment(name).RunsOn(Data);
        RunFolder folder = new(_root.CreateSubdirectory($"worker-{name}").FullName);
        return new JobWorker(Options(server), _ => new JoinedJobs(new RunJobTrainer(runs, folder), runs.Identity));
    }

    private sealed class ScriptedResult(byte[] bytes) : IJobTrainer
    {
        public ReadOnlyMemory<byte> Train(Job job, CancellationToken cancellation) => bytes;
    }

    /// <summary>Hangs after it has begun a run.</summary>
    private sealed class HangingRuns(IRunSet runs) : IRunSet
    {
        private readonly TaskCompletionSource _began = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Began => _began.Task;

        public int Count => runs.Count;

        public System.Collections.Immutable.ImmutableSortedDictionary<string, string> Identity => runs.Identity;

        public string NameOf(int run) => runs.NameOf(run);

        public bool Train(int run, string checkpointPath, CancellationToken cancellation)
        {
            Assert.False(runs.Train(run, checkpointPath, new CancellationToken(canceled: true)));
            _began.TrySetResult();
            cancellation.WaitHandle.WaitOne();
            return false;
        }
    }

    private sealed class Clock : TimeProvider
    {
        private long _ticks = new DateTime(2026, 11, 30).Ticks;

        public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

        public void Pass(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);
    }
}
