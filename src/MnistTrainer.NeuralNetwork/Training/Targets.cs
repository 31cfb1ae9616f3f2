namespace MnistTrainer.NeuralNetwork;

/// <summary>The target outputs of each row of samples, and whether given outputs are correct.</summary>
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
            target[0] = off + (samples.Targets[row] * (on - off));
        }
        else
        {
            target.Fill(off);
            target[samples.Labels[row]] = on;
        }
    }

    /// <summary>
    /// Whether the largest output (ties go to the lowest index) is that of the row's class; for a numeric target, whether the output is
    /// within 0.5 of it.
    /// </summary>
    public bool IsCorrect(int row, ReadOnlySpan<float> outputs) =>
        samples.HasTargets ? Math.Abs(outputs[0] - samples.Targets[row]) < 0.5f : BatchLoss.ArgMax(outputs) == samples.Labels[row];
}
