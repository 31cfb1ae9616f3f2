using MnistTrainer.Data;
using MnistTrainer.Experiments;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Web.Tests.Teaching;

/// <summary>Gives real lessons on the included model, among 200 synthetic digits and tested on 100, so that they are short.</summary>
internal sealed class QuickTeacher : ITeacher
{
    private static readonly TrainingData Known = new(
        "known",
        DigitSynthesizer.Synthesize(200, 5, DataSplit.Train),
        null,
        DigitSynthesizer.Synthesize(100, 5, DataSplit.Test)
    );

    private Lesson Short =>
        new()
        {
            Tuning = new()
            {
                Training = new()
                {
                    Epochs = Epochs,
                    BatchSize = 16,
                    Optimizer = new Adam(0.001f),
                    Schedule = LearningRateSchedule.Cosine,
                },
            },
            MaximumDuration = TimeSpan.FromMinutes(1),
        };

    /// <summary>The number of passes of a lesson, with six of which it learns its drawing. Default: 6.</summary>
    public int Epochs { get; init; } = 6;

    /// <summary>Whether the data is there. Default: true.</summary>
    public bool HasKnown { get; init; } = true;

    /// <summary>What happens before a lesson. Default: nothing.</summary>
    public Action<CancellationToken> Before { get; init; } = _ => { };

    /// <summary>The networks that were saved.</summary>
    public List<Network> Saved { get; } = [];

    /// <summary>What happens when it is asked for the data. Default: nothing.</summary>
    public Action OnHasData { get; set; } = () => { };

    /// <summary>Whether the file was replaced. Default: false.</summary>
    public bool IsFileReplaced { get; set; }

    /// <summary>The network that the latest lesson began from; null before the first.</summary>
    public Network? Taught { get; private set; }

    public bool HasData(NetworkDefinition network)
    {
        OnHasData();
        return HasKnown;
    }

    public bool IsReplaced() => IsFileReplaced;

    public TaughtNetwork Teach(
        Network network,
        Samples<byte> drawings,
        ClassificationMetrics? before,
        IProgress<double> progress,
        CancellationToken cancellation
    )
    {
        Taught = network;
        Before(cancellation);
        LessonReport report = Short.Run(network, Known, new AddedImages("corrections", drawings), before, progress, cancellation);
        return new TaughtNetwork(report.Network, report.Before, report.After);
    }

    public string Save(Network network)
    {
        Saved.Add(network);
        return "digits-learned.zip";
    }
}
