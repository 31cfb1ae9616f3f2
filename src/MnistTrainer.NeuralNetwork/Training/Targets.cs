namespace MnistTrainer.NeuralNetwork;

/// <summary>The target outputs of each row of samples, NaN where one is missing, and whether given outputs are correct.</summary>
/// <param name="samples">Samples with labels or numeric targets.</param>
/// <param name="options">The on and off values, and the label smoothing.</param>
internal sealed class Targets(Samples samples, TrainingOptions options)
{
    // A numeric target from 0 to 1 is the probability of the first of two classes.
    private readonly TargetValues _values = options.SmoothedTargets(samples.HasTargets ? 2 : samples.ClassNames.Count);

    /// <summary>Writes the targets of a row.</summary>
    public void Write(int row, Span<float> target)
    {
        (float off, float on) = _values;
        if (samples.HasTargets)
        {
            ReadOnlySpan<float> values = samples.Targets.Slice(row * target.Length, target.Length);
            for (int i = 0; i < target.Length; i++)
                target[i] = off + (values[i] * (on - off));
        }
        else
        {
            target.Fill(off);
            target[samples.Labels[row]] = on;
        }
    }

    /// <summary>
    /// Whether the largest output (ties go to the lowest index) is that of the row's class; for numeric targets, whether every output is within 0.5 of its target,
    /// unless that is missing.
    /// </summary>
    public bool IsCorrect(int row, ReadOnlySpan<float> outputs) =>
        samples.HasTargets
            ? AreNear(outputs, samples.Targets.Slice(row * outputs.Length, outputs.Length))
            : BatchLoss.ArgMax(outputs) == samples.Labels[row];

    private static bool AreNear(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets)
    {
        for (int i = 0; i < outputs.Length; i++)
        {
            if (!(Math.Abs(outputs[i] - targets[i]) < 0.5f) && !float.IsNaN(targets[i]))
                return false;
        }

        return true;
    }
}
