using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;
using static MnistTrainer.MLNet.Tests.Problems;

namespace MnistTrainer.MLNet.Tests;

/// <summary>What does not fit into memory is read anew for every epoch, with the same result where it can be the same.</summary>
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
    public void One_epoch_in_one_block_is_the_same_to_the_bit(float dropout)
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
    public void Blocks_are_learned_from_every_epoch_and_said_to_be()
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

        // 50 is no multiple of a batch of 16.
        Assert.Contains(
            _log,
            line =>
                line.EndsWith(
                    "Rows are read anew for every epoch, in blocks of 48; they are shuffled within a block.",
                    StringComparison.Ordinal
                )
        );
    }

    [Fact]
    public void Data_that_can_be_shuffled_is_and_still_the_same_seed_gives_the_same_network()
    {
        IDataView data = _context.Data.Cache(_context.Data.LoadFromSamples(Images(100)));
        Assert.True(data.CanShuffle);
        NeuralNetworkTrainer.Options options = Options(2) with { StreamFromDataView = true, StreamedRows = 32 };
        float[] first = Train(data, options).Model.Parameters.ToArray();
        Assert.Equal(first, Train(data, options).Model.Parameters.ToArray());
        Assert.NotEqual(first, Train(data, options with { Seed = 6 }).Model.Parameters.ToArray());
    }

    [Fact]
    public void Numbers_are_scaled_by_all_rows_and_not_by_the_first_block()
    {
        // The first block knows small numbers only.
        House[] rows = [.. Enumerable.Range(0, 200).Select(i => new House { Features = [i / 200f], Label = 1000f * i })];
        IDataView data = _context.Data.LoadFromEnumerable(rows);
        NeuralNetworkTransformer model = _context
            .Regression.Trainers.NeuralNetwork(Options(60) with { StreamFromDataView = true, StreamedRows = 48 })
            .Fit(data);
        Assert.InRange(_context.Regression.Evaluate(model.Transform(data)).RSquared, 0.95, 1);
    }

    [Fact]
    public void What_needs_all_rows_is_rejected_in_one_message()
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
            ["early stopping", "blocks of 0 rows", new BatchGradientDescent().Name],
            word => Assert.Contains(word, message, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Cancelling_gives_the_epochs_that_were_reached()
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
        Assert.True(model.Training!.WasCancelled);
        Assert.Equal(2, model.Training.Epochs.Count);

        static void CancelAfter(EpochResult epoch, CancellationTokenSource source)
        {
            if (epoch.Number == 2)
                source.Cancel();
        }
    }

    [Fact]
    public void Nothing_to_learn_from_is_told() =>
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
