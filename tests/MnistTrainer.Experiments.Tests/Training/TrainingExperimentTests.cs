using System.Runtime.CompilerServices;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

public sealed class TrainingExperimentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RecordingListener _listener = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Measures_and_saves_what_it_trains()
    {
        TrainingSeries series = Run(new(SyntheticData.Quick) { ModelPath = _folder["model.zip"] });
        Assert.True(series.IsSaved);
        TrainedModel model = Assert.Single(series.Models);
        Network saved = ModelFile.Load(_folder["model.zip"]);
        Assert.Equal(model.Network.Parameters, saved.Parameters);
        Assert.Equal(model.Network.Definition.Metadata, saved.Definition.Metadata);
        Evaluation measured = Evaluation.Measure(saved, SyntheticData.Digits.Test, cancellation: Cancellation);
        Assert.Equal(measured.Metrics.MicroAccuracy, model.Test.Metrics.MicroAccuracy);
        Assert.True(model.SamplesPerSecond > 0);
        Assert.Equal([1, 2, 3], _listener.Epochs);
        Assert.Equal(["Epoch 1 of 3", "Testing"], _listener.Phases);
        Assert.Equal([new HandwritingAugmentedNote(SyntheticData.Quick.Training.Augmentation!)], _listener.Notes);
    }

    [Fact]
    public void Reports_that_images_which_do_not_look_like_handwriting_are_mirrored_and_shifted()
    {
        Samples<byte> rows = SyntheticData.Rows(80);
        new TrainingExperiment(SyntheticData.Quick with { ImageAugmentation = new() }).Run(
            new TrainingData("rows", rows, null, rows),
            _listener,
            Cancellation
        );
        Assert.Equal(new ImagesAugmentedNote(new(), 1), _listener.Notes[0]);
    }

    [Fact]
    public void A_teacher_is_reported_with_its_accuracy_and_saved_with_the_model()
    {
        TrainedModel teacher = SyntheticData.Quick.Train(SyntheticData.Digits, cancellation: Cancellation);
        Distillation distillation = new(teacher.Network) { Weight = 0.5f };
        Recipe recipe = SyntheticData.Quick with { Training = SyntheticData.Quick.Training with { Distillation = distillation } };
        TrainedModel student = Run(new(recipe)).Selected;
        Assert.Equal(new TeacherNote(distillation, teacher.Test.Metrics.MicroAccuracy), _listener.Notes[1]);
        Assert.Equal(distillation.ToString(), student.Network.Definition.Metadata["distillation"]);
        Assert.NotEqual(teacher.Network.Parameters.ToArray(), student.Network.Parameters.ToArray());
    }

    [Fact]
    public void A_teacher_of_other_data_whose_classes_have_the_same_names_is_reported()
    {
        Samples<byte> digits = SyntheticData.Digits.Train;
        Network untrained = Network.Create(SyntheticData.Quick.Define(digits.Shape, digits.ClassNames), seed: 8);
        Recipe recipe = SyntheticData.Quick with { Training = SyntheticData.Quick.Training with { Distillation = new(untrained) } };
        Run(new(recipe));
        Assert.Contains(_listener.Notes, note => note is PoorEvaluationNote);
    }

    [Fact]
    public void A_teacher_of_other_classes_is_rejected_before_training()
    {
        Samples<byte> rows = SyntheticData.Rows(16);
        Network other = Network.Create(SyntheticData.Quick.Define(rows.Shape, rows.ClassNames));
        Recipe recipe = SyntheticData.Quick with { Training = SyntheticData.Quick.Training with { Distillation = new(other) } };
        string message = Assert.Throws<InvalidInputException>(() => Run(new(recipe))).Message;
        Assert.Contains("the teacher takes images of 8x8, the network to be trained images of 28x28", message, StringComparison.Ordinal);
        Assert.Empty(_listener.Epochs);
    }

    [Fact]
    public void Saves_how_the_model_was_trained()
    {
        TrainedModel model = Run(new(SyntheticData.Quick) { Metadata = Metadata("options", "--epochs 3") }).Selected;
        Dictionary<string, string> expected = new()
        {
            ["augmentation"] = "elastic (rotation 10, scaling 0.1, slant 0.1, shift 0.02, displacement 0.025)",
            ["batchSize"] = "32",
            ["dataset"] = "D",
            ["epochs"] = "3",
            ["learningRate"] = "0.002",
            ["loss"] = "softmax-cross-entropy",
            ["optimizer"] = "adam",
            ["options"] = "--epochs 3",
            ["preset"] = "fast",
            ["schedule"] = "cosine",
            ["seed"] = "1",
            ["testAccuracy"] = model.Test.Metrics.MicroAccuracy.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["testCount"] = "80",
            ["trainCount"] = "600",
        };
        Assert.Equal(expected, model.Network.Definition.Metadata.ToDictionary());
    }

    [Fact]
    public void Trains_with_consecutive_seeds_and_keeps_the_first()
    {
        TrainingSeries series = Run(new(SyntheticData.Quick) { Runs = 3 });
        Assert.Equal([1ul, 2ul, 3ul], series.Models.Select(model => model.Recipe.Training.Seed));
        Assert.Equal(0, series.SelectedIndex);
        Assert.Equal(3, series.Accuracy.Count);
        Assert.Equal(series.Models.Average(model => model.Test.Metrics.MicroAccuracy), series.Accuracy.Mean, 12);
        Assert.Equal("3", series.Selected.Network.Definition.Metadata["trainings"]);
        Assert.Equal([new SeedStartedNote(1), new SeedStartedNote(2), new SeedStartedNote(3)], _listener.Notes.OfType<SeedStartedNote>());
        TrainedModel second = Run(new(SyntheticData.Quick with { Training = SyntheticData.Quick.Training with { Seed = 2 } })).Selected;
        Assert.Equal(second.Network.Parameters, series.Models[1].Network.Parameters);
    }

    [Fact]
    public void The_result_does_not_hold_the_training_samples()
    {
        (TrainingSeries series, WeakReference samples) = TrainOnRows();
        GC.Collect();
        Assert.False(samples.IsAlive);
        Assert.Equal((80, 0, 16), (series.Selected.Data.TrainCount, series.Selected.Data.ValidationCount, series.Selected.Data.Test.Count));
        Assert.Equal(1.0 / 8, series.Selected.Data.ChanceAccuracy, 12);
    }

    [Fact]
    public void Keeps_all_as_an_ensemble()
    {
        TrainingSeries series = Run(new(SyntheticData.Quick) { Runs = 3, Keep = RunSelection.All });
        Network ensemble = series.Selected.Network;
        Assert.Equal(3, ensemble.Definition.Members);
        Assert.All(series.Models, model => Assert.True(series.Keeps(model)));
        Assert.Equal(series.Models[2].Network.Parameters, ensemble.Member(2).Parameters);
        Assert.Equal(
            Evaluation
                .Measure(ensemble, series.Selected.Data.Test, cancellation: TestContext.Current.CancellationToken)
                .Metrics.MicroAccuracy,
            series.Selected.Test.Metrics.MicroAccuracy
        );
        Assert.Equal("3", ensemble.Definition.Metadata["trainings"]);
    }

    [Fact]
    public void Keeps_the_best_of_several_starting_points()
    {
        TrainingSeries series = Run(new(SyntheticData.Quick) { Runs = 3, Keep = RunSelection.Best });
        double[] losses = [.. series.Models.Select(model => model.LastEpoch!.TrainLoss)];
        Assert.Equal(losses.Min(), losses[series.SelectedIndex]);
    }

    [Fact]
    public void Canceled_it_measures_and_saves_what_was_reached()
    {
        using CancellationTokenSource source = new();
        int steps = 0;
        RecordingListener listener = new() { Step = () => CancelAfter(25, ref steps, source) };
        TrainingSeries series = new TrainingExperiment(SyntheticData.Quick) { Runs = 3, ModelPath = _folder["model.zip"] }.Run(
            SyntheticData.Digits,
            listener,
            source.Token
        );
        Assert.True(series.WasCanceled);
        TrainedModel model = Assert.Single(series.Models);
        Assert.Equal(80, model.Test.Metrics.Count);
        Assert.Equal("after 1 of 3 epochs", ModelFile.Load(_folder["model.zip"]).Definition.Metadata["cancelled"]);
    }

    [Fact]
    public void Resumes_to_the_same_weights()
    {
        Checkpointing checkpoints = new(_folder["model.zip.checkpoint"]) { KeepAtEnd = true };
        using CancellationTokenSource source = new();
        int steps = 0;
        RecordingListener listener = new() { Step = () => CancelAfter(25, ref steps, source) };
        TrainingExperiment experiment = new(SyntheticData.Quick) { Checkpoints = checkpoints };
        Assert.True(experiment.Run(SyntheticData.Digits, listener, source.Token).WasCanceled);
        Assert.True(File.Exists(checkpoints.Path));

        TrainedModel resumed = Run(experiment with { Checkpoints = checkpoints with { Resume = true } }).Selected;
        Assert.Equal(Run(new(SyntheticData.Quick)).Selected.Network.Parameters, resumed.Network.Parameters);
        Assert.False(File.Exists(checkpoints.Path));
        Assert.Empty(_listener.Notes.OfType<CheckpointReplacedNote>());
    }

    [Fact]
    public void Notes_a_checkpoint_that_it_replaces()
    {
        File.WriteAllText(_folder["old.checkpoint"], "of another training");
        Run(new(SyntheticData.Quick) { Checkpoints = new(_folder["old.checkpoint"]) });
        Assert.Contains(new CheckpointReplacedNote(_folder["old.checkpoint"]), _listener.Notes);
    }

    [Fact]
    public void Starts_from_the_weights_of_another_network()
    {
        Network trained = Run(new(SyntheticData.Quick)).Selected.Network;
        TrainedModel further = Run(new(SyntheticData.Quick) { StartFrom = trained }).Selected;
        Assert.True(further.Training.Epochs[0].TrainLoss < trained.Definition.History[0].TrainLoss);
        Recipe wider = SyntheticData.Quick with { Network = new() { HiddenUnits = [25] } };
        Assert.Throws<InvalidInputException>(() => Run(new(wider) { StartFrom = trained }));
    }

    [Fact]
    public void A_training_that_diverged_at_once_does_not_replace_a_model()
    {
        Recipe recipe = SyntheticData.Quick with
        {
            Training = SyntheticData.Quick.Training with { Optimizer = new GradientDescent(1e30f) },
        };
        TrainingExperiment experiment = new(recipe) { ModelPath = _folder["model.zip"] };
        Assert.True(Run(experiment).IsSaved);
        File.WriteAllText(_folder["model.zip"], "an older model");
        TrainingSeries series = Run(experiment);
        Assert.False(series.IsSaved);
        Assert.Equal(0, series.Selected.Training.Divergence!.LastGoodStep);
        Assert.Equal("an older model", File.ReadAllText(_folder["model.zip"]));
    }

    [Fact]
    public void Rejects_an_invalid_recipe()
    {
        Recipe recipe = SyntheticData.Quick with { Training = SyntheticData.Quick.Training with { Epochs = 0 } };
        Assert.Throws<InvalidInputException>(() => Run(new(recipe)));
    }

    [Fact]
    public void Reports_progress_up_to_the_number_of_samples_in_all_epochs()
    {
        Run(new(SyntheticData.Quick));
        Assert.Equal(80, _listener.Progress);
        Assert.Equal(SyntheticData.Digits, Assert.Single(_listener.Setups).Data);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static System.Collections.Immutable.ImmutableSortedDictionary<string, string> Metadata(string key, string value) =>
        System.Collections.Immutable.ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add(key, value);

    private static void CancelAfter(int count, ref int steps, CancellationTokenSource source)
    {
        if (++steps == count)
            source.Cancel();
    }

    // A method of its own, whose variables hold nothing when it has returned.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private (TrainingSeries Series, WeakReference Samples) TrainOnRows()
    {
        Samples<byte> rows = SyntheticData.Rows(80);
        TrainingExperiment experiment = new(SyntheticData.Quick) { ModelPath = _folder["model.zip"] };
        return (
            experiment.Run(new TrainingData("rows", rows, null, SyntheticData.Rows(16)), cancellation: Cancellation),
            new WeakReference(rows)
        );
    }

    private TrainingSeries Run(TrainingExperiment experiment) => experiment.Run(SyntheticData.Digits, _listener, Cancellation);
}
