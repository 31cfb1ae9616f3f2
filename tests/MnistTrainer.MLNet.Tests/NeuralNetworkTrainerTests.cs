using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;
using static MnistTrainer.MLNet.Tests.Problems;

namespace MnistTrainer.MLNet.Tests;

/// <summary>What the trainer makes of the data that it is given.</summary>
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

    // Keys count from 0 here; ML.NET adds the 1 that its keys begin with, and takes what is out of range as missing.
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

    [Fact]
    public void Rows_without_a_label_are_left_out_and_told_of()
    {
        KeyedRow[] rows = [.. Enumerable.Range(0, 40).Select(i => Keyed((uint)(i % 4), i % 4, 1))];
        KeyedRow[] labeled = [.. rows.Where(row => row.Label < 3)];
        NeuralNetworkTransformer model = Train(_context.Data.LoadFromEnumerable(rows), Options(2));
        AssertSameParameters(Train(_context.Data.LoadFromEnumerable(labeled), Options(2)), model);
        Assert.Equal("30", model.Model.Definition.Metadata["trainCount"]);
        Assert.Contains("Warning: 10 of 40 rows of the training data have no label and are left out.", _log);
    }

    [Fact]
    public void A_label_without_values_gives_classes_that_are_numbered_from_1()
    {
        NeuralNetworkTransformer model = Train(_context.Data.LoadFromEnumerable([Keyed(0, 0, 0), Keyed(2, 1, 1)]), Options(1));
        Assert.Equal(["1", "2", "3"], model.Model.Definition.ClassNames);
    }

    [Fact]
    public void Sparse_rows_are_learned_like_dense_ones()
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
    public void Samples_are_taken_as_they_are_with_the_same_result_as_reading_their_rows()
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
    public void Only_pixels_are_scaled_unless_told()
    {
        InputScaling ScalingOf(float a, float b, InputScaling? told = null) =>
            Train(
                _context.Data.LoadFromEnumerable([Keyed(0, 0, a), Keyed(1, 1, b)]),
                Options(1) with
                {
                    Scaling = told,
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
    public void A_shape_that_does_not_fit_the_column_is_rejected()
    {
        IDataView data = _context.Data.LoadFromEnumerable([Keyed(0, 0, 0)]);
        string message = Assert
            .Throws<InvalidInputException>(() => Train(data, Options(1) with { InputShape = Shape.Image(2, 2) }))
            .Message;
        Assert.StartsWith("feature column 'Features': expected 4 values for images of 2x2, found 2.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_that_are_numbers_come_back_as_numbers()
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
    public void Progress_reaches_the_observer_and_the_log()
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
    public void Cancelling_gives_what_was_reached()
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
        Assert.True(model.Training!.WasCancelled);
        Assert.Equal(80 + 16, model.Training.SamplesSeen);
        Assert.Contains("Warning: Training was cancelled after 1 whole epochs.", _log);
    }

    [Fact]
    public void The_seed_is_that_of_the_options_or_of_the_context_or_1()
    {
        SamplesDataView data = _context.Data.LoadFromSamples(Images(40));
        float[] With(int? ofContext, int? ofOptions) =>
            new MLContext(ofContext)
                .MulticlassClassification.Trainers.NeuralNetwork(Options(1) with { Seed = ofOptions })
                .Fit(data)
                .Model.Parameters.ToArray();

        Assert.Equal(With(null, 7), With(7, null));
        Assert.Equal(With(null, 7), With(3, 7));
        Assert.Equal(With(null, null), With(1, null));
        Assert.NotEqual(With(3, null), With(7, null));
        Assert.NotEqual(With(-3, null), With(3, null));
    }

    [Fact]
    public void What_is_set_beside_the_training_options_holds()
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
    public void One_estimator_is_fitted_by_several_threads_at_once()
    {
        SamplesDataView data = _context.Data.LoadFromSamples(Images(80));
        NeuralNetworkTrainer trainer = _context.MulticlassClassification.Trainers.NeuralNetwork(Options(3));
        NeuralNetworkTransformer[] models = new NeuralNetworkTransformer[6];
        Parallel.For(0, models.Length, i => models[i] = trainer.Fit(data));
        Assert.All(models, model => AssertSameParameters(models[0], model));
        AssertSameParameters(Train(data, Options(3)), models[0]);
    }

    [Fact]
    public void Validation_data_may_be_given_to_Fit_as_with_ML_NETs_trees()
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
    public void The_short_form_says_the_same_as_options()
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
