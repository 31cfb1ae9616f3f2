using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;
using static MnistTrainer.MLNet.Tests.ToyProblems;

namespace MnistTrainer.MLNet.Tests;

/// <summary>Streamed training reads the data for every epoch, and gives the same result as in-memory training where possible.</summary>
public sealed class StreamedTrainingTests
{
    private readonly MLContext _context = new(1);
    private readonly List<string> _log = [];

    public StreamedTrainingTests() => _context.Log += (_, message) => _log.Add($"{message.Kind}: {message.RawMessage}");

    private sealed class House
    {
        public float Label { get; set; }

        [VectorType(1)]
        public float[] Features { get; set; } = [];
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5f)]
    public void One_epoch_in_one_block_equals_training_in_memory(float dropout)
    {
        NeuralNetworkTrainer.Options options = Options(1) with { Dropout = dropout };
        SamplesDataView data = _context.Data.LoadFromSamples(Images(90));
        NeuralNetworkTransformer whole = Train(data, options),
            streamed = Train(data, options with { StreamFromDataView = true });
        Assert.Equal(whole.Model.Parameters.ToArray(), streamed.Model.Parameters.ToArray());
        Assert.Equal(whole.Model.Definition.Metadata, streamed.Model.Definition.Metadata);
        Assert.Equal(
            whole.Training!.Epochs.Select(epoch => epoch with { Duration = default }),
            streamed.Training!.Epochs.Select(epoch => epoch with { Duration = default })
        );
        Assert.Equal(whole.Training.SamplesSeen, streamed.Training.SamplesSeen);
    }

    [Fact]
    public void Trains_on_blocks_in_every_epoch_and_logs_it()
    {
        CountingDataView counting = new(_context.Data.LoadFromSamples(Images(200)));
        List<EpochResult> epochs = [];
        NeuralNetworkTransformer model = Train(
            counting,
            Options(12) with
            {
                StreamFromDataView = true,
                StreamedRows = 50,
                MetricsCallback = epochs.Add,
                ValidationSet = _context.Data.LoadFromSamples(Images(50, seed: 8)),
            }
        );
        Assert.Equal(200 * 12, counting.FeaturesRead);
        Assert.Equal(200 * 12, model.Training!.SamplesSeen);
        Assert.Equal(12, epochs.Count);
        Assert.Equal(epochs, model.Training.Epochs);
        Assert.Equal(12, model.Model.Definition.History.Length);
        Assert.True(epochs[^1].ValidationAccuracy > 0.95, $"{epochs[^1].ValidationAccuracy}");

        // 50 is not a multiple of the batch size, 16.
        Assert.Contains(
            _log,
            line => line.EndsWith("Rows are read for every epoch in blocks of 48 and shuffled within a block.", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Shuffles_data_deterministically()
    {
        IDataView data = _context.Data.Cache(_context.Data.LoadFromSamples(Images(100)));
        Assert.True(data.CanShuffle);
        NeuralNetworkTrainer.Options options = Options(2) with { StreamFromDataView = true, StreamedRows = 32 };
        float[] first = Train(data, options).Model.Parameters.ToArray();
        Assert.Equal(first, Train(data, options).Model.Parameters.ToArray());
        Assert.NotEqual(first, Train(data, options with { Seed = 6 }).Model.Parameters.ToArray());
    }

    /// <summary>Each epoch asks the data for its rows in an order of its own, which follows from the seed and the number of the epoch.</summary>
    [Fact]
    public void Each_epoch_has_its_own_order()
    {
        CountingDataView counting = new(_context.Data.Cache(_context.Data.LoadFromSamples(Images(40))));
        Train(counting, Options(3) with { StreamFromDataView = true });
        Assert.Equal([.. Enumerable.Range(1, 3).Select(epoch => new Random(5 + epoch).Next())], counting.Orders);
        Assert.Equal(3, counting.Orders.Distinct().Count());
    }

    [Fact]
    public void Scales_regression_targets_by_all_rows()
    {
        // The first block contains only small targets.
        House[] rows = [.. Enumerable.Range(0, 200).Select(i => new House { Features = [i / 200f], Label = 1000f * i })];
        IDataView data = _context.Data.LoadFromEnumerable(rows);
        NeuralNetworkTransformer model = _context
            .Regression.Trainers.NeuralNetwork(Options(60) with { StreamFromDataView = true, StreamedRows = 48 })
            .Fit(data);
        Assert.InRange(_context.Regression.Evaluate(model.Transform(data)).RSquared, 0.95, 1);
    }

    [Fact]
    public void Rows_without_a_label_do_not_count_for_the_scale_of_targets()
    {
        House[] rows =
        [
            .. Enumerable.Range(0, 200).Select(i => new House { Features = [i / 200f], Label = i % 10 == 3 ? float.NaN : 1000f * i }),
        ];
        NeuralNetworkTransformer model = _context
            .Regression.Trainers.NeuralNetwork(Options(60) with { StreamFromDataView = true })
            .Fit(_context.Data.LoadFromEnumerable(rows));
        IDataView labeled = _context.Data.LoadFromEnumerable(rows.Where(row => !float.IsNaN(row.Label)));
        Assert.InRange(_context.Regression.Evaluate(model.Transform(labeled)).RSquared, 0.95, 1);
    }

    [Fact]
    public void Rejects_options_that_require_all_rows_in_one_message()
    {
        NeuralNetworkTrainer.Options options = Options(1);
        options = options with
        {
            StreamFromDataView = true,
            StreamedRows = 0,
            Training = options.Training with { EarlyStopping = new EarlyStopping(), Optimizer = new BatchGradientDescent() },
        };
        string message = Assert.Throws<InvalidInputException>(() => Train(_context.Data.LoadFromSamples(Images(9)), options)).Message;
        Assert.All(
            [
                "Training.EarlyStopping must be null",
                "StreamedRows must be at least 1, not 0",
                $"Training.Optimizer must not be {new BatchGradientDescent().Name}",
            ],
            word => Assert.Contains(word, message, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Returns_the_completed_epochs_when_canceled()
    {
        using CancellationTokenSource source = new();
        NeuralNetworkTransformer model = Train(
            _context.Data.LoadFromSamples(Images(80)),
            Options(9) with
            {
                StreamFromDataView = true,
                Cancellation = source.Token,
                MetricsCallback = epoch => CancelAfter(epoch, source),
            }
        );
        Assert.True(model.Training!.WasCanceled);
        Assert.Equal(2, model.Training.Epochs.Count);

        static void CancelAfter(EpochResult epoch, CancellationTokenSource source)
        {
            if (epoch.Number == 2)
                source.Cancel();
        }
    }

    [Fact]
    public void Fails_without_rows() =>
        Assert.Contains(
            "expected at least one, found none",
            Assert
                .Throws<InvalidInputException>(() =>
                    Train(_context.Data.LoadFromSamples(Images(0)), Options(1) with { StreamFromDataView = true })
                )
                .Message,
            StringComparison.Ordinal
        );

    private NeuralNetworkTransformer Train(IDataView data, NeuralNetworkTrainer.Options options) =>
        _context.MulticlassClassification.Trainers.NeuralNetwork(options).Fit(data);
}
