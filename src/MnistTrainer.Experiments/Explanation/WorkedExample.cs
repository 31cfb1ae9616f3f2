using System.Collections.Immutable;
using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>A network of sigmoids without biases that is small enough to compute by hand, with a sample and its targets. Immutable; change numbers using <c>with</c>.</summary>
/// <param name="Name">The name of the example.</param>
/// <param name="Summary">A short description.</param>
public sealed record WorkedExample(string Name, string Summary)
{
    /// <summary>The maximum number of inputs, hidden units and targets.</summary>
    public const int MaximumUnits = 9;

    /// <summary>"Following signals through a simple network" from T. Rashid, "Make Your Own Neural Network": two inputs, two sigmoids.</summary>
    public static WorkedExample Seed { get; } =
        new("seed", "the book's two inputs and two sigmoids: 0.7408, 0.6457") { Weights = [0.9f, 0.2f, 0.3f, 0.8f] };

    /// <summary>The same with a second layer: the example of docs/mathematics.md.</summary>
    public static WorkedExample TwoLayers { get; } =
        new("two-layers", "the same with a second layer on top")
        {
            HasHiddenLayer = true,
            Weights = [0.9f, 0.2f, 0.3f, 0.8f, 0.5f, -0.4f, 0.3f, 0.6f],
        };

    /// <summary>All examples.</summary>
    public static ImmutableArray<WorkedExample> All { get; } = [Seed, TwoLayers];

    /// <summary>The inputs, 1 to 9 finite numbers. Default: 1 and 0.5.</summary>
    public ImmutableArray<double> Inputs { get; init; } = [1, 0.5];

    /// <summary>The targets, one for each output: 1 to 9 numbers from 0 to 1, the range of a sigmoid. Default: 0.99 and 0.01.</summary>
    public ImmutableArray<double> Targets { get; init; } = [0.99, 0.01];

    /// <summary>
    /// The weights, finite, layer after layer, input by input: one for each input and target, or, with a hidden layer, one for each input and hidden
    /// unit, and then one for each hidden unit and target. The number of weights determines the number of hidden units.
    /// </summary>
    public ImmutableArray<float> Weights { get; init; } = [];

    private bool HasHiddenLayer { get; init; }

    private int Hidden => Weights.Length / (Inputs.Length + Targets.Length);

    /// <summary>Returns the violations, one sentence each; empty if the numbers are valid.</summary>
    public IReadOnlyList<string> Violations()
    {
        List<string> violations = [];
        if (Inputs.Length is < 1 or > MaximumUnits || !Inputs.All(double.IsFinite))
            violations.Add($"Inputs: expected 1 to {MaximumUnits} finite numbers, found {Text(Inputs)}.");
        if (Targets.Length is < 1 or > MaximumUnits || !Targets.All(target => target is >= 0 and <= 1))
            violations.Add($"Targets: expected 1 to {MaximumUnits} numbers from 0 to 1, the range of a sigmoid, found {Text(Targets)}.");
        if (violations.Count == 0 && !IsWeightCountRight)
            violations.Add($"Weights: expected {ExpectedWeights}, found {Weights.Length}.");
        if (!Weights.All(float.IsFinite))
            violations.Add("Weights: expected finite numbers.");
        return violations;
    }

    /// <summary>Computes one training step with squared error.</summary>
    /// <param name="rule">The rule that layers pass errors back by.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <exception cref="InvalidInputException">The numbers are invalid: see <see cref="Violations"/>.</exception>
    public StepTrace Trace(GradientRule rule, float learningRate)
    {
        if (Violations() is { Count: > 0 } violations)
            throw new InvalidInputException(string.Join(' ', violations));
        return new StepTrace(rule, Step(rule, learningRate)) { Other = Step(OtherThan(rule), learningRate) };
    }

    private static GradientRule OtherThan(GradientRule rule) => rule == GradientRule.Book ? GradientRule.Exact : GradientRule.Book;

    private StepExplanation Step(GradientRule rule, float learningRate)
    {
        NetworkDefinition definition = NetworkDefinition.Dense(
            Shape.Vector(Inputs.Length),
            HasHiddenLayer ? [Hidden] : [],
            [.. Enumerable.Range(1, Targets.Length).Select(number => number.ToString(CultureInfo.InvariantCulture))],
            Activation.Sigmoid,
            Activation.Sigmoid,
            useBias: false
        ) with
        {
            Scaling = InputScaling.None,
        };
        return StepExplanation.Of(
            Network.Create(definition, Weights.AsSpan()),
            Inputs.AsSpan(),
            Targets.AsSpan(),
            Loss.SquaredError,
            rule,
            Math.Round(learningRate, 6)
        );
    }

    private bool IsWeightCountRight =>
        HasHiddenLayer
            ? Hidden is >= 1 and <= MaximumUnits && Hidden * (Inputs.Length + Targets.Length) == Weights.Length
            : Weights.Length == Inputs.Length * Targets.Length;

    private string ExpectedWeights =>
        HasHiddenLayer
            ? $"a multiple of {Inputs.Length + Targets.Length}, up to {MaximumUnits} times, for {Inputs.Length} inputs, {Targets.Length} targets and the hidden units between them"
            : $"{Inputs.Length * Targets.Length} for {Inputs.Length} inputs and {Targets.Length} targets";

    private static string Text(ImmutableArray<double> values) =>
        values.Length == 0
            ? "none"
            : string.Join(", ", values.Take(MaximumUnits + 1).Select(value => value.ToString(CultureInfo.InvariantCulture)));
}
