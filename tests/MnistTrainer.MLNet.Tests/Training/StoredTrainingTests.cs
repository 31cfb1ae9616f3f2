using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;
using static MnistTrainer.MLNet.Tests.ToyProblems;

namespace MnistTrainer.MLNet.Tests;

/// <summary>Rows of a data view that are converted to a file once and trained on within some memory.</summary>
public sealed class StoredTrainingTests : IDisposable
{
    // Less than a block of the file, of which two are in memory at least.
    private const long Little = 12_000;

    private readonly MLContext _context = new(1);
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _log = [];
    private readonly string[] _before = Left();

    public StoredTrainingTests() => _context.Log += (_, message) => _log.Add($"{message.Kind}: {message.RawMessage}");

    public void Dispose()
    {
        _folder.Dispose();
        Assert.Empty(Left().Except(_before));
    }

    private sealed class House
    {
        public float Label { get; set; }

        public bool IsLarge { get; set; }

        public string Place { get; set; } = "";

        public float Weight { get; set; } = 1;

        [VectorType(2)]
        public float[] Features { get; set; } = [];
    }

    [Fact]
    public void Reads_the_data_once_and_learns_it()
    {
        CountingDataView counting = new(_context.Data.LoadFromSamples(Images(400)));
        NeuralNetworkTransformer model = Train(counting, Stored(12));
        Assert.Equal(400, counting.FeaturesRead);
        Assert.Equal(400 * 12, model.Training!.SamplesSeen);
        Assert.Equal(InputScaling.Unit, model.Model.Definition.Scaling);
        IDataView test = _context.Data.LoadFromSamples(Images(100, seed: 8));
        Assert.InRange(_context.MulticlassClassification.Evaluate(model.Transform(test)).MicroAccuracy, 0.95, 1);
        Assert.Contains(_log, line => line.Contains("400 rows are in a file", StringComparison.Ordinal));
        float[] parameters = model.Model.Parameters.ToArray();
        Assert.Equal(parameters, Train(counting, Stored(12) with { NumberOfThreads = 3 }).Model.Parameters.ToArray());
        Assert.NotEqual(parameters, Train(counting, Stored(12) with { Seed = 6 }).Model.Parameters.ToArray());
    }

    /// <summary>What streaming from the data view itself rejects: a schedule, early stopping, a fraction for validation, members and checkpoints.</summary>
    [Fact]
    public void Everything_works_as_in_memory()
    {
        IDataView data = _context.Data.LoadFromSamples(Images(300));
        NeuralNetworkTrainer.Options options = Stored(8) with
        {
            ValidationFraction = 0.1f,
            Schedule = LearningRateSchedule.Cosine,
            EarlyStopping = new EarlyStopping(),
            ClassWeights = ClassWeights.Balanced,
            StreamedMemory = 100_000,
        };
        Assert.NotNull(Train(data, options).Training!.Epochs[0].ValidationLoss);
        NeuralNetworkTransformer several = Train(data, options with { NumberOfMembers = 2 });
        Assert.Equal(2, several.Model.Definition.Members);
        Checkpointing checkpoints = new(_folder["checkpoint"]);
        float[] whole = Train(data, options).Model.Parameters.ToArray();
        using CancellationTokenSource source = new();
        NeuralNetworkTransformer interrupted = Train(
            data,
            options with
            {
                Checkpoints = checkpoints,
                Cancellation = source.Token,
                MetricsCallback = epoch => CancelAfter(epoch, source),
            }
        );
        Assert.True(interrupted.Training!.WasCanceled);
        Assert.Equal(whole, Train(data, options with { Checkpoints = checkpoints with { Resume = true } }).Model.Parameters.ToArray());

        static void CancelAfter(EpochResult epoch, CancellationTokenSource source)
        {
            if (epoch.Number == 2)
                source.Cancel();
        }
    }

    [Fact]
    public void Learns_numbers_two_classes_and_categories()
    {
        House[] rows = Houses(1500);
        IDataView data = _context
            .Transforms.Conversion.MapValueToKey("PlaceKey", "Place")
            .Fit(_context.Data.LoadFromEnumerable(rows))
            .Transform(_context.Data.LoadFromEnumerable(rows));
        NeuralNetworkTrainer.Options options = new()
        {
            CategoricalColumnNames = ["PlaceKey"],
            ExampleWeightColumnName = "Weight",
            StreamFromDataView = true,
            StreamedMemory = 60_000,
            NumberOfIterations = 40,
        };
        NeuralNetworkTransformer numbers = _context.Regression.Trainers.NeuralNetwork(options).Fit(data);
        Assert.InRange(_context.Regression.Evaluate(numbers.Transform(data)).RSquared, 0.97, 1);
        NeuralNetworkTransformer classes = _context
            .BinaryClassification.Trainers.NeuralNetwork(options with { LabelColumnName = "IsLarge", ClassWeights = ClassWeights.Balanced })
            .Fit(data);
        Assert.InRange(
            _context.BinaryClassification.Evaluate(classes.Transform(data), labelColumnName: "IsLarge").AreaUnderRocCurve,
            0.97,
            1
        );
    }

    [Fact]
    public void Quantiles_are_calibrated_by_rows_held_out()
    {
        IDataView data = _context.Data.LoadFromEnumerable(Houses(10_500));
        NeuralNetworkTransformer model = _context
            .Regression.Trainers.NeuralNetwork(
                new NeuralNetworkTrainer.Options
                {
                    Quantiles = [0.1, 0.5, 0.9],
                    StreamFromDataView = true,
                    StreamedMemory = 1_000_000,
                    NumberOfIterations = 2,
                }
            )
            .Fit(data);
        Assert.Equal(9450 * 2, model.Training!.SamplesSeen);
        Assert.Contains(
            _log,
            line => line.Contains("Quantiles are calibrated on 1050 rows that were not trained on.", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_file_of_the_callers_stays_and_another_is_left()
    {
        IDataView data = _context.Data.LoadFromSamples(Images(200));
        string path = _folder["view.rows"];
        Train(data, Stored(1) with { StreamedFile = path });
        using (var file = RowFile.Open(path))
            Assert.Equal(200, file.Count);
        Train(data, Stored(1) with { StreamedFile = path });
        string other = _folder["letter.txt"];
        File.WriteAllText(other, new string('x', 500));
        InvalidInputException error = Assert.Throws<InvalidInputException>(() => Train(data, Stored(1) with { StreamedFile = other }));
        Assert.Contains("letter.txt: expected a file of converted rows", error.Message, StringComparison.Ordinal);
        Assert.Equal(new string('x', 500), File.ReadAllText(other));
    }

    /// <summary>Whatever fails, while rows are converted or later, no temporary file is left (<see cref="Dispose"/>).</summary>
    [Fact]
    public void Failures_leave_no_file()
    {
        IDataView data = _context.Data.LoadFromSamples(Images(200));
        Assert.Throws<InvalidOperationException>(() =>
            Train(data, Stored(3) with { MetricsCallback = _ => throw new InvalidOperationException() })
        );
        Assert.Contains(
            "expected at least one, found none",
            Assert.Throws<InvalidInputException>(() => Train(_context.Data.LoadFromSamples(Images(0)), Stored(1))).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "the batch size: expected at most",
            Assert
                .Throws<InvalidInputException>(() =>
                    Train(_context.Data.LoadFromSamples(Images(3000)), Stored(1) with { BatchSize = 1500 })
                )
                .Message,
            StringComparison.Ordinal
        );
        using CancellationTokenSource canceled = new();
        canceled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => Train(data, Stored(1) with { Cancellation = canceled.Token }));
    }

    [Fact]
    public void Rejects_options_in_one_message()
    {
        NeuralNetworkTrainer.Options options = Stored(1);
        options = options with
        {
            StreamFromDataView = false,
            StreamedRows = 50,
            StreamedMemory = 0,
            Training = options.Training with { Optimizer = new BatchGradientDescent() },
        };
        string message = Assert.Throws<InvalidInputException>(() => Train(_context.Data.LoadFromSamples(Images(9)), options)).Message;
        Assert.All(
            [
                "StreamFromDataView must be true",
                "StreamedMemory must be at least 1, not 0",
                "StreamedRows must be null",
                $"Training.Optimizer must not be {new BatchGradientDescent().Name}",
            ],
            word => Assert.Contains(word, message, StringComparison.Ordinal)
        );
        Assert.Contains(
            "StreamedMemory must be set with StreamedFile",
            Assert
                .Throws<InvalidInputException>(() =>
                    Train(_context.Data.LoadFromSamples(Images(9)), Options(1) with { StreamedFile = _folder["a"] })
                )
                .Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "ValidationFraction: expected at most",
            Assert
                .Throws<InvalidInputException>(() =>
                    Train(_context.Data.LoadFromSamples(Images(300)), Stored(1) with { ValidationFraction = 0.5f })
                )
                .Message,
            StringComparison.Ordinal
        );
    }

    private static string[] Left() => Directory.GetFiles(Path.GetTempPath(), "mnist-*.rows");

    private static NeuralNetworkTrainer.Options Stored(int epochs) =>
        Options(epochs) with
        {
            StreamFromDataView = true,
            StreamedMemory = Little,
        };

    /// <summary>The price follows from the size and the place; every fifth house has twice the weight.</summary>
    private static House[] Houses(int count)
    {
        Random random = new(4);
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(i =>
                {
                    float size = random.NextSingle();
                    string place = $"p{random.Next(20)}";
                    float price = (1000 * size) + (20 * int.Parse(place[1..], System.Globalization.CultureInfo.InvariantCulture));
                    return new House
                    {
                        Features = [size, random.NextSingle()],
                        Place = place,
                        Label = price,
                        IsLarge = price > 700,
                        Weight = i % 5 == 0 ? 2 : 1,
                    };
                }),
        ];
    }

    private NeuralNetworkTransformer Train(IDataView data, NeuralNetworkTrainer.Options options) =>
        _context.MulticlassClassification.Trainers.NeuralNetwork(options).Fit(data);
}
