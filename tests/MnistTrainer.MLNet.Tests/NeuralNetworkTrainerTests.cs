using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using MnistTrainer.NeuralNetwork;
using static MnistTrainer.MLNet.Tests.ToyProblems;

namespace MnistTrainer.MLNet.Tests;

/// <summary>How the trainer handles data, options, progress and cancellation.</summary>
public sealed class NeuralNetworkTrainerTests
{
    private readonly MLContext _context = new(1);
    private readonly List<string> _log = [];

    public NeuralNetworkTrainerTests() =>
        _context.Log += (_, message) =>
        {
            if (message.Source == "NeuralNetwork")
                _log.Add($"{message.Kind}: {message.RawMessage}");
        };

    // Keys start at 0 in this class and at 1 in ML.NET, which adds 1 and treats keys out of range as missing.
    private sealed class KeyedRow
    {
        [KeyType(3)]
        public uint Label { get; set; }

        [VectorType(2)]
        public VBuffer<float> Features { get; set; }
    }

    private sealed class NumberedRow
    {
        public float Label { get; set; }

        [VectorType(2)]
        public float[] Features { get; set; } = [];
    }

    private sealed class Recorder(Action<TrainingProgress>? onStep = null) : ITrainingObserver
    {
        public int Steps { get; private set; }

        public List<EpochResult> Epochs { get; } = [];

        public void OnStep(in TrainingProgress progress)
        {
            Steps++;
            onStep?.Invoke(progress);
        }

        public void OnEpoch(EpochResult result) => Epochs.Add(result);
    }

    /// <summary>What ML.NET's chains and tools ask a trainer for: no normalizer, calibrator or cache in front of it.</summary>
    [Fact]
    public void Describes_itself_as_trainers_of_ML_NET_do()
    {
        TrainerInfo info = Assert
            .IsAssignableFrom<ITrainerEstimator<ISingleFeaturePredictionTransformer<object>, object>>(
                _context.BinaryClassification.Trainers.NeuralNetwork()
            )
            .Info;
        Assert.False(info.NeedNormalization);
        Assert.False(info.WantCaching);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(null)]
    public void Scores_with_the_threads_of_the_options(int? threads)
    {
        NeuralNetworkTransformer model = _context
            .MulticlassClassification.Trainers.NeuralNetwork(
                new NeuralNetworkTrainer.Options { NumberOfIterations = 1, NumberOfThreads = threads }
            )
            .Fit(_context.Data.LoadFromSamples(Images(30)));
        Assert.Equal(threads, model.NumberOfThreads);
        Assert.Equal(threads, model.WithMetadata(model.Model.Definition.Metadata).NumberOfThreads);
    }

    [Fact]
    public void Skips_rows_without_a_label_and_warns()
    {
        KeyedRow[] rows = [.. Enumerable.Range(0, 40).Select(i => Keyed((uint)(i % 4), i % 4, 1))];
        KeyedRow[] labeled = [.. rows.Where(row => row.Label < 3)];
        NeuralNetworkTransformer model = Train(_context.Data.LoadFromEnumerable(rows), Options(2));
        AssertSameParameters(Train(_context.Data.LoadFromEnumerable(labeled), Options(2)), model);
        Assert.Equal("30", model.Model.Definition.Metadata["trainCount"]);
        Assert.Contains("Warning: 10 of 40 rows of the training data are skipped: the label is missing.", _log);
    }

    [Fact]
    public void Numbers_classes_from_1_if_keys_have_no_values()
    {
        NeuralNetworkTransformer model = Train(_context.Data.LoadFromEnumerable([Keyed(0, 0, 0), Keyed(2, 1, 1)]), Options(1));
        Assert.Equal(["1", "2", "3"], model.Model.Definition.ClassNames);
    }

    [Fact]
    public void Rejects_data_of_which_every_row_is_skipped()
    {
        KeyedRow[] rows = [.. Enumerable.Range(0, 5).Select(i => Keyed(i < 3 ? 3u : 1u, i < 3 ? i : float.PositiveInfinity, i))];
        var rejection = Assert.Throws<InvalidInputException>(() => Train(_context.Data.LoadFromEnumerable(rows), Options(1)));
        Assert.Contains("none in 5 rows: 3 without a label", rejection.Message, StringComparison.Ordinal);
        Assert.Contains("2 with a missing or infinite feature", rejection.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Trains_on_sparse_rows_as_on_dense_ones()
    {
        KeyedRow[] dense = [.. Enumerable.Range(0, 30).Select(i => Keyed((uint)(i % 3), i % 3 == 0 ? 0 : 2.5f, i % 3 == 1 ? 0 : i))];
        KeyedRow[] sparse = [.. dense.Select(row => new KeyedRow { Label = row.Label, Features = Sparse(row.Features) })];
        Assert.Contains(sparse, row => !row.Features.IsDense);
        IDataView denseData = _context.Data.LoadFromEnumerable(dense),
            sparseData = _context.Data.LoadFromEnumerable(sparse);
        NeuralNetworkTransformer model = Train(denseData, Options(3));
        AssertSameParameters(model, Train(sparseData, Options(3)));
        Assert.Equal(ScoresOf(model.Transform(denseData)), ScoresOf(model.Transform(sparseData)));
    }

    [Fact]
    public void Using_samples_directly_gives_the_same_model_as_reading_their_rows()
    {
        SamplesDataView data = _context.Data.LoadFromSamples(Images(80));
        NeuralNetworkTransformer direct = Train(data, Options(2)),
            read = Train(_context.Data.TakeRows(data, 80), Options(2));
        AssertSameParameters(direct, read);
        Assert.Equal(Shape.Image(8, 8), read.Model.Definition.InputShape);
        Assert.Equal(direct.Model.Definition.ClassNames, read.Model.Definition.ClassNames);
        Assert.Equal(InputScaling.Unit, read.Model.Definition.Scaling);
        Assert.Equal(direct.Model.Definition.Metadata, read.Model.Definition.Metadata);
    }

    [Fact]
    public void Scales_only_pixels_if_features_are_not_normalized()
    {
        InputScaling ScalingOf(float a, float b, InputScaling? scaling = null) =>
            Train(
                _context.Data.LoadFromEnumerable([Keyed(0, 0, a), Keyed(1, 1, b)]),
                Options(1) with
                {
                    NormalizeFeatures = false,
                    Scaling = scaling,
                }
            ).Model.Definition.Scaling;

        Assert.Equal(InputScaling.Unit, ScalingOf(0, 255));
        Assert.Equal(InputScaling.None, ScalingOf(0, 16));
        Assert.Equal(InputScaling.None, ScalingOf(0, 255.5f));
        Assert.Equal(InputScaling.None, ScalingOf(-1, 255));
        Assert.Equal(InputScaling.None, ScalingOf(0, 256));
        Assert.Equal(InputScaling.Book, ScalingOf(0, 1, InputScaling.Book));
    }

    [Fact]
    public void Rejects_a_shape_that_does_not_match_the_column()
    {
        IDataView data = _context.Data.LoadFromEnumerable([Keyed(0, 0, 0)]);
        string message = Assert
            .Throws<InvalidInputException>(() => Train(data, Options(1) with { InputShape = Shape.Image(2, 2) }))
            .Message;
        Assert.StartsWith("feature column 'Features': expected 4 values for the shape 2x2, found 2.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Predicts_numeric_labels_as_numbers()
    {
        NumberedRow[] rows =
        [
            .. Enumerable.Range(0, 30).Select(i => new NumberedRow { Label = i % 3 == 0 ? -0.5f : i % 3, Features = [i % 3, 1] }),
        ];
        IDataView data = _context.Data.LoadFromEnumerable(rows);
        ITransformer model = Pipeline(_context, Options(60)).Fit(data);
        Assert.Equal(rows.Select(row => row.Label), model.Transform(data).GetColumn<float>("PredictedLabel"));
    }

    [Fact]
    public void Reports_progress_to_the_observer_and_the_log()
    {
        Recorder recorder = new();
        SamplesDataView data = _context.Data.LoadFromSamples(Images(80));
        NeuralNetworkTransformer model = Train(
            data,
            Options(3) with
            {
                Observer = recorder,
                ValidationSet = _context.Data.LoadFromSamples(Images(30, seed: 8)),
            }
        );
        Assert.Equal(3 * 5, recorder.Steps);
        Assert.Equal(model.Training!.Epochs, recorder.Epochs);
        Assert.All(recorder.Epochs, epoch => Assert.NotNull(epoch.ValidationAccuracy));
        Assert.Equal(
            3,
            _log.Count(line =>
                line.StartsWith("Info: Epoch ", StringComparison.Ordinal) && line.Contains("validation accuracy", StringComparison.Ordinal)
            )
        );
    }

    [Fact]
    public void Returns_the_network_trained_so_far_when_canceled()
    {
        using CancellationTokenSource source = new();
        Recorder recorder = new(progress =>
        {
            if (progress.Epoch == 2)
                source.Cancel();
        });
        NeuralNetworkTransformer model = Train(
            _context.Data.LoadFromSamples(Images(80)),
            Options(9) with
            {
                Observer = recorder,
                Cancellation = source.Token,
            }
        );
        Assert.True(model.Training!.WasCanceled);
        Assert.Equal(80 + 16, model.Training.SamplesSeen);
        Assert.Contains("Warning: Training was canceled after 1 complete epochs.", _log);
    }

    [Fact]
    public void Takes_the_seed_from_the_options_then_from_the_context_then_1()
    {
        SamplesDataView data = _context.Data.LoadFromSamples(Images(40));
        float[] Parameters(int? contextSeed, int? optionsSeed) =>
            new MLContext(contextSeed)
                .MulticlassClassification.Trainers.NeuralNetwork(Options(1) with { Seed = optionsSeed })
                .Fit(data)
                .Model.Parameters.ToArray();

        Assert.Equal(Parameters(null, 7), Parameters(7, null));
        Assert.Equal(Parameters(null, 7), Parameters(3, 7));
        Assert.Equal(Parameters(null, null), Parameters(1, null));
        Assert.NotEqual(Parameters(3, null), Parameters(7, null));
        Assert.NotEqual(Parameters(-3, null), Parameters(3, null));
    }

    [Fact]
    public void Properties_take_precedence_over_the_training_options()
    {
        TrainingOptions plain = new()
        {
            Epochs = 99,
            BatchSize = 77,
            Optimizer = new Momentum { LearningRate = 9 },
            Threads = 3,
        };
        NeuralNetworkTrainer.Options options = new()
        {
            NumberOfIterations = 2,
            BatchSize = 8,
            LearningRate = 0.05f,
            L1Regularization = 1e-4f,
            L2Regularization = 1e-3f,
            NumberOfThreads = 1,
            Training = plain,
            Seed = 4,
        };
        SamplesDataView data = _context.Data.LoadFromSamples(Images(80));
        NeuralNetworkTrainer.Options same = new()
        {
            Seed = 4,
            Training = new TrainingOptions
            {
                Epochs = 2,
                BatchSize = 8,
                Threads = 1,
                Optimizer = new Momentum { LearningRate = 0.05f },
                Regularization = new Regularization { L1 = 1e-4f, L2 = 1e-3f },
            },
        };
        NeuralNetworkTransformer model = Train(data, options);
        AssertSameParameters(Train(data, same), model);
        Assert.Equal(1, model.Training!.Threads);
        Assert.Equal(2, model.Training.Epochs.Count);
    }

    [Fact]
    public void Fits_on_several_threads_at_once()
    {
        SamplesDataView data = _context.Data.LoadFromSamples(Images(80));
        NeuralNetworkTrainer trainer = _context.MulticlassClassification.Trainers.NeuralNetwork(Options(3));
        NeuralNetworkTransformer[] models = new NeuralNetworkTransformer[6];
        Parallel.For(0, models.Length, i => models[i] = trainer.Fit(data));
        Assert.All(models, model => AssertSameParameters(models[0], model));
        AssertSameParameters(Train(data, Options(3)), models[0]);
    }

    [Fact]
    public void Fit_accepts_validation_data_like_the_tree_trainers_of_ML_NET()
    {
        SamplesDataView data = _context.Data.LoadFromSamples(Images(80)),
            validation = _context.Data.LoadFromSamples(Images(30, seed: 8));
        NeuralNetworkTransformer model = _context.MulticlassClassification.Trainers.NeuralNetwork(Options(3)).Fit(data, validation);
        Assert.Equal(
            Train(data, Options(3) with { ValidationSet = validation }).Training!.Epochs.Select(epoch => epoch.ValidationLoss),
            model.Training!.Epochs.Select(epoch => epoch.ValidationLoss)
        );
        Assert.All(model.Training.Epochs, epoch => Assert.NotNull(epoch.ValidationLoss));
    }

    [Fact]
    public void Named_arguments_equal_options()
    {
        SamplesDataView data = _context.Data.LoadFromSamples(Images(80));
        NeuralNetworkTransformer model = _context
            .MulticlassClassification.Trainers.NeuralNetwork(
                "Label",
                "Features",
                hiddenUnits: [6, 5],
                learningRate: 0.02f,
                numberOfIterations: 2
            )
            .Fit(data);
        NeuralNetworkTrainer.Options options = new()
        {
            HiddenUnits = [6, 5],
            Training = new TrainingOptions
            {
                Epochs = 2,
                Seed = 1,
                Optimizer = new Adam { LearningRate = 0.02f },
            },
        };
        AssertSameParameters(Train(data, options), model);
    }

    private static KeyedRow Keyed(uint label, params float[] features) =>
        new() { Label = label, Features = new VBuffer<float>(features.Length, features) };

    private static VBuffer<float> Sparse(VBuffer<float> dense)
    {
        KeyValuePair<int, float>[] items = [.. dense.Items().Where(item => item.Value != 0)];
        return new VBuffer<float>(dense.Length, items.Length, [.. items.Select(item => item.Value)], [.. items.Select(item => item.Key)]);
    }

    private static void AssertSameParameters(NeuralNetworkTransformer expected, NeuralNetworkTransformer actual) =>
        Assert.Equal(expected.Model.Parameters.ToArray(), actual.Model.Parameters.ToArray());

    private NeuralNetworkTransformer Train(IDataView data, NeuralNetworkTrainer.Options options) =>
        _context.MulticlassClassification.Trainers.NeuralNetwork(options).Fit(data);
}
