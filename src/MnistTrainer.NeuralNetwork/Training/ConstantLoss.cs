namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// The mean loss of constant outputs: the minimum for a network that ignores its inputs. These outputs are the means of the targets, which minimize
/// the squared error and both cross-entropies.
/// </summary>
public static class ConstantLoss
{
    /// <summary>Computes the loss.</summary>
    /// <param name="samples">Samples with labels or targets; weights are taken into account.</param>
    /// <param name="options">The loss, and the on and off values of labels.</param>
    /// <returns>The loss; null if means do not minimize it, classes are weighted, or targets are missing.</returns>
    public static double? Of(Samples samples, TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(options);
        if (options.ClassWeights is not null || options.Loss is not (SquaredError or SoftmaxCrossEntropy or SigmoidCrossEntropy))
            return null;
        Targets targets = new(samples, options);
        float[] target = new float[samples.ClassNames.Count];
        double[] sums = new double[target.Length];
        double total = 0;
        for (int row = 0; row < samples.Count; row++)
        {
            targets.Write(row, target);
            float weight = WeightOf(row);
            total += weight;
            for (int i = 0; i < target.Length; i++)
                sums[i] += weight * target[i];
        }

        float[] means = [.. sums.Select(sum => (float)(sum / total))];
        double loss = 0;
        for (int row = 0; row < samples.Count; row++)
        {
            targets.Write(row, target);
            loss += WeightOf(row) * options.Loss.Value(means, target);
        }

        return double.IsFinite(loss) && !means.Any(float.IsNaN) ? loss / samples.Count : null;

        float WeightOf(int row) => samples.Weights.IsEmpty ? 1 : samples.Weights[row];
    }
}
