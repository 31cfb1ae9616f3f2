using Microsoft.ML;
using MnistTrainer.NeuralNetwork;
using static MnistTrainer.MLNet.Tests.Problems;

namespace MnistTrainer.MLNet.Tests;

/// <summary>What the core can do, the trainer's options can ask for, by the same names; and all that does not hold is told at once.</summary>
public sealed class TrainingOptionsTests
{
    private readonly MLContext _context = new(1);

    public static TheoryData<string, string, string> Names =>
        [
            .. Activation
                .All.Where(one => one is { IsDifferentiable: true, MixesUnits: false })
                .Select(one => (one.Name, "softmax-cross-entropy", "adam")),
            .. Loss.All.Select(one => ("relu", one.Name, "adam")),
            .. Optimizer.Names.Append("momentum(0.5)").Select(one => ("relu", "softmax-cross-entropy", one)),
        ];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_name_of_the_core_trains(string activation, string loss, string optimizer)
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
    public void A_fraction_is_held_out_of_every_class_to_validate_on()
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
    public void Of_several_starts_the_one_with_the_least_loss_is_kept()
    {
        TrainingResult best = Train(Options(2) with { NumberOfStarts = 3 });
        TrainingResult[] each = [.. Enumerable.Range(0, 3).Select(i => Train(Options(2) with { Seed = 5 + i }))];
        TrainingResult expected = each.MinBy(one => one.Epochs[^1].TrainLoss)!;
        Assert.Equal(expected.Network.Parameters.ToArray(), best.Network.Parameters.ToArray());
    }

    [Fact]
    public void Everything_that_does_not_hold_is_told_before_a_row_is_read()
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
                    "fraction to validate on must be above 0",
                    "number of starts must be at least 1",
                    "batch size must be at least 1",
                    "learning rate must be above 0",
                    "L1 must be at least 0",
                    "label smoothing must be from 0",
                    "norm to clip at must be above 0",
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
