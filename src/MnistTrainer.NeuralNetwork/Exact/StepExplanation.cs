using System.Collections.Immutable;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// One training step of plain gradient descent with one example, in double precision, every intermediate value kept: what one would write down
/// on paper. For networks of dense layers whose units have one net input each.
/// </summary>
public sealed record StepExplanation
{
    private StepExplanation(double loss, double lossAfter, ImmutableArray<double> target, ImmutableArray<LayerExplanation> layers) =>
        (Loss, LossAfter, Target, Layers) = (loss, lossAfter, target, layers);

    /// <summary>The loss before the step.</summary>
    public double Loss { get; }

    /// <summary>The loss after it.</summary>
    public double LossAfter { get; }

    /// <summary>What the outputs should have been.</summary>
    public ImmutableArray<double> Target { get; }

    /// <summary>The layers, first to last.</summary>
    public ImmutableArray<LayerExplanation> Layers { get; }

    /// <summary>Goes through one step.</summary>
    /// <param name="network">The network, of dense layers.</param>
    /// <param name="sample">The example's raw values.</param>
    /// <param name="target">What the outputs should be, one for each class.</param>
    /// <param name="loss">What is made small.</param>
    /// <param name="rule">What layers pass back.</param>
    /// <param name="learningRate">The size of the step.</param>
    /// <exception cref="InvalidInputException">The network has other layers, or loss and network do not fit each other.</exception>
    public static StepExplanation Of(
        Network network,
        ReadOnlySpan<double> sample,
        ReadOnlySpan<double> target,
        Loss loss,
        GradientRule rule,
        double learningRate
    )
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(loss);
        new TrainingOptions { Loss = loss, Gradient = rule }.Validate(network.Definition);
        if (network.Definition.Layers.Any(layer => layer is not Dense || layer.Activation.NetInputsPerUnit > 1))
        {
            throw new InvalidInputException(
                "network",
                "dense layers whose units have one net input each",
                string.Join(", ", network.Definition.Layers.Select(layer => layer.Kind)),
                "Explain a network without dropout, batch normalization and maxout"
            );
        }

        double[][] rows = [sample.ToArray()];
        double[] targets = target.ToArray();
        ExactNetwork exact = new(network);
        ExactLayerPass[] passes = exact.Forward(rows);
        double before = loss.Exact(passes[^1].Outputs[0], targets);
        double[] error = new double[targets.Length];
        loss.ExactGradient(passes[^1].Outputs[0], targets, error);

        LayerExplanation[] layers = new LayerExplanation[passes.Length];
        for (int i = passes.Length - 1; i >= 0; i--)
        {
            Dense dense = (Dense)network.Definition.Layers[i];
            int first = network.Kernels[i].FirstParameter;
            layers[i] = LayerExplanation.Of(
                dense,
                passes[i],
                exact.Parameters.AsSpan(first, network.Kernels[i].ParameterCount),
                error,
                learningRate
            );
            error = layers[i].PassBack(rule);
        }

        for (int i = 0; i < layers.Length; i++)
            layers[i].WriteNewParameters(exact.Parameters.AsSpan(network.Kernels[i].FirstParameter));
        return new StepExplanation(before, loss.Exact(exact.Forward(rows)[^1].Outputs[0], targets), [.. targets], [.. layers]);
    }
}
