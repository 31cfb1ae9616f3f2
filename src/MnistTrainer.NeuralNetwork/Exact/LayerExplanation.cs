using System.Collections.Immutable;

namespace MnistTrainer.NeuralNetwork;

/// <summary>All intermediate values of one layer in one training step on one example.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Inputs">x, the inputs.</param>
/// <param name="Weights">w, input by input: the weight from input i to unit j is at index i * units + j.</param>
/// <param name="Biases">b, one per unit; empty if the layer has none.</param>
/// <param name="NetInputs">z = x w + b.</param>
/// <param name="Outputs">y = f(z).</param>
/// <param name="Errors">The errors propagated to the outputs; for the last layer, the derivative of the loss.</param>
/// <param name="Deltas">δ, the errors multiplied by the activation's derivative.</param>
/// <param name="LearningRate">The learning rate.</param>
public sealed record LayerExplanation(
    Dense Layer,
    ImmutableArray<double> Inputs,
    ImmutableArray<double> Weights,
    ImmutableArray<double> Biases,
    ImmutableArray<double> NetInputs,
    ImmutableArray<double> Outputs,
    ImmutableArray<double> Errors,
    ImmutableArray<double> Deltas,
    double LearningRate
)
{
    /// <summary>x_i w_ij: the contribution of input i to the net input of unit j.</summary>
    public double Contribution(int input, int unit) => Inputs[input] * Weights[(input * Layer.Units) + unit];

    /// <summary>x_i δ_j: the derivative of the loss with respect to the weight from input i to unit j.</summary>
    public double Gradient(int input, int unit) => Inputs[input] * Deltas[unit];

    /// <summary>The weight after the step: w - rate x_i δ_j.</summary>
    public double NewWeight(int input, int unit) => Weights[(input * Layer.Units) + unit] - (LearningRate * Gradient(input, unit));

    /// <summary>The bias after the step: b - rate δ_j.</summary>
    public double NewBias(int unit) => Biases[unit] - (LearningRate * Deltas[unit]);

    internal static LayerExplanation Of(
        Dense layer,
        ExactLayerPass pass,
        ReadOnlySpan<double> parameters,
        double[] errors,
        double learningRate
    )
    {
        double[] deltas = new double[layer.Units];
        layer.Activation.ExactBackward(pass.NetInputs[0], errors, deltas);
        int weights = pass.Inputs[0].Length * layer.Units;
        return new LayerExplanation(
            layer,
            [.. pass.Inputs[0]],
            [.. parameters[..weights]],
            [.. parameters[weights..]],
            [.. pass.NetInputs[0]],
            [.. pass.Outputs[0]],
            [.. errors],
            [.. deltas],
            learningRate
        );
    }

    /// <summary>
    /// The errors of the previous layer: W δ for the exact gradient; W e, without the activation's derivative, for the book's rule.
    /// </summary>
    internal double[] PropagateError(GradientRule rule)
    {
        ImmutableArray<double> source = rule == GradientRule.Book ? Errors : Deltas;
        double[] errors = new double[Inputs.Length];
        for (int i = 0; i < errors.Length; i++)
        {
            for (int j = 0; j < source.Length; j++)
                errors[i] += Weights[(i * Layer.Units) + j] * source[j];
        }

        return errors;
    }

    internal void WriteNewParameters(Span<double> parameters)
    {
        for (int i = 0; i < Inputs.Length; i++)
        {
            for (int j = 0; j < Layer.Units; j++)
                parameters[(i * Layer.Units) + j] = NewWeight(i, j);
        }

        for (int j = 0; j < Biases.Length; j++)
            parameters[Weights.Length + j] = NewBias(j);
    }
}
