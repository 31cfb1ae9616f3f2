using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

/// <summary>Trainings on images that are divided among processes, against those of one process.</summary>
public sealed class DividedTrainingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Ways => DividedRuns.Ways;

    public void Dispose() => _folder.Dispose();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Checkpointing Checkpoints => new(_folder["model.zip.runs"]) { KeepAtEnd = true };

    [Theory]
    [MemberData(nameof(Ways))]
    public void Seeds_give_the_same_file_and_figures(string way) => GiveTheSame(way, RunSelection.First);

    [Theory]
    [InlineData("2,1")]
    [InlineData("3,2!,1")]
    public void An_ensemble_is_the_same(string way) => GiveTheSame(way, RunSelection.All);

    [Theory]
    [InlineData("2,1")]
    public void The_best_of_several_starts_is_the_same(string way) => GiveTheSame(way, RunSelection.Best);

    [Theory]
    [MemberData(nameof(Ways))]
    public void Folds_give_the_same_figures(string way)
    {
        CrossValidationExperiment whole = new(SyntheticData.Quick, 3);
        CrossValidationReport expected = whole.Run(SyntheticData.Digits, cancellation: Cancellation);
        CrossValidationExperiment divided = whole with { Checkpoints = Checkpoints };
        DividedRuns.Train(way, Checkpoints.Path, listener => divided.RunsOn(SyntheticData.Digits, listener));
        CrossValidationReport report = divided.Run(SyntheticData.Digits, cancellation: Cancellation);
        Assert.Equal(expected.Accuracy, report.Accuracy);
        Assert.Equal(
            expected.Results.Select(fold => fold.Training.Network.Parameters.ToArray()),
            report.Results.Select(fold => fold.Training.Network.Parameters.ToArray())
        );
        Assert.False(Directory.Exists(Checkpoints.Path));
    }

    [Fact]
    public void A_series_that_was_interrupted_trains_only_what_is_missing()
    {
        TrainingExperiment experiment = new(SyntheticData.Quick) { Runs = 3, Checkpoints = Checkpoints };
        using CancellationTokenSource source = new();
        int steps = 0;
        // Of 57 steps of each training, the second has taken 13.
        RecordingListener first = new()
        {
            Step = () =>
            {
                if (++steps == 70)
                    source.Cancel();
            },
        };
        TrainingSeries interrupted = experiment.Run(SyntheticData.Digits, first, source.Token);
        Assert.True(interrupted.WasCanceled);
        Assert.Equal(["seed-1.trained", "seed-2.checkpoint"], Files());

        int left = 0;
        RecordingListener second = new() { Step = () => left++ };
        TrainingSeries series = experiment.Run(SyntheticData.Digits, second, Cancellation);
        Assert.Equal((3 * 57) - 70, left);
        Assert.Contains(new RunsFoundNote(Checkpoints.Path, 1, 3), second.Notes);
        TrainingSeries whole = new TrainingExperiment(SyntheticData.Quick) { Runs = 3 }.Run(SyntheticData.Digits, null, Cancellation);
        Assert.Equal(Parameters(whole), Parameters(series));
        Assert.False(Directory.Exists(Checkpoints.Path));

        // Its seconds are those of both processes.
        TrainedModel model = series.Models[0];
        Assert.True(model.Elapsed >= model.Training.Epochs.Aggregate(TimeSpan.Zero, (sum, epoch) => sum + epoch.Duration));
    }

    [Fact]
    public void A_checkpoint_of_other_options_or_data_is_rejected_by_name()
    {
        TrainingExperiment experiment = new(SyntheticData.Quick) { Runs = 2, Checkpoints = Checkpoints };
        Assert.True(new RunFolder(Checkpoints.Path).Train(experiment.RunsOn(SyntheticData.Digits), 1, Cancellation));
        Recipe longer = SyntheticData.Quick with { Training = SyntheticData.Quick.Training with { Epochs = 4 } };
        string path = Path.Combine(Checkpoints.Path, "seed-2.trained");
        Assert.Equal(
            $"{path} is the checkpoint of another training run. Differences: epochs (3 there, 4 here). Resume it with its original settings and data, or start again without "
                + $"resuming. To start over, delete {Checkpoints.Path}.",
            MessageOf(experiment with { Recipe = longer }, SyntheticData.Digits)
        );
        TrainingData fewer = SyntheticData.Digits with
        {
            Train = (Samples<byte>)SyntheticData.Digits.Train.Subset([.. Enumerable.Range(0, 500)]),
        };
        Assert.Contains("training samples (600 samples with the fingerprint", MessageOf(experiment, fewer), StringComparison.Ordinal);
        Assert.Equal(["seed-1.trained", "seed-2.trained"], Files().Where(name => name.EndsWith("trained", StringComparison.Ordinal)));
    }

    [Fact]
    public void Trainings_that_start_from_other_weights_are_rejected_as_well()
    {
        Network[] starts =
        [
            .. new ulong[] { 8, 9 }.Select(seed =>
                Network.Create(SyntheticData.Quick.Define(SyntheticData.Digits.Train.Shape, SyntheticData.Digits.Train.ClassNames), seed)
            ),
        ];
        TrainingExperiment experiment = new(SyntheticData.Quick)
        {
            Runs = 2,
            StartFrom = starts[0],
            Checkpoints = Checkpoints,
        };
        IRunSet runs = experiment.RunsOn(SyntheticData.Digits);
        new RunFolder(Checkpoints.Path).Train(runs, 0, Cancellation);
        TrainingExperiment other = experiment with { StartFrom = starts[1] };
        Assert.Contains("Differences: first weights (", MessageOf(other, SyntheticData.Digits), StringComparison.Ordinal);
        Assert.NotEqual(runs.Identity["first weights"], other.RunsOn(SyntheticData.Digits).Identity["first weights"]);
    }

    [Fact]
    public void Identities_differ_where_results_may()
    {
        TrainingExperiment experiment = new(SyntheticData.Quick) { Runs = 2 };
        Recipe threads = SyntheticData.Quick with { Training = SyntheticData.Quick.Training with { Threads = 2 } },
            seed = SyntheticData.Quick with { Training = SyntheticData.Quick.Training with { Seed = 2 } };
        var identity = experiment.RunsOn(SyntheticData.Digits).Identity;
        Assert.Equal(identity, (experiment with { Recipe = threads }).RunsOn(SyntheticData.Digits).Identity);
        Assert.NotEqual(identity, (experiment with { Recipe = seed }).RunsOn(SyntheticData.Digits).Identity);
        Assert.NotEqual(identity, (experiment with { Runs = 3 }).RunsOn(SyntheticData.Digits).Identity);
        Assert.NotEqual(identity, new CrossValidationExperiment(SyntheticData.Quick, 2).RunsOn(SyntheticData.Digits).Identity);
    }

    [Fact]
    public void Files_of_others_stay()
    {
        string list = _folder.Write(Path.Combine("model.zip.runs", "list.txt"), "mine");
        TrainingExperiment experiment = new(SyntheticData.Quick) { Runs = 2, Checkpoints = Checkpoints };
        experiment.Run(SyntheticData.Digits, null, Cancellation);
        Assert.Equal(["list.txt"], Files());
        Assert.Equal("mine", File.ReadAllText(list));
    }

    private void GiveTheSame(string way, RunSelection keep)
    {
        TrainingExperiment whole = new(SyntheticData.Quick)
        {
            Runs = 3,
            Keep = keep,
            ModelPath = _folder["whole.zip"],
        };
        TrainingSeries expected = whole.Run(SyntheticData.Digits, null, Cancellation);
        TrainingExperiment divided = whole with { ModelPath = _folder["model.zip"], Checkpoints = Checkpoints };
        DividedRuns.Train(way, Checkpoints.Path, listener => divided.RunsOn(SyntheticData.Digits, listener));
        TrainingSeries series = divided.Run(SyntheticData.Digits, null, Cancellation);
        Assert.Equal(File.ReadAllBytes(_folder["whole.zip"]), File.ReadAllBytes(_folder["model.zip"]));
        Assert.Equal(Parameters(expected), Parameters(series));
        Assert.Equal(expected.Accuracy, series.Accuracy);
        Assert.Equal(expected.Models.Select(LossesOf), series.Models.Select(LossesOf));
        Assert.False(Directory.Exists(Checkpoints.Path));
    }

    private static float[][] Parameters(TrainingSeries series) =>
        [.. series.Models.Select(model => model.Training.Network.Parameters.ToArray())];

    private static double[] LossesOf(TrainedModel model) => [.. model.Training.Epochs.Select(epoch => epoch.TrainLoss)];

    private static string MessageOf(TrainingExperiment experiment, TrainingData data) =>
        Assert.Throws<InvalidInputException>(() => experiment.Run(data, null, Cancellation)).Message;

    private string[] Files() =>
        [.. Directory.EnumerateFiles(Checkpoints.Path).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
}
