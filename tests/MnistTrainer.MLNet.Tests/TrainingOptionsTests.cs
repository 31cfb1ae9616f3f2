using Microsoft.ML;
using MnistTrainer.NeuralNetwork;
using static MnistTrainer.MLNet.Tests.ToyProblems;

namespace MnistTrainer.MLNet.Tests;

/// <summary>The options of the trainer support everything the core supports, and are validated at once.</summary>
public sealed class TrainingOptionsTests
{
    private readonly MLContext _context = new(1);

    public static TheoryData<string, string, string> Names =>
        [
            .. Activation
                .All.Where(activation => activation is { IsDifferentiable: true, MixesUnits: false })
                .Select(activation => (activation.Name, "softmax-cross-entropy", "adam")),
            .. Loss.All.Select(loss => ("relu", loss.Name, "adam")),
            .. Optimizer.Names.Append("momentum(0.5)").Select(optimizer => ("relu", "softmax-cross-entropy", optimizer)),
        ];

    [Theory]
    [MemberData(nameof(Names))]
    public void Trains_with_every_activation_loss_and_optimizer(string activation, string loss, string optimizer)
    {
        var chosen = Loss.Parse(loss);
        TrainingResult result = Train(
            new()
            {
                HiddenUnits = [6],
                HiddenActivation = Activation.Parse(activation),
                OutputActivation = chosen.RequiredActivation ?? Activation.Sigmoid,
                Training = new TrainingOptions
                {
                    Loss = chosen,
                    Optimizer = Optimizer.Parse(optimizer),
                    Epochs = 8,
                    BatchSize = 8,
                },
            }
        );
        Assert.True(result.Epochs[^1].TrainLoss < result.Epochs[0].TrainLoss);
    }

    [Fact]
    public void Holds_out_a_stratified_fraction_for_validation()
    {
        Samples<byte> images = Images(90);
        NeuralNetworkTrainer.Options options = Options(3) with { ValidationFraction = 0.2f };
        TrainingResult result = Train(options, images);
        (Samples train, Samples validation) = HoldOut.Split(images, 0.2f, (ulong)options.Seed!);
        TrainingResult split = _context
            .MulticlassClassification.Trainers.NeuralNetwork(Options(3))
            .Fit(_context.Data.LoadFromSamples(train), _context.Data.LoadFromSamples(validation))
            .Training!;
        Assert.Equal(split.Epochs.Select(epoch => epoch.ValidationLoss), result.Epochs.Select(epoch => epoch.ValidationLoss));
        Assert.Equal(split.Network.Parameters.ToArray(), result.Network.Parameters.ToArray());
    }

    [Fact]
    public void Returns_the_start_with_the_lowest_loss()
    {
        TrainingResult best = Train(Options(2) with { NumberOfStarts = 3 });
        TrainingResult[] each = [.. Enumerable.Range(0, 3).Select(i => Train(Options(2) with { Seed = 5 + i }))];
        TrainingResult expected = each.MinBy(one => one.Epochs[^1].TrainLoss)!;
        Assert.Equal(expected.Network.Parameters.ToArray(), best.Network.Parameters.ToArray());
    }

    [Fact]
    public void Reports_all_invalid_options_before_reading_rows()
    {
        NeuralNetworkTrainer.Options options = new()
        {
            HiddenUnits = [0],
            Dropout = 1,
            ValidationFraction = 2,
            NumberOfStarts = 0,
            BatchSize = 0,
            LearningRate = -1,
            L1Regularization = -1,
            Training = new TrainingOptions
            {
                LabelSmoothing = 1,
                ClipNorm = 0,
                EarlyStopping = new EarlyStopping(0),
            },
        };
        string message = Assert.Throws<InvalidInputException>(() => Train(options)).Message;
        foreach (
            string part in (string[])
                [
                    "layer 1, dense: units must be at least 1, not 0",
                    "layer 2, dropout: rate must be from 0 to below 1, not 1",
                    "ValidationFraction must be above 0",
                    "NumberOfStarts must be at least 1",
                    "batch size must be at least 1",
                    "learning rate must be above 0",
                    "L1 must be at least 0",
                    "label smoothing must be at least 0",
                    "clip norm must be above 0",
                    "patience of early stopping must be at least 1",
                ]
        )
        {
            Assert.Contains(part, message, StringComparison.Ordinal);
        }
    }

    private TrainingResult Train(NeuralNetworkTrainer.Options options, Samples<byte>? samples = null) =>
        _context
            .MulticlassClassification.Trainers.NeuralNetwork(options)
            .Fit(_context.Data.LoadFromSamples(samples ?? Images(60)))
            .Training!;
}
