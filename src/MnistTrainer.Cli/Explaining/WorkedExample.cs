using System.Collections.Immutable;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Explaining;

/// <summary>A network small enough for paper, with an example and what should come out.</summary>
/// <param name="Name">What a user calls it.</param>
/// <param name="Summary">What it is, in a few words.</param>
internal sealed record WorkedExample(string Name, string Summary)
{
    /// <summary>"Following signals through a simple network" of the book: two inputs, two sigmoids.</summary>
    public static WorkedExample Seed { get; } =
        new("seed", "the book's two inputs and two sigmoids: 0.7408, 0.6457") { Weights = [0.9f, 0.2f, 0.3f, 0.8f] };

    /// <summary>The same with a second layer on top: docs/mathematics.md goes through it.</summary>
    public static WorkedExample TwoLayers { get; } =
        new("two-layers", "the same with a second layer on top")
        {
            Hidden = [2],
            Weights = [0.9f, 0.2f, 0.3f, 0.8f, 0.5f, -0.4f, 0.3f, 0.6f],
        };

    /// <summary>All of them.</summary>
    public static ImmutableArray<WorkedExample> All { get; } = [Seed, TwoLayers];

    /// <summary>Units of each hidden layer.</summary>
    private ImmutableArray<int> Hidden { get; init; } = [];

    /// <summary>All weights, layer after layer, in each input by input.</summary>
    private ImmutableArray<float> Weights { get; init; } = [];

    /// <summary>One step of it, with the squared error and the targets 0.99 and 0.01.</summary>
    public StepExplanation Step(GradientRule rule, float learningRate)
    {
        NetworkDefinition definition = NetworkDefinition.Dense(
            Shape.Vector(2),
            Hidden,
            ["1", "2"],
            Activation.Sigmoid,
            Activation.Sigmoid,
            useBias: false
        ) with
        {
            Scaling = InputScaling.None,
        };
        return StepExplanation.Of(
            Network.Create(definition, Weights.AsSpan()),
            [1.0, 0.5],
            [0.99, 0.01],
            Loss.SquaredError,
            rule,
            Math.Round(learningRate, 6)
        );
    }
}
