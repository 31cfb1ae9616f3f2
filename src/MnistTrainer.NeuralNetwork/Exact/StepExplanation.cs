using System.Collections.Immutable;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// One step of plain gradient descent on one example, in double precision, with every intermediate value, as computed by hand. For networks
/// of dense layers whose units have one net input each.
/// </summary>
public sealed record StepExplanation
{
    private StepExplanation(double loss, double lossAfter, ImmutableArray<double> target, ImmutableArray<LayerExplanation> layers) =>
        (Loss, LossAfter, Target, Layers) = (loss, lossAfter, target, layers);

    /// <summary>The loss before the step.</summary>
    public double Loss { get; }

    /// <summary>The loss after the step.</summary>
    public double LossAfter { get; }

    /// <summary>The target outputs.</summary>
    public ImmutableArray<double> Target { get; }

    /// <summary>The layers, first to last.</summary>
    public ImmutableArray<LayerExplanation> Layers { get; }

    /// <summary>Computes one step.</summary>
    /// <param name="network">The network, of dense layers only.</param>
    /// <param name="sample">The example's raw values.</param>
    /// <param name="target">The target outputs, one per class.</param>
    /// <param name="loss">The loss to minimize.</param>
    /// <param name="rule">How errors are propagated to the layer below.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <exception cref="InvalidInputException">The network has other layers, or the loss is incompatible with the network.</exception>
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
                "Use a network of dense layers without dropout, batch normalization or maxout"
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
            error = layers[i].PropagateError(rule);
        }

        for (int i = 0; i < layers.Length; i++)
            layers[i].WriteNewParameters(exact.Parameters.AsSpan(network.Kernels[i].FirstParameter));
        return new StepExplanation(before, loss.Exact(exact.Forward(rows)[^1].Outputs[0], targets), [.. targets], [.. layers]);
    }
}
