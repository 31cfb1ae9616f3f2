using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>Searches for a learning rate for a network and data (<see cref="LearningRateFinder"/>).</summary>
public sealed record LearningRateSearch
{
    /// <summary>The network architecture. Default: one hidden layer of 200 units.</summary>
    public NetworkOptions Network { get; init; } = new();

    /// <summary>The training options; the learning rate is ignored. Default: Adam with batches of 128, seed 1.</summary>
    public TrainingOptions Training { get; init; } = new();

    /// <summary>The number of learning rates to try, at least 10. Default: 300.</summary>
    public int Steps { get; init; } = 300;

    /// <summary>Tries increasing learning rates, one step each.</summary>
    /// <param name="samples">The training samples.</param>
    /// <param name="cancellation">Ends the search after the current step; the curve has the rates tried so far.</param>
    public LearningRateCurve Run(Samples<byte> samples, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var definition = NetworkDefinition.Create(samples.Shape, samples.ClassNames, Network);
        return LearningRateFinder.Find(
            NeuralNetwork.Network.Create(definition, Training.Seed),
            samples,
            Training,
            steps: Steps,
            cancellation: cancellation
        );
    }
}
