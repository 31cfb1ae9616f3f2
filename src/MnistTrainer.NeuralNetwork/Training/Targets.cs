namespace MnistTrainer.NeuralNetwork;

/// <summary>What the outputs of a network should be for each row of samples, and whether they name it rightly.</summary>
/// <param name="samples">With labels, or with numbers.</param>
/// <param name="options">The values that stand for yes and no, and how much of them is smoothed away.</param>
internal sealed class Targets(Samples samples, TrainingOptions options)
{
    // A number from 0 to 1 has two classes: that it tells of, and the other.
    private readonly TargetValues _values = options.SmoothedTargets(samples.HasTargets ? 2 : samples.ClassNames.Count);

    /// <summary>Writes what is wanted of a row.</summary>
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

    /// <summary>Whether the largest output, the first of equals, is that of the row's class; of a number, whether the output is nearer to it than 0.5.</summary>
    public bool IsRight(int row, ReadOnlySpan<float> outputs) =>
        samples.HasTargets ? Math.Abs(outputs[0] - samples.Targets[row]) < 0.5f : BatchLoss.Largest(outputs) == samples.Labels[row];
}
