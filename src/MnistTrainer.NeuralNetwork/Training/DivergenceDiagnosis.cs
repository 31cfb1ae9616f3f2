using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>Diagnoses where a divergence started and what may have caused it.</summary>
internal static class DivergenceDiagnosis
{
    // Inputs should be around 1. With the default initial weights, inputs a hundred times larger give outputs that no learning rate suits.
    private const float LargeInput = 100;
    private const int RowsSampled = 1000;

    /// <summary>Describes the layer where values became non-finite or, if all are finite, the layer whose weights grew most.</summary>
    /// <param name="network">The network.</param>
    /// <param name="step">The training step, after the faulty batch.</param>
    /// <param name="isBroken">Whether the loss or the gradient is non-finite.</param>
    /// <param name="good">The last good parameters.</param>
    public static string LayerName(Network network, ITrainingStep step, bool isBroken, FloatBuffer good)
    {
        int layer = isBroken ? step.BrokenAt() : MostGrown(network, step, good);
        string description = network.Definition.Layers[layer].Describe(network.Kernels[layer].Input);
        return $"layer {layer + 1} of {network.Kernels.Length} ({description})";
    }

    /// <summary>Describes a suspected problem with the data, or returns null.</summary>
    public static string? DataHint(Samples samples, InputScaling scaling)
    {
        float[] values = new float[samples.Shape.Size];
        float largest = 0;
        int step = Math.Max(1, samples.Count / RowsSampled);
        for (int row = 0; row < samples.Count; row += step)
        {
            samples.CopyRow(row, values);
            foreach (float value in values)
            {
                if (!float.IsFinite(value))
                    return FormattableString.Invariant($"row {row + 1} contains {value}");
                largest = Math.Max(largest, Math.Abs(scaling.Apply(value)));
            }
        }

        return largest > LargeInput ? FormattableString.Invariant($"inputs reach {largest}; scale them to about 0 to 1") : null;
    }

    private static int MostGrown(Network network, ITrainingStep step, FloatBuffer good)
    {
        FloatBuffer now = new(good.Length);
        step.CopyResult(now);
        return Enumerable
            .Range(0, network.Kernels.Length)
            .MaxBy(layer =>
            {
                LayerKernel kernel = network.Kernels[layer];
                double before = Squares(good),
                    after = Squares(now);
                return before == 0 ? after : after / before;

                double Squares(FloatBuffer parameters)
                {
                    double sum = 0;
                    foreach (float value in parameters.Span.Slice(kernel.FirstParameter, kernel.ParameterCount))
                        sum += (double)value * value;
                    return sum;
                }
            });
    }
}
